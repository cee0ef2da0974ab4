// The outbox's questions and marks in SQL; its life and its appends are in outbox_sqlite.cpp.
#include "outbox/outbox_sqlite.hpp"

#include <algorithm>
#include <utility>

#include "outbox/frame.hpp"
#include "record/bytes.hpp"

namespace kiosk::outbox {
namespace {

// The reserve that a full disk gives back must hold one shredding transaction's journal: up to three pages a
// record.
constexpr std::int64_t shredded_at_once = 16;

// A record that st has not heard of waits, untried.
constexpr std::string_view stored_columns =
    "SELECT rec.frame, ifnull(st.state, 0), ifnull(st.tries, 0), ifnull(st.last_code, 0), st.acked_ms, "
    "ifnull(st.exported, 0), rec.seq, rec.id FROM rec LEFT JOIN st USING(seq) ";

void copy_to(std::span<std::uint8_t> to, std::span<const std::uint8_t> from) {
    if (from.size() == to.size()) std::copy(from.begin(), from.end(), to.begin());
}

// A record whose checksum is wrong comes out with the id and seq of its row but without sealed bytes, so that
// an export can name it.
Stored stored_of(const Statement& row) {
    Stored stored;
    if (auto entry = read_frame(row.bytes(0))) {
        stored.entry = std::move(*entry);
    } else {
        stored.entry.seq = static_cast<std::uint64_t>(row.integer(6));
        copy_to(stored.entry.id.bytes, row.bytes(7));
    }
    stored.state = static_cast<State>(row.integer(1));
    stored.attempts = static_cast<int>(row.integer(2));
    stored.last_code = static_cast<int>(row.integer(3));
    if (!row.is_null(4)) stored.acked_at = WallTime{row.integer(4)};
    stored.exported = row.integer(5) != 0;
    return stored;
}

std::span<const std::uint8_t> span_of(const record::Id& id) {
    return id.bytes;
}

Result<void> without_count(const Result<std::uint64_t>& result) {
    if (!result) return result.error();
    return {};
}

} // namespace

Result<std::vector<Entry>> SqliteOutbox::oldest_pending(std::size_t count, std::size_t bytes_max) {
    if (auto settled = settle(); !settled) return settled.error();
    carve_some();
    if (auto settled = settle(); !settled) return settled.error(); // the carving may have met a fault
    const auto tail = this->tail();
    if (!tail) return tail.error();
    auto known = database_->kept(
        "SELECT rec.frame FROM st CROSS JOIN rec USING(seq) WHERE st.state = 0 ORDER BY st.seq");
    auto younger = database_->kept("SELECT frame FROM rec WHERE seq > ? ORDER BY seq");
    if (!known) return noted(known.error());
    if (!younger) return noted(younger.error());
    (*younger)->bind(1, static_cast<std::int64_t>(tail->told_seq));
    std::vector<Entry> entries;
    std::size_t bytes = 0;
    for (auto* statement : {&*known, &*younger}) {
        while (entries.size() < count) {
            const auto row = (*statement)->step();
            if (!row) return noted(row.error());
            if (!*row) break;
            auto entry = read_frame((*statement)->bytes(0));
            // A record that no longer matches its checksum stays for recovery and holds up no other.
            if (!entry) continue;
            bytes += entry->sealed.size();
            if (!entries.empty() && bytes > bytes_max) return entries;
            entries.push_back(std::move(*entry));
        }
    }
    return entries;
}

Result<std::uint64_t> SqliteOutbox::for_each(std::span<const record::Id> ids, std::string_view sql,
                                             std::span<const std::int64_t> first) {
    counted_.reset(); // who knows how the counts change may put them back
    auto changed = for_each_once(ids, sql, first);
    if (changed || store_fault(changed.error()) != StoreFault::Full || !folder_.release_reserve())
        return changed;
    reserve_given_ = true;
    return for_each_once(ids, sql, first);
}

Result<std::uint64_t> SqliteOutbox::for_each_once(std::span<const record::Id> ids, std::string_view sql,
                                                  std::span<const std::int64_t> first) {
    if (auto settled = settle(); !settled) return settled.error();
    auto transaction = Transaction::begin(*database_);
    if (!transaction) return noted(transaction.error());
    if (auto told = tell_st(); !told) return noted(told.error());
    std::uint64_t changed = 0;
    {
        auto statement = database_->kept(sql);
        if (!statement) return noted(statement.error());
        for (const record::Id& id : ids) {
            int position = 1;
            for (const std::int64_t value : first) (*statement)->bind(position++, value);
            (*statement)->bind(position, span_of(id));
            if (auto ran = (*statement)->run(); !ran) return noted(ran.error());
            changed += database_->changes();
            (*statement)->reset();
        }
    }
    if (auto committed = transaction->commit(); !committed) return noted(committed.error());
    return changed;
}

Result<void> SqliteOutbox::count_attempt(std::span<const record::Id> ids) {
    const auto counted = counted_; // states stay
    const auto attempted =
        for_each(ids, "UPDATE st SET tries = tries + 1 WHERE seq = (SELECT seq FROM rec WHERE id = ?)", {});
    if (attempted) counted_ = counted;
    return without_count(attempted);
}

Result<void> SqliteOutbox::note_answer(std::span<const record::Id> ids, int code) {
    const std::int64_t first[] = {code};
    const auto counted = counted_; // states stay
    const auto noted_down =
        for_each(ids, "UPDATE st SET last_code = ? WHERE seq = (SELECT seq FROM rec WHERE id = ?)", first);
    if (noted_down) counted_ = counted;
    return without_count(noted_down);
}

Result<void> SqliteOutbox::mark_acked(std::span<const record::Id> ids, WallTime at) {
    const std::int64_t first[] = {at.unix_ms};
    auto counted = counted_;
    const auto acked = for_each(
        ids,
        "UPDATE st SET state = 1, acked_ms = ? WHERE state = 0 AND seq = (SELECT seq FROM rec WHERE id = ?)",
        first);
    if (acked && counted) {
        counted->waiting -= *acked;
        counted->acked += *acked;
        counted->oldest_waiting.reset(); // looked up when it is asked for
        if (*acked > 0) counted->last_acked = std::max(counted->last_acked.value_or(at), at);
        counted_ = counted;
    }
    return without_count(acked);
}

Result<void> SqliteOutbox::quarantine(const record::Id& id, int code) {
    const std::int64_t first[] = {code};
    counted_.reset();
    return without_count(for_each(
        {&id, 1},
        "UPDATE st SET state = 2, last_code = ? WHERE state = 0 AND seq = (SELECT seq FROM rec WHERE id = ?)",
        first));
}

Result<void> SqliteOutbox::retry_quarantined() {
    if (auto settled = settle(); !settled) return settled.error();
    counted_.reset();
    if (auto ran = database_->run("UPDATE st SET state = 0 WHERE state = 2"); !ran) return noted(ran.error());
    return {};
}

Result<std::uint64_t> SqliteOutbox::send_again(std::span<const record::Id> ids) {
    return for_each(ids,
                    "UPDATE st SET state = 0, acked_ms = NULL WHERE state = 1 AND seq = (SELECT seq FROM rec "
                    "WHERE id = ?)",
                    {});
}

Result<void> SqliteOutbox::mark_exported(std::span<const record::Id> ids) {
    counted_.reset();
    return without_count(
        for_each(ids, "UPDATE st SET exported = 1 WHERE seq = (SELECT seq FROM rec WHERE id = ?)", {}));
}

Result<std::uint64_t> SqliteOutbox::shred_once(std::span<const std::int64_t> seqs) {
    if (auto settled = settle(); !settled) return settled.error();
    auto transaction = Transaction::begin(*database_);
    if (!transaction) return noted(transaction.error());
    std::uint64_t shredded = 0;
    {
        auto frame = database_->prepare("SELECT frame FROM rec WHERE seq = ?");
        auto bury = database_->prepare(
            "INSERT INTO tomb(seq, id, sha, receipt, acked_ms, tries, last_code, exported) "
            "SELECT seq, rec.id, rec.sha, ?2, acked_ms, tries, last_code, exported FROM rec JOIN st "
            "USING(seq) "
            "WHERE seq = ?1");
        auto drop = database_->prepare("DELETE FROM rec WHERE seq = ?");
        auto forget = database_->prepare("DELETE FROM st WHERE seq = ?");
        for (auto* statement : {&frame, &bury, &drop, &forget})
            if (!*statement) return noted(statement->error());
        for (const std::int64_t seq : seqs) {
            const auto row = frame->bind(1, seq).step();
            if (!row) return noted(row.error());
            const auto entry = *row ? read_frame(frame->bytes(0)) : std::nullopt;
            const std::string receipt = entry ? entry->receipt : std::string();
            frame->reset();
            if (auto ran = bury->bind(1, seq).bind(2, std::string_view(receipt)).run(); !ran)
                return noted(ran.error());
            shredded += database_->changes();
            if (auto ran = drop->bind(1, seq).run(); !ran) return noted(ran.error());
            if (auto ran = forget->bind(1, seq).run(); !ran) return noted(ran.error());
            for (auto* statement : {&bury, &drop, &forget}) (*statement)->reset();
        }
    }
    if (auto committed = transaction->commit(); !committed) return noted(committed.error());
    return shredded;
}

Result<std::uint64_t> SqliteOutbox::shred(std::span<const std::int64_t> seqs) {
    counted_.reset();
    auto shredded = shred_once(seqs);
    if (shredded || store_fault(shredded.error()) != StoreFault::Full || !folder_.release_reserve())
        return shredded;
    reserve_given_ = true;
    return shred_once(seqs);
}

Result<std::vector<std::int64_t>> SqliteOutbox::acked_before(WallTime before, std::int64_t after_seq) {
    if (auto settled = settle(); !settled) return settled.error();
    auto statement = database_->prepare(
        "SELECT seq FROM st WHERE state = 1 AND seq > ? AND acked_ms <= ? ORDER BY seq LIMIT ?");
    if (!statement) return noted(statement.error());
    statement->bind(1, after_seq).bind(2, before.unix_ms).bind(3, shredded_at_once);
    std::vector<std::int64_t> seqs;
    for (;;) {
        const auto row = statement->step();
        if (!row) return noted(row.error());
        if (!*row) return seqs;
        seqs.push_back(statement->integer(0));
    }
}

Result<std::uint64_t> SqliteOutbox::purge_acked(WallTime before) {
    std::uint64_t total = 0;
    // Always forwards: in a damaged index a row that cannot be deleted would otherwise come up for ever.
    for (std::int64_t after_seq = 0;;) {
        const auto seqs = acked_before(before, after_seq);
        if (!seqs) return seqs.error();
        if (seqs->empty() || seqs->back() <= after_seq) break;
        after_seq = seqs->back();
        const auto shredded = shred(*seqs);
        if (!shredded) return shredded.error();
        total += *shredded;
    }
    reserve_given_ = !folder_.make_reserve();
    return total;
}

Result<std::uint64_t> SqliteOutbox::erase(std::span<const record::Id> ids) {
    std::uint64_t total = 0;
    while (!ids.empty()) {
        const auto some = ids.first(std::min(ids.size(), static_cast<std::size_t>(shredded_at_once)));
        ids = ids.subspan(some.size());
        std::vector<std::int64_t> seqs;
        for (const record::Id& id : some) {
            const auto stored = find(id);
            if (!stored) return stored.error();
            if (*stored && (*stored)->state == State::Acked)
                seqs.push_back(static_cast<std::int64_t>((*stored)->entry.seq));
        }
        const auto shredded = shred(seqs);
        if (!shredded) return shredded.error();
        total += *shredded;
    }
    reserve_given_ = !folder_.make_reserve();
    return total;
}

Result<void> SqliteOutbox::count_anew() {
    const auto tail = this->tail();
    if (!tail) return tail.error();
    auto statement = database_->prepare(
        "SELECT (SELECT v FROM meta WHERE k = 'accepted'), (SELECT count(*) FROM st WHERE state = 0), "
        "(SELECT count(*) FROM st WHERE state = 2), (SELECT count(*) FROM st WHERE state = 1), "
        "(SELECT count(*) FROM tomb), (SELECT count(*) FROM st WHERE exported = 1), "
        "(SELECT max(m) FROM (SELECT max(acked_ms) AS m FROM st UNION ALL SELECT max(acked_ms) FROM tomb)), "
        "(SELECT count(*) FROM rec WHERE seq > ?)");
    if (!statement) return noted(statement.error());
    const auto row = statement->bind(1, static_cast<std::int64_t>(tail->told_seq)).step();
    if (!row) return noted(row.error());
    const auto number = [&](int column) { return static_cast<std::uint64_t>(statement->integer(column)); };
    counted_ = Counts{number(0) + tail->ahead,
                      number(1) + number(7),
                      number(2),
                      number(3),
                      number(4),
                      number(5),
                      std::nullopt,
                      std::nullopt};
    if (!statement->is_null(6)) counted_->last_acked = WallTime{statement->integer(6)};
    return {};
}

Result<Counts> SqliteOutbox::counts() {
    // Asked after each append, which has looked for the file itself.
    if (!std::exchange(just_looked_, false) || unsettled_) {
        if (auto settled = settle(); !settled) return settled.error();
    }
    if (report_.carving) {
        carve_some();
        if (auto settled = settle(); !settled) return settled.error(); // the carving may have met a fault
    }
    if (!counted_) {
        if (auto counted = count_anew(); !counted) return counted.error();
    }
    if (counted_->waiting > 0 && !counted_->oldest_waiting) {
        const auto oldest = oldest_waiting();
        if (!oldest) return oldest.error();
        counted_->oldest_waiting = *oldest;
    }
    return *counted_;
}

Result<std::optional<WallTime>> SqliteOutbox::oldest_waiting() {
    const auto tail = this->tail();
    if (!tail) return tail.error();
    for (const std::string_view sql :
         {"SELECT made_ms FROM st WHERE state = 0 AND seq <= ? ORDER BY seq LIMIT 1",
          "SELECT made_ms FROM rec WHERE seq > ? ORDER BY seq LIMIT 1"}) {
        auto oldest = database_->kept(sql);
        if (!oldest) return noted(oldest.error());
        (*oldest)->bind(1, static_cast<std::int64_t>(tail->told_seq));
        const auto row = (*oldest)->step();
        if (!row) return noted(row.error());
        if (*row) return std::optional(WallTime{(*oldest)->integer(0)});
    }
    return std::optional<WallTime>();
}

Result<std::optional<Stored>> SqliteOutbox::find(const record::Id& id) {
    if (auto settled = settle(); !settled) return settled.error();
    auto statement = database_->prepare(std::string(stored_columns) + "WHERE rec.id = ?");
    if (!statement) return noted(statement.error());
    const auto row = statement->bind(1, span_of(id)).step();
    if (!row) return noted(row.error());
    if (*row) return std::optional(stored_of(*statement));
    auto tomb = database_->prepare(
        "SELECT seq, sha, receipt, tries, last_code, acked_ms, exported FROM tomb WHERE id = ?");
    if (!tomb) return noted(tomb.error());
    const auto buried = tomb->bind(1, span_of(id)).step();
    if (!buried) return noted(buried.error());
    if (!*buried) return std::optional<Stored>();
    Stored stored;
    stored.entry.seq = static_cast<std::uint64_t>(tomb->integer(0));
    stored.entry.id = id;
    copy_to(stored.entry.sha, tomb->bytes(1));
    stored.entry.receipt = tomb->text(2);
    stored.state = State::Purged;
    stored.attempts = static_cast<int>(tomb->integer(3));
    stored.last_code = static_cast<int>(tomb->integer(4));
    if (!tomb->is_null(5)) stored.acked_at = WallTime{tomb->integer(5)};
    stored.exported = tomb->integer(6) != 0;
    return std::optional(std::move(stored));
}

Result<Span> SqliteOutbox::unpurged() {
    if (auto settled = settle(); !settled) return settled.error();
    // Counting walks over all rows; where the counts are kept in step, their sum is the same.
    auto statement = database_->kept(
        "SELECT ifnull(?, (SELECT count(*) FROM rec)), (SELECT ifnull(min(seq), 0) FROM rec), "
        "(SELECT ifnull(max(seq), 0) FROM rec)");
    if (!statement) return noted(statement.error());
    if (counted_) {
        const std::uint64_t kept = counted_->waiting + counted_->quarantined + counted_->acked;
        (*statement)->bind(1, static_cast<std::int64_t>(kept));
    }
    const auto row = (*statement)->step();
    if (!row) return noted(row.error());
    const auto number = [&](int column) { return static_cast<std::uint64_t>((*statement)->integer(column)); };
    return Span{number(0), number(1), number(2)};
}

Result<std::vector<Stored>> SqliteOutbox::page_after(std::uint64_t after, std::size_t count) {
    if (auto settled = settle(); !settled) return settled.error();
    auto statement =
        database_->kept(std::string(stored_columns) + "WHERE rec.seq > ? ORDER BY rec.seq LIMIT ?");
    if (!statement) return noted(statement.error());
    (*statement)->bind(1, static_cast<std::int64_t>(after)).bind(2, static_cast<std::int64_t>(count));
    std::vector<Stored> page;
    for (;;) {
        const auto row = (*statement)->step();
        if (!row) return noted(row.error());
        if (!*row) return page;
        page.push_back(stored_of(**statement));
    }
}

Result<std::optional<std::string>> SqliteOutbox::value(std::string_view key) {
    if (auto settled = settle(); !settled) return settled.error();
    auto statement = database_->prepare("SELECT v FROM kv WHERE k = ?");
    if (!statement) return noted(statement.error());
    const auto row = statement->bind(1, key).step();
    if (!row) return noted(row.error());
    if (!*row) return std::optional<std::string>();
    return std::optional(statement->text(0));
}

Result<void> SqliteOutbox::set_value(std::string_view key, std::string_view value) {
    if (auto settled = settle(); !settled) return settled.error();
    if (auto room = keep_reserve(); !room) return room;
    auto statement =
        database_->prepare("INSERT INTO kv(k, v) VALUES(?, ?) ON CONFLICT(k) DO UPDATE SET v = excluded.v");
    if (!statement) return noted(statement.error());
    statement->bind(1, key).bind(2, record::bytes_of(value));
    if (auto ran = statement->run(); !ran) return noted(ran.error());
    return {};
}

} // namespace kiosk::outbox
