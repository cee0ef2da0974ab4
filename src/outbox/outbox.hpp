// The queue of sign-ups that were thanked for: a port with two implementations, in memory (tests) and SQLite
// (outbox_sqlite.hpp), held to the same contract suite. It holds ciphertext only. Owned by one thread, the
// store's; everybody else asks that thread. Nothing here ever deletes what was not acknowledged.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "record/sign_up.hpp"

namespace kiosk::outbox {

using Sha256 = std::array<std::uint8_t, 32>;

constexpr std::size_t sealed_bytes_max = 12'000; // one leaf page of 16 KiB holds it whole

// A sealed record with what the wire needs outside of it. The sealed bytes never change once made.
struct Entry {
    std::uint64_t seq = 0; // 1, 2, 3, ... for ever; never reused
    record::Id id;
    std::string receipt;
    std::string event;
    WallTime made;
    ClockTrust clock = ClockTrust::Unset;
    bool rehearsal = false;
    std::vector<std::uint8_t> sealed; // one age v1 file
    Sha256 sha{};                     // SHA-256 of sealed
};

enum class State : std::uint8_t { Pending = 0, Acked = 1, Quarantined = 2, Purged = 3 };

struct Stored {
    Entry entry;
    State state = State::Pending;
    int attempts = 0;  // counted before each request
    int last_code = 0; // HTTP status, or the negative of curl's code
    std::optional<WallTime> acked_at;
    bool exported = false;
};

// What is not purged: how many, and from which number to which; zeros when there is nothing.
struct Span {
    std::uint64_t count = 0, first_seq = 0, last_seq = 0;
    bool operator==(const Span&) const = default;
};

// accepted = waiting + quarantined + acked + purged, always.
struct Counts {
    std::uint64_t accepted = 0, waiting = 0, quarantined = 0, acked = 0, purged = 0;
    std::uint64_t exported = 0; // of those not purged
    std::optional<WallTime> oldest_waiting;
    std::optional<WallTime> last_acked;
    [[nodiscard]] bool balanced() const { return accepted == waiting + quarantined + acked + purged; }
};

enum class Append : std::uint8_t { Stored, AlreadyStored };

class Outbox {
  public:
    virtual ~Outbox() = default;

    // The seq that the next new record must carry: one more than the largest ever given.
    [[nodiscard]] virtual Result<std::uint64_t> next_seq() = 0;
    // Durable when it returns Stored: committed and read back. The same id and sha again is AlreadyStored, a
    // success. An error means "not known": ask again with the same entry, unchanged, never with a new one.
    [[nodiscard]] virtual Result<Append> append(const Entry& entry) = 0;
    // The oldest pending records by seq, at most `count` and about `bytes_max` of sealed bytes (at least
    // one).
    [[nodiscard]] virtual Result<std::vector<Entry>> oldest_pending(std::size_t count,
                                                                    std::size_t bytes_max) = 0;
    // Counts an attempt for each id, before the request leaves.
    [[nodiscard]] virtual Result<void> count_attempt(std::span<const record::Id> ids) = 0;
    [[nodiscard]] virtual Result<void> note_answer(std::span<const record::Id> ids, int code) = 0;
    // Only after a verified receipt. Unknown ids and ids that are no longer pending are left alone.
    [[nodiscard]] virtual Result<void> mark_acked(std::span<const record::Id> ids, WallTime at) = 0;
    [[nodiscard]] virtual Result<void> quarantine(const record::Id& id, int code) = 0;
    // Quarantined records become pending again, by the staff's hand.
    [[nodiscard]] virtual Result<void> retry_quarantined() = 0;
    // Acked records that the hub has lost become pending again. Returns how many; others are left alone.
    [[nodiscard]] virtual Result<std::uint64_t> send_again(std::span<const record::Id> ids) = 0;
    // Shreds the ciphertext of records acked at or before `before`; a tombstone stays. Returns how many.
    [[nodiscard]] virtual Result<std::uint64_t> purge_acked(WallTime before) = 0;
    // Shreds acked records of this erase list at once.
    [[nodiscard]] virtual Result<std::uint64_t> erase(std::span<const record::Id> ids) = 0;

    [[nodiscard]] virtual Result<Counts> counts() = 0;
    [[nodiscard]] virtual Result<std::optional<Stored>> find(const record::Id& id) = 0;
    // Everything not purged, at one look and without reading it: what a walk with page_after() will meet.
    [[nodiscard]] virtual Result<Span> unpurged() = 0;
    // Everything not purged with seq > `after`, by seq, at most `count`: for exports in bounded memory.
    [[nodiscard]] virtual Result<std::vector<Stored>> page_after(std::uint64_t after, std::size_t count) = 0;
    [[nodiscard]] virtual Result<void> mark_exported(std::span<const record::Id> ids) = 0;

    // Small values that must survive a restart: the PIN's lock-out, the back-off. Keys are short ASCII names.
    [[nodiscard]] virtual Result<std::optional<std::string>> value(std::string_view key) = 0;
    [[nodiscard]] virtual Result<void> set_value(std::string_view key, std::string_view value) = 0;

    // What staff should know about the store, such as a damaged file that was set aside, or a disk that will
    // be full soon; empty when all is well.
    [[nodiscard]] virtual std::string note() { return {}; }
};

} // namespace kiosk::outbox
