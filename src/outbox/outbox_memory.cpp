#include "outbox/outbox_memory.hpp"

#include <algorithm>

#include "outbox/entry_limits.hpp"

namespace kiosk::outbox {

Stored* MemoryOutbox::record_of(const record::Id& id) {
    const auto seq = seqs_.find(id);
    return seq == seqs_.end() ? nullptr : &records_.at(seq->second);
}

Result<std::uint64_t> MemoryOutbox::next_seq() {
    return records_.empty() ? 1 : records_.rbegin()->first + 1;
}

Result<Append> MemoryOutbox::append(const Entry& entry) {
    if (auto fits = check_limits(entry); !fits) return fits.error();
    if (const Stored* known = record_of(entry.id)) {
        if (known->entry.sha == entry.sha) return Append::AlreadyStored;
        return other_bytes_error(entry);
    }
    const std::uint64_t next = *next_seq();
    if (entry.seq < next) return used_seq_error(entry, next);
    Stored stored;
    stored.entry = entry;
    records_.emplace(entry.seq, std::move(stored));
    seqs_.emplace(entry.id, entry.seq);
    return Append::Stored;
}

Result<std::vector<Entry>> MemoryOutbox::oldest_pending(std::size_t count, std::size_t bytes_max) {
    std::vector<Entry> entries;
    std::size_t bytes = 0;
    for (const auto& [seq, stored] : records_) {
        if (entries.size() == count) break;
        if (stored.state != State::Pending) continue;
        bytes += stored.entry.sealed.size();
        if (!entries.empty() && bytes > bytes_max) break;
        entries.push_back(stored.entry);
    }
    return entries;
}

Result<void> MemoryOutbox::count_attempt(std::span<const record::Id> ids) {
    for (const record::Id& id : ids)
        if (Stored* stored = record_of(id); stored != nullptr && stored->state != State::Purged)
            ++stored->attempts;
    return {};
}

Result<void> MemoryOutbox::note_answer(std::span<const record::Id> ids, int code) {
    for (const record::Id& id : ids)
        if (Stored* stored = record_of(id); stored != nullptr && stored->state != State::Purged)
            stored->last_code = code;
    return {};
}

Result<void> MemoryOutbox::mark_acked(std::span<const record::Id> ids, WallTime at) {
    for (const record::Id& id : ids) {
        Stored* stored = record_of(id);
        if (stored == nullptr || stored->state != State::Pending) continue;
        stored->state = State::Acked;
        stored->acked_at = at;
    }
    return {};
}

Result<void> MemoryOutbox::quarantine(const record::Id& id, int code) {
    Stored* stored = record_of(id);
    if (stored == nullptr || stored->state != State::Pending) return {};
    stored->state = State::Quarantined;
    stored->last_code = code;
    return {};
}

Result<void> MemoryOutbox::retry_quarantined() {
    for (auto& [seq, stored] : records_)
        if (stored.state == State::Quarantined) stored.state = State::Pending;
    return {};
}

Result<std::uint64_t> MemoryOutbox::send_again(std::span<const record::Id> ids) {
    std::uint64_t again = 0;
    for (const record::Id& id : ids) {
        Stored* stored = record_of(id);
        if (stored == nullptr || stored->state != State::Acked) continue;
        stored->state = State::Pending;
        stored->acked_at.reset();
        ++again;
    }
    return again;
}

void MemoryOutbox::shred(Stored& stored) {
    Entry left;
    left.seq = stored.entry.seq;
    left.id = stored.entry.id;
    left.sha = stored.entry.sha;
    left.receipt = stored.entry.receipt;
    stored.entry = std::move(left);
    stored.state = State::Purged;
}

Result<std::uint64_t> MemoryOutbox::purge_acked(WallTime before) {
    std::uint64_t purged = 0;
    for (auto& [seq, stored] : records_) {
        if (stored.state != State::Acked || *stored.acked_at > before) continue;
        shred(stored);
        ++purged;
    }
    return purged;
}

Result<std::uint64_t> MemoryOutbox::erase(std::span<const record::Id> ids) {
    std::uint64_t erased = 0;
    for (const record::Id& id : ids) {
        Stored* stored = record_of(id);
        if (stored == nullptr || stored->state != State::Acked) continue;
        shred(*stored);
        ++erased;
    }
    return erased;
}

Result<Counts> MemoryOutbox::counts() {
    Counts counts;
    for (const auto& [seq, stored] : records_) {
        ++counts.accepted;
        switch (stored.state) {
        case State::Pending:
            ++counts.waiting;
            if (!counts.oldest_waiting) counts.oldest_waiting = stored.entry.made;
            break;
        case State::Acked: ++counts.acked; break;
        case State::Quarantined: ++counts.quarantined; break;
        case State::Purged: ++counts.purged; break;
        }
        if (stored.exported && stored.state != State::Purged) ++counts.exported;
        if (stored.acked_at && (!counts.last_acked || *stored.acked_at > *counts.last_acked))
            counts.last_acked = stored.acked_at;
    }
    return counts;
}

Result<std::optional<Stored>> MemoryOutbox::find(const record::Id& id) {
    const Stored* stored = record_of(id);
    return stored == nullptr ? std::nullopt : std::optional(*stored);
}

Result<Span> MemoryOutbox::unpurged() {
    Span span;
    for (const auto& [seq, stored] : records_) {
        if (stored.state == State::Purged) continue;
        if (span.count++ == 0) span.first_seq = seq;
        span.last_seq = seq;
    }
    return span;
}

Result<std::vector<Stored>> MemoryOutbox::page_after(std::uint64_t after, std::size_t count) {
    std::vector<Stored> page;
    for (auto at = records_.upper_bound(after); at != records_.end() && page.size() < count; ++at)
        if (at->second.state != State::Purged) page.push_back(at->second);
    return page;
}

Result<void> MemoryOutbox::mark_exported(std::span<const record::Id> ids) {
    for (const record::Id& id : ids)
        if (Stored* stored = record_of(id); stored != nullptr && stored->state != State::Purged)
            stored->exported = true;
    return {};
}

Result<std::optional<std::string>> MemoryOutbox::value(std::string_view key) {
    const auto found = values_.find(key);
    return found == values_.end() ? std::nullopt : std::optional(found->second);
}

Result<void> MemoryOutbox::set_value(std::string_view key, std::string_view value) {
    values_.insert_or_assign(std::string(key), std::string(value));
    return {};
}

} // namespace kiosk::outbox
