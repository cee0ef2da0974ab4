// Where a hub keeps what arrives: a port with two implementations, SQLite (store_sqlite.hpp) for one to fifty
// kiosks and PostgreSQL for fleets. Ciphertext only: no hub can read a name. The wire's path is plain inserts
// and reads by primary key, one transaction a batch. Called by several threads at once; an implementation
// does its own locking.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "record/held.hpp"
#include "record/receipt.hpp"
#include "record/wire.hpp"

namespace kiosk::hub {

// What a kiosk says of itself; never anything of a visitor.
struct Heartbeat {
    std::string version, health; // short words
    std::uint64_t accepted = 0, waiting = 0, quarantined = 0, acked = 0, purged = 0;
    int faults = 0;
    bool operator==(const Heartbeat&) const = default;
};

struct TokenRow {
    std::string kiosk;
    WallTime made;
    std::optional<WallTime> revoked;
};

struct KioskRow {
    std::string kiosk;
    std::uint64_t records = 0;
    std::uint64_t seq_first = 0, seq_last = 0;
    std::uint64_t missing = 0; // seqs up to the last that have not arrived
    std::optional<WallTime> last_seen;
    Heartbeat heartbeat; // the last one
};

struct Totals {
    std::uint64_t records = 0, rehearsals = 0, conflicts = 0, erased = 0;
};

struct StoredRecord {
    std::uint64_t cursor = 0; // grows with arrival; for the next page
    WallTime arrived;
    record::WireRecord record; // sealed is empty once erased
};

constexpr std::size_t kiosk_name_chars_max = 64;
// Letters, digits, '-', '_' and '.', 1 to 64 of them: safe in file names, logs and pages.
[[nodiscard]] bool is_kiosk_name(std::string_view name);

class Store {
  public:
    virtual ~Store() = default;

    // One transaction, committed and durable when it returns; on an error nothing of the batch is stored. A
    // verdict for each record, in order: Stored, Duplicate (same id and sha) or Conflict (same id, other sha:
    // nothing overwritten).
    [[nodiscard]] virtual Result<std::vector<record::Verdict>>
    put_batch(std::string_view kiosk, std::span<const record::WireRecord> records, WallTime now) = 0;
    // Which of these records are here, with this sha; erased ones are.
    [[nodiscard]] virtual Result<std::vector<bool>> holds(std::span<const record::HeldLine> lines) = 0;
    // The ids of this kiosk's records that the charity has erased since `since`, at most `count`.
    [[nodiscard]] virtual Result<std::vector<record::Id>> erase_list(std::string_view kiosk, WallTime since,
                                                                     std::size_t count) = 0;
    // Shreds the ciphertext; the row stays, so that a later copy is a duplicate and is not stored again.
    // Unknown ids are passed over. Returns how many were shredded now.
    [[nodiscard]] virtual Result<std::uint64_t> erase(std::span<const record::Id> ids, WallTime now) = 0;

    // Tokens are kept as their SHA-256. A kiosk's new token ends its old one.
    [[nodiscard]] virtual Result<void> put_token(std::string_view kiosk, const record::Sha256& hash,
                                                 WallTime now) = 0;
    [[nodiscard]] virtual Result<std::optional<std::string>> kiosk_of_token(const record::Sha256& hash) = 0;
    // False when the kiosk has no token in force.
    [[nodiscard]] virtual Result<bool> revoke(std::string_view kiosk, WallTime now) = 0;
    [[nodiscard]] virtual Result<std::vector<TokenRow>> tokens() = 0;

    [[nodiscard]] virtual Result<void> put_heartbeat(std::string_view kiosk, const Heartbeat& heartbeat,
                                                     WallTime now) = 0;

    // For staff: may scan.
    [[nodiscard]] virtual Result<Totals> totals() = 0;
    [[nodiscard]] virtual Result<std::vector<KioskRow>> kiosks() = 0;
    // The seqs of a kiosk, up to its last, that have not arrived; at most `count`.
    [[nodiscard]] virtual Result<std::vector<std::uint64_t>> gaps(std::string_view kiosk,
                                                                  std::size_t count) = 0;
    // A kiosk's records in order of arrival, those after `cursor`, at most `count`: for exports in bounded
    // memory.
    [[nodiscard]] virtual Result<std::vector<StoredRecord>>
    page_after(std::string_view kiosk, std::uint64_t cursor, std::size_t count) = 0;
    // It can be read and written.
    [[nodiscard]] virtual Result<void> check() = 0;
};

} // namespace kiosk::hub
