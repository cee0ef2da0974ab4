// Which records go together, and how a batch that is refused as a whole is halved until the poison record is
// alone. Pure bookkeeping of the uploader, in memory only: after a restart everything that is not acked is
// simply sent again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "outbox/outbox.hpp"
#include "record/wire.hpp"

namespace kiosk::upload {

using Batch = std::vector<record::WireRecord>;

[[nodiscard]] record::WireRecord to_wire(const outbox::Entry& entry);
[[nodiscard]] std::string body_of(const Batch& batch);
[[nodiscard]] std::vector<record::Id> ids_of(const Batch& batch);
// The longest start of `entries` that fits in one body, of at most `records_max`; entries whose ids `skip`
// names are passed over.
template <typename Skip>
[[nodiscard]] Batch take_batch(std::span<const outbox::Entry> entries, std::size_t records_max, Skip&& skip) {
    Batch batch;
    std::size_t bytes = 0;
    for (const outbox::Entry& entry : entries) {
        if (skip(entry.id)) continue;
        record::WireRecord record = to_wire(entry);
        bytes += record::wire_line_bytes(record);
        if (batch.size() == records_max || bytes > record::wire_body_bytes_max) break;
        batch.push_back(std::move(record));
    }
    return batch;
}

constexpr int refusals_to_quarantine = 3; // of a record alone, over at least an hour: not a passing fault
constexpr Duration refusals_over = seconds(3600);
constexpr Duration suspect_rest = seconds(1800); // between two tries of a suspect
constexpr std::size_t suspects_max = 200;        // more: the hub is at fault, not the records
constexpr int refusals_in_a_row_max = 16; // 8 find one poison record in 100; twice that is a broken hub

// Records refused when sent alone. They rest, so that the others flow, and are tried again.
class Suspects {
  public:
    // True when it has been refused often and long enough to be quarantined. `delivered` counts the records
    // delivered so far: a hub that took none since the first refusal may be at fault itself, and then nothing
    // is quarantined.
    [[nodiscard]] bool refused_alone(const record::Id& id, Instant now, std::uint64_t delivered);
    void forget(const record::Id& id) { suspects_.erase(id); }
    [[nodiscard]] bool resting(const record::Id& id, Instant now) const;
    [[nodiscard]] std::size_t size() const { return suspects_.size(); }
    [[nodiscard]] bool full() const { return suspects_.size() >= suspects_max; }
    // When the first of them may be tried again.
    [[nodiscard]] Instant next() const;

  private:
    struct Suspect {
        int refusals = 0;
        Instant first, rests_until;
        std::uint64_t delivered_at_first = 0;
    };
    std::map<record::Id, Suspect> suspects_;
};

// The parts of a refused batch that are still to be sent.
class Pieces {
  public:
    [[nodiscard]] bool empty() const { return pieces_.empty(); }
    [[nodiscard]] Batch take(); // the next part; only when not empty
    void halve(Batch refused);  // of two records or more
    void put_back(Batch batch) { pieces_.push_back(std::move(batch)); }
    void clear() { pieces_.clear(); }

  private:
    std::vector<Batch> pieces_;
};

} // namespace kiosk::upload
