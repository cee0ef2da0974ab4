#include "upload/batch.hpp"

#include <algorithm>
#include <cassert>

namespace kiosk::upload {

record::WireRecord to_wire(const outbox::Entry& entry) {
    return {entry.id,   entry.seq,   entry.sha,       entry.receipt,
            entry.made, entry.clock, entry.rehearsal, entry.sealed};
}

std::string body_of(const Batch& batch) {
    std::string body;
    for (const record::WireRecord& record : batch) record::append_wire_line(body, record);
    return body;
}

std::vector<record::Id> ids_of(const Batch& batch) {
    std::vector<record::Id> ids;
    ids.reserve(batch.size());
    for (const record::WireRecord& record : batch) ids.push_back(record.id);
    return ids;
}

bool Suspects::refused_alone(const record::Id& id, Instant now, std::uint64_t delivered) {
    Suspect& suspect = suspects_[id];
    if (suspect.refusals == 0) {
        suspect.first = now;
        suspect.delivered_at_first = delivered;
    }
    ++suspect.refusals;
    suspect.rests_until = now + suspect_rest;
    return suspect.refusals >= refusals_to_quarantine && now - suspect.first >= refusals_over &&
           delivered > suspect.delivered_at_first;
}

bool Suspects::resting(const record::Id& id, Instant now) const {
    const auto found = suspects_.find(id);
    return found != suspects_.end() && now < found->second.rests_until;
}

Instant Suspects::next() const {
    Instant next = Instant::never();
    for (const auto& [id, suspect] : suspects_) next = std::min(next, suspect.rests_until);
    return next;
}

Batch Pieces::take() {
    assert(!pieces_.empty());
    Batch piece = std::move(pieces_.back());
    pieces_.pop_back();
    return piece;
}

void Pieces::halve(Batch refused) {
    assert(refused.size() >= 2);
    const auto middle = refused.begin() + static_cast<std::ptrdiff_t>(refused.size() / 2);
    Batch second(std::make_move_iterator(middle), std::make_move_iterator(refused.end()));
    refused.erase(middle, refused.end());
    pieces_.push_back(std::move(second));
    pieces_.push_back(std::move(refused));
}

} // namespace kiosk::upload
