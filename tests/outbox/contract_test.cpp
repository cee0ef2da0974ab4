// The contract of outbox.hpp, held by every implementation alike.
#include <functional>
#include <memory>
#include <optional>

#include <doctest/doctest.h>

#include "outbox/outbox_memory.hpp"
#include "outbox/outbox_sqlite.hpp"
#include "support/entries.hpp"
#include "support/temporary_folder.hpp"

using namespace kiosk;
using namespace kiosk::outbox;

namespace {

struct InMemory {
    MemoryOutbox outbox;
    Outbox& get() { return outbox; }
};

struct InSqlite {
    TemporaryFolder folder;
    std::unique_ptr<SqliteOutbox> outbox = open();
    std::unique_ptr<SqliteOutbox> open() {
        auto opened = SqliteOutbox::open({folder / "state", ""});
        REQUIRE_MESSAGE(opened.ok(), opened.error().message);
        return std::move(*opened);
    }
    Outbox& get() { return *outbox; }
};

void fill(Outbox& outbox, std::uint64_t count) {
    for (std::uint64_t seq = 1; seq <= count; ++seq) {
        const auto appended = outbox.append(entry_of(seq));
        REQUIRE_MESSAGE(appended.ok(), appended.error().message);
        REQUIRE(*appended == Append::Stored);
    }
}

std::vector<record::Id> ids(std::initializer_list<std::uint64_t> seqs) {
    std::vector<record::Id> out;
    for (const std::uint64_t seq : seqs) out.push_back(id_of(seq));
    return out;
}

Counts balanced(Outbox& outbox) {
    const auto counts = outbox.counts();
    REQUIRE(counts.ok());
    CHECK(counts->balanced());
    return *counts;
}

State state_of(Outbox& outbox, std::uint64_t seq) {
    const auto stored = outbox.find(id_of(seq));
    REQUIRE(stored.ok());
    REQUIRE(stored->has_value());
    return (*stored)->state;
}

} // namespace

TEST_CASE_TEMPLATE("an appended entry is found again with every field", T, InMemory, InSqlite) {
    T holder;
    Outbox& outbox = holder.get();
    CHECK(*outbox.next_seq() == 1);
    Entry entry = entry_of(1, sealed_bytes_max);
    entry.rehearsal = true;
    CHECK(*outbox.append(entry) == Append::Stored);
    CHECK(*outbox.next_seq() == 2);
    const auto stored = outbox.find(entry.id);
    REQUIRE(stored.ok());
    REQUIRE(stored->has_value());
    const Entry& found = (*stored)->entry;
    CHECK(found.seq == 1);
    CHECK(found.receipt == entry.receipt);
    CHECK(found.event == "spring");
    CHECK(found.made == entry.made);
    CHECK(found.clock == ClockTrust::Set);
    CHECK(found.rehearsal);
    CHECK(found.sealed == entry.sealed);
    CHECK(found.sha == entry.sha);
    CHECK((*stored)->state == State::Pending);
    CHECK_FALSE((*stored)->acked_at.has_value());
    CHECK_FALSE(outbox.find(id_of(99))->has_value());
}

TEST_CASE_TEMPLATE("the same entry again is a success that stores nothing, whatever became of it", T,
                   InMemory, InSqlite) {
    T holder;
    Outbox& outbox = holder.get();
    fill(outbox, 2);
    CHECK(*outbox.append(entry_of(1)) == Append::AlreadyStored);
    REQUIRE(outbox.mark_acked(ids({1}), {5}).ok());
    CHECK(*outbox.append(entry_of(1)) == Append::AlreadyStored);
    CHECK(*outbox.purge_acked({5}) == 1);
    CHECK(*outbox.append(entry_of(1)) == Append::AlreadyStored);
    CHECK(balanced(outbox).accepted == 2);
}

TEST_CASE_TEMPLATE("an id with other bytes, a used number, a wrong sum and a size past the limit are refused",
                   T, InMemory, InSqlite) {
    T holder;
    Outbox& outbox = holder.get();
    fill(outbox, 2);
    Entry other = entry_of(1, 300);
    CHECK_FALSE(outbox.append(other).ok());
    Entry used = entry_of(3);
    used.seq = 2;
    CHECK_FALSE(outbox.append(used).ok());
    Entry wrong = entry_of(3);
    wrong.sealed[0] = static_cast<std::uint8_t>(wrong.sealed[0] ^ 1U);
    CHECK_FALSE(outbox.append(wrong).ok());
    CHECK_FALSE(outbox.append(entry_of(3, sealed_bytes_max + 1)).ok());
    CHECK_FALSE(outbox.append(entry_of(3, 0)).ok());
    CHECK(balanced(outbox).accepted == 2);
    CHECK(*outbox.append(entry_of(3)) == Append::Stored);
}

