// Taking sign-ups in: the next number, the append that a visitor waits for, and what a damaged store gave
// back.
#include "outbox/outbox_sqlite.hpp"

#include <algorithm>

#include <sqlite3.h>

#include "outbox/entry_limits.hpp"
#include "outbox/frame.hpp"

namespace kiosk::outbox {
namespace {

// How far ahead the floor of sequence numbers is raised: rarely written, and few numbers are skipped when it
// is needed.
constexpr std::uint64_t seq_floor_step = 1'000;

// A visitor who comes after so many untold records waits a few milliseconds more, until st has been told.
constexpr std::uint64_t ahead_max = 1'000;

} // namespace

Result<SqliteOutbox::Tail> SqliteOutbox::tail() {
    if (tail_) return *tail_;
    auto statement =
        database_->kept("SELECT (SELECT v FROM meta WHERE k = 'seq_base'), (SELECT max(seq) FROM rec), "
                        "(SELECT max(seq) FROM tomb), (SELECT max(seq) FROM st), "
                        "(SELECT ahead FROM rec ORDER BY seq DESC LIMIT 1)");
    if (!statement) return noted(statement.error());
    const auto row = (*statement)->step();
    if (!row) return noted(row.error());
    if (!*row || (*statement)->is_null(0))
        return noted(machine_error("The store has lost its counters.", SQLITE_CORRUPT));
    const auto number = [&](int column) { return static_cast<std::uint64_t>((*statement)->integer(column)); };
    Tail tail;
    tail.next_seq = std::max({number(0), number(1), number(2)}) + 1;
    tail.told_seq = std::max(number(2), number(3));
    if (number(1) > tail.told_seq) tail.ahead = number(4);
    tail_ = tail;
    return tail;
}

Result<void> SqliteOutbox::tell_st() {
    const auto tail = this->tail();
    if (!tail) return tail.error();
    if (tail->ahead == 0) return {};
    auto told = database_->kept(
        "INSERT INTO st(seq, state, made_ms) SELECT seq, 0, made_ms FROM rec WHERE seq > ? ORDER BY seq");
    if (!told) return told.error();
    if (auto ran = (*told)->bind(1, static_cast<std::int64_t>(tail->told_seq)).run(); !ran) return ran;
    auto accepted = database_->kept("UPDATE meta SET v = v + ? WHERE k = 'accepted'");
    if (!accepted) return accepted.error();
    if (auto ran = (*accepted)->bind(1, static_cast<std::int64_t>(tail->ahead)).run(); !ran) return ran;
    tail_ = Tail{tail->next_seq, tail->next_seq - 1, 0};
    return {};
}

Result<std::optional<Sha256>> SqliteOutbox::sha_of(const record::Id& id) {
    auto statement =
        database_->kept("SELECT sha FROM rec WHERE id = ?1 UNION ALL SELECT sha FROM tomb WHERE id = ?1");
    if (!statement) return noted(statement.error());
    const auto row = (*statement)->bind(1, std::span<const std::uint8_t>(id.bytes)).step();
    if (!row) return noted(row.error());
    if (!*row) return std::optional<Sha256>();
    Sha256 sha{};
    const auto bytes = (*statement)->bytes(0);
    if (bytes.size() == sha.size()) std::copy(bytes.begin(), bytes.end(), sha.begin());
    return std::optional(sha);
}

Result<std::uint64_t> SqliteOutbox::next_seq() {
    if (auto settled = settle(); !settled) return settled.error();
    const auto tail = this->tail();
    if (!tail) return tail.error();
    return tail->next_seq;
}

Result<void> SqliteOutbox::insert(const Entry& entry, std::span<const std::uint8_t> frame,
                                  std::uint64_t ahead) {
    auto rec =
        database_->kept("INSERT INTO rec(seq, id, made_ms, ahead, sha, frame) "
                        "SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE NOT EXISTS(SELECT 1 FROM tomb WHERE id = ?2)");
    if (!rec) return rec.error();
    (*rec)
        ->bind(1, static_cast<std::int64_t>(entry.seq))
        .bind(2, std::span<const std::uint8_t>(entry.id.bytes))
        .bind(3, entry.made.unix_ms)
        .bind(4, static_cast<std::int64_t>(ahead))
        .bind(5, std::span<const std::uint8_t>(entry.sha))
        .bind(6, frame);
    if (auto ran = (*rec)->run(); !ran) return ran;
    if (database_->changes() == 0) return machine_error("A tombstone has this id.", SQLITE_CONSTRAINT);
    return {};
}

Result<void> SqliteOutbox::insert_carved(const Entry& entry) {
    if (auto inserted = insert(entry, write_frame(entry), 0); !inserted) return inserted;
    auto st = database_->kept("INSERT INTO st(seq, state, made_ms) VALUES(?, 0, ?)");
    if (!st) return st.error();
    (*st)->bind(1, static_cast<std::int64_t>(entry.seq)).bind(2, entry.made.unix_ms);
    if (auto ran = (*st)->run(); !ran) return ran;
    return database_->run("UPDATE meta SET v = v + 1 WHERE k = 'accepted'");
}

// What must be in order before a new record may come in.
Result<void> SqliteOutbox::make_ready(const Entry& entry, const Tail& tail) {
    if (auto room = keep_reserve(); !room) return room;
    // A disk too full for the floor's file, or for st, may still have room for the record, which matters
    // more.
    if (entry.seq >= seq_floor_ && folder_.raise_seq_floor(entry.seq + seq_floor_step).ok())
        seq_floor_ = entry.seq + seq_floor_step;
    if (tail.ahead < ahead_max) return {};
    auto transaction = Transaction::begin(*database_);
    if (!transaction) return noted(transaction.error());
    Result<void> told = tell_st();
    if (told) told = transaction->commit();
    if (told || store_fault(noted(told.error())) == StoreFault::Full) return {};
    return told;
}

Result<void> SqliteOutbox::read_back(const Entry& entry, std::span<const std::uint8_t> frame) {
    // Compared where they lie; the plus keeps the id's index, which is not the row, out of it.
    auto statement = database_->kept("SELECT 1 FROM rec WHERE seq = ? AND +id = ? AND frame = ?");
    if (!statement) return noted(statement.error());
    (*statement)
        ->bind(1, static_cast<std::int64_t>(entry.seq))
        .bind(2, std::span<const std::uint8_t>(entry.id.bytes))
        .bind(3, frame);
    const auto row = (*statement)->step();
    if (!row) return noted(row.error());
    if (*row) return {};
    unsettled_ = true;
    return noted(machine_error(
        "The record that was just stored reads back differently. The disk or the memory of this machine "
        "is failing; move the kiosk to another machine soon."));
}

// An id that the file has met: the same entry once more, or another under its id.
Result<Append> SqliteOutbox::known(const Entry& entry) {
    const auto sha = sha_of(entry.id);
    if (!sha) return sha.error();
    if (*sha && **sha == entry.sha) return Append::AlreadyStored;
    if (*sha) return other_bytes_error(entry);
    const auto now = tail();
    if (!now) return now.error();
    return used_seq_error(entry, now->next_seq);
}

Result<Append> SqliteOutbox::append(const Entry& entry) {
    if (auto fits = check_limits(entry); !fits) return fits.error();
    if (auto settled = settle(); !settled) return settled.error();
    const auto before = tail();
    if (!before) return before.error();
    if (entry.seq < before->next_seq) return known(entry);
    if (auto ready = make_ready(entry, *before); !ready) return ready.error();
    const auto now = tail(); // st may just have been told
    if (!now) return now.error();
    const auto frame = write_frame(entry);
    // One statement, and so its own transaction: durable when it has run. The file itself, not a question
    // before it, keeps an id from coming in twice.
    if (auto stored = insert(entry, frame, now->ahead + 1); !stored) {
        tail_.reset();
        if (store_fault(stored.error()) == StoreFault::Constraint) return known(entry);
        return noted(stored.error());
    }
    tail_ = Tail{entry.seq + 1, now->told_seq, now->ahead + 1};
    if (counted_) {
        ++counted_->accepted;
        if (counted_->waiting++ == 0) counted_->oldest_waiting = entry.made;
    }
    set_aside_in_a_row_ = 0;
    if (auto same = read_back(entry, frame); !same) return same.error();
    just_looked_ = true;
    return Append::Stored;
}

} // namespace kiosk::outbox