TEST_CASE_TEMPLATE(
    "pending records come oldest first, within a count and a number of bytes, and at least one", T, InMemory,
    InSqlite) {
    T holder;
    Outbox& outbox = holder.get();
    fill(outbox, 5);
    CHECK(outbox.oldest_pending(3, 1'000'000)->size() == 3);
    CHECK(outbox.oldest_pending(3, 1'000'000)->at(2).seq == 3);
    CHECK(outbox.oldest_pending(9, 2'400)->size() == 2);
    CHECK(outbox.oldest_pending(9, 2'399)->size() == 1);
    CHECK(outbox.oldest_pending(9, 1)->size() == 1);
    REQUIRE(outbox.mark_acked(ids({1, 3}), {7}).ok());
    CHECK(outbox.oldest_pending(9, 1'000'000)->front().seq == 2);
    CHECK(outbox.oldest_pending(9, 1'000'000)->size() == 3);
}

TEST_CASE_TEMPLATE("attempts and answers are counted for each id, and unknown ids change nothing", T,
                   InMemory, InSqlite) {
    T holder;
    Outbox& outbox = holder.get();
    fill(outbox, 2);
    REQUIRE(outbox.count_attempt(ids({1, 99})).ok());
    REQUIRE(outbox.count_attempt(ids({1})).ok());
    REQUIRE(outbox.note_answer(ids({1}), 503).ok());
    CHECK((*outbox.find(id_of(1)))->attempts == 2);
    CHECK((*outbox.find(id_of(1)))->last_code == 503);
    CHECK((*outbox.find(id_of(2)))->attempts == 0);
    CHECK((*outbox.find(id_of(2)))->last_code == 0);
}

TEST_CASE_TEMPLATE("states change only as the contract says, and the ledger adds up at every step", T,
                   InMemory, InSqlite) {
    T holder;
    Outbox& outbox = holder.get();
    fill(outbox, 6);
    CHECK(balanced(outbox).oldest_waiting == entry_of(1).made);
    REQUIRE(outbox.mark_acked(ids({1, 2, 99}), {1'000}).ok());
    REQUIRE(outbox.quarantine(id_of(3), 422).ok());
    REQUIRE(outbox.quarantine(id_of(1), 422).ok());     // acked: left alone
    REQUIRE(outbox.mark_acked(ids({3}), {2'000}).ok()); // quarantined: left alone
    CHECK(state_of(outbox, 1) == State::Acked);
    CHECK(state_of(outbox, 3) == State::Quarantined);
    CHECK((*outbox.find(id_of(3)))->last_code == 422);
    Counts counts = balanced(outbox);
    CHECK(counts.accepted == 6);
    CHECK(counts.waiting == 3);
    CHECK(counts.acked == 2);
    CHECK(counts.quarantined == 1);
    CHECK(counts.oldest_waiting == entry_of(4).made);
    CHECK(counts.last_acked == WallTime{1'000});
    REQUIRE(outbox.mark_exported(ids({1, 4})).ok());
    CHECK(balanced(outbox).exported == 2);
    CHECK(*outbox.purge_acked({999}) == 0);
    CHECK(*outbox.erase(ids({2, 3, 4, 99})) == 1); // only what was acked
    CHECK(*outbox.purge_acked({1'000}) == 1);
    counts = balanced(outbox);
    CHECK(counts.purged == 2);
    CHECK(counts.exported == 1);
    CHECK(counts.last_acked == WallTime{1'000});
    REQUIRE(outbox.retry_quarantined().ok());
    CHECK(state_of(outbox, 3) == State::Pending);
    CHECK(balanced(outbox).waiting == 4);
}

TEST_CASE_TEMPLATE("what the hub has lost becomes pending again, and nothing else does", T, InMemory,
                   InSqlite) {
    T holder;
    Outbox& outbox = holder.get();
    fill(outbox, 4);
    REQUIRE(outbox.mark_acked(ids({1, 2}), {1'000}).ok());
    REQUIRE(outbox.quarantine(id_of(3), 422).ok());
    REQUIRE(outbox.erase(ids({2})).ok());
    CHECK(*outbox.send_again(ids({1, 2, 3, 4, 99})) == 1);
    CHECK(state_of(outbox, 1) == State::Pending);
    CHECK_FALSE((*outbox.find(id_of(1)).value()).acked_at.has_value());
    CHECK(balanced(outbox).waiting == 2);
    CHECK(outbox.oldest_pending(1, 1).value()[0].sealed == entry_of(1).sealed);
    REQUIRE(outbox.mark_acked(ids({1}), {2'000}).ok());
    CHECK(*outbox.purge_acked({2'000}) == 1);
}

TEST_CASE_TEMPLATE(
    "a purged record leaves a tombstone without its sealed bytes, and its number is never given again", T,
    InMemory, InSqlite) {
    T holder;
    Outbox& outbox = holder.get();
    fill(outbox, 2);
    REQUIRE(outbox.mark_acked(ids({1, 2}), {1}).ok());
    CHECK(*outbox.purge_acked({1}) == 2);
    const auto stored = outbox.find(id_of(2));
    REQUIRE(stored->has_value());
    CHECK((*stored)->state == State::Purged);
    CHECK((*stored)->entry.sealed.empty());
    CHECK((*stored)->entry.event.empty());
    CHECK((*stored)->entry.sha == entry_of(2).sha);
    CHECK((*stored)->entry.receipt == entry_of(2).receipt);
    CHECK(*outbox.next_seq() == 3);
    CHECK(outbox.page_after(0, 10)->empty());
}

TEST_CASE_TEMPLATE("pages give everything that is not purged, in order, each once", T, InMemory, InSqlite) {
    T holder;
    Outbox& outbox = holder.get();
    fill(outbox, 7);
    REQUIRE(outbox.mark_acked(ids({2, 5}), {1}).ok());
    REQUIRE(outbox.erase(ids({2})).ok());
    std::vector<std::uint64_t> seen;
    for (std::uint64_t after = 0;;) {
        const auto page = outbox.page_after(after, 3);
        REQUIRE(page.ok());
        if (page->empty()) break;
        for (const Stored& stored : *page) seen.push_back(stored.entry.seq);
        after = seen.back();
    }
    CHECK(seen == std::vector<std::uint64_t>{1, 3, 4, 5, 6, 7});
}

TEST_CASE_TEMPLATE("what is not purged is counted, with its first and last number", T, InMemory, InSqlite) {
    T holder;
    Outbox& outbox = holder.get();
    CHECK(*outbox.unpurged() == Span{});
    fill(outbox, 7);
    CHECK(*outbox.unpurged() == Span{7, 1, 7});
    CHECK(outbox.counts()->accepted == 7);
    CHECK(*outbox.unpurged() == Span{7, 1, 7}); // from the counts that are known now
    REQUIRE(outbox.mark_acked(ids({1, 4, 7}), {1}).ok());
    REQUIRE(outbox.quarantine(id_of(2), 1).ok());
    REQUIRE(outbox.erase(ids({1, 4, 7})).ok());
    CHECK(*outbox.unpurged() == Span{4, 2, 6});
    CHECK(outbox.counts()->purged == 3);
    CHECK(*outbox.unpurged() == Span{4, 2, 6});
}

TEST_CASE_TEMPLATE("many acked records are purged at once", T, InMemory, InSqlite) {
    T holder;
    Outbox& outbox = holder.get();
    fill(outbox, 40);
    std::vector<record::Id> all;
    for (std::uint64_t seq = 1; seq <= 40; ++seq) all.push_back(id_of(seq));
    REQUIRE(outbox.mark_acked(all, {1}).ok());
    CHECK(*outbox.erase(std::span(all).first(17)) == 17);
    CHECK(*outbox.purge_acked({1}) == 23);
    CHECK(balanced(outbox).purged == 40);
}

TEST_CASE_TEMPLATE("small values are kept by name and replaced", T, InMemory, InSqlite) {
    T holder;
    Outbox& outbox = holder.get();
    CHECK_FALSE(outbox.value("pin.tries")->has_value());
    REQUIRE(outbox.set_value("pin.tries", "3").ok());
    REQUIRE(outbox.set_value("pin.tries", "4").ok());
    REQUIRE(outbox.set_value("empty", "").ok());
    CHECK(**outbox.value("pin.tries") == "4");
    CHECK(**outbox.value("empty") == "");
}
