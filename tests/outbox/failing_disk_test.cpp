// A disk that refuses one call, whichever it is; memory that is not there; a disk that is full: the visitor's
// record is stored once, by a retry of the same entry, nothing that was stored goes, and what was sent can
// still be shredded.
#include <array>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iostream>

#include <doctest/doctest.h>
#include <sqlite3.h>

#include "outbox/failing_disk_sqlite.hpp"
#include "outbox/outbox_sqlite.hpp"
#include "support/entries.hpp"
#include "support/temporary_folder.hpp"

using namespace kiosk;
using namespace kiosk::outbox;

namespace {

constexpr int calls_looked_at = 200, tries_max = 6;

// As a visitor, and the uploader, try again.
bool in_the_end(const std::function<bool()>& work, int& refusals) {
    for (int i = 0; i < tries_max; ++i) {
        if (work()) return true;
        ++refusals;
    }
    return false;
}

struct Life {
    int refusals = 0, unopened = 0;
};

// A short life of a store: stored, acked, shredded, closed; each step as often as it takes. Then all is
// there.
Life live(const std::filesystem::path& folder, const std::string& vfs) {
    Life life;
    std::unique_ptr<SqliteOutbox> box;
    const auto open = [&] {
        auto opened = SqliteOutbox::open({folder, vfs});
        if (!opened) return false;
        box = std::move(*opened);
        return true;
    };
    if (!in_the_end(open, life.unopened)) return life;
    for (const std::uint64_t number : {1U, 2U, 3U}) {
        Entry entry = entry_of(number, 900);
        REQUIRE(in_the_end(
            [&] {
                const auto next = box->next_seq();
                if (next && entry.seq < *next && !box->find(entry.id).value()) entry.seq = *next;
                return box->append(entry).ok();
            },
            life.refusals));
    }
    const std::array<record::Id, 2> sent = {id_of(1), id_of(2)};
    REQUIRE(in_the_end([&] { return box->count_attempt(sent).ok(); }, life.refusals));
    REQUIRE(in_the_end([&] { return box->mark_acked(sent, {1}).ok(); }, life.refusals));
    REQUIRE(in_the_end([&] { return box->purge_acked({1}).ok(); }, life.refusals));
    REQUIRE(in_the_end([&] { return box->set_value("k", "v").ok(); }, life.refusals));
    return life;
}

void check_life(const std::filesystem::path& folder) {
    auto opened = SqliteOutbox::open({folder, ""});
    REQUIRE_MESSAGE(opened.ok(), opened.error().message);
    SqliteOutbox& box = **opened;
    CHECK(box.report().set_aside.empty());
    const auto counts = box.counts();
    REQUIRE(counts.ok());
    CHECK(counts->balanced());
    CHECK(counts->accepted == 3);
    CHECK(counts->waiting == 1);
    CHECK(counts->purged == 2);
    CHECK((*box.find(id_of(3)))->entry.sealed == entry_of(3, 900).sealed);
    CHECK(**box.value("k") == "v");
}

// SQLite's memory, of which one call fails.
struct FailingMemory {
    sqlite3_mem_methods real{};
    int left = -1;

    static FailingMemory*& current() {
        static FailingMemory* one = nullptr;
        return one;
    }
    static bool fails() { return current()->left >= 0 && current()->left-- == 0; }
    static void* take(int size) { return fails() ? nullptr : current()->real.xMalloc(size); }
    static void* resize(void* memory, int size) {
        return fails() ? nullptr : current()->real.xRealloc(memory, size);
    }
    FailingMemory() {
        current() = this;
        sqlite3_shutdown();
        sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real);
        sqlite3_mem_methods methods = real;
        methods.xMalloc = take;
        methods.xRealloc = resize;
        sqlite3_config(SQLITE_CONFIG_MALLOC, &methods);
        sqlite3_initialize();
    }
    ~FailingMemory() {
        sqlite3_shutdown();
        sqlite3_config(SQLITE_CONFIG_MALLOC, &real);
        sqlite3_initialize();
    }
    FailingMemory(const FailingMemory&) = delete;
    FailingMemory& operator=(const FailingMemory&) = delete;
};

} // namespace

TEST_CASE("whichever write, truncation, sync or deletion fails, nothing is lost and nothing is there twice") {
    FailingDisk disk;
    int met = 0, refusals = 0;
    for (int call = 0; call < calls_looked_at; ++call) {
        CAPTURE(call);
        const TemporaryFolder folder;
        disk.fail_after(call);
        const Life life = live(folder / "state", disk.name());
        met += disk.failed() ? 1 : 0;
        disk.fail_after(-1);
        refusals += life.refusals;
        check_life(folder / "state");
        if (disk.failed() && life.refusals + life.unopened == 0 && call > 0 && met <= call)
            break; // past the last call
    }
    std::cout << "disk: " << met << " calls failed one by one, " << refusals << " requests refused\n";
    CHECK(met > 60);
    CHECK(refusals > 20);
}

TEST_CASE(
    "whichever sync of an append fails, the same entry again is stored once, and the store is rebuilt") {
    FailingDisk disk;
    int failures = 0;
    for (int fails_at = 0; fails_at < 10; ++fails_at) {
        CAPTURE(fails_at);
        const TemporaryFolder folder;
        auto opened = SqliteOutbox::open({folder / "state", disk.name()});
        REQUIRE(opened.ok());
        SqliteOutbox& outbox = **opened;
        REQUIRE(outbox.append(entry_of(1)).ok());
        disk.fail_after(fails_at);
        auto appended = outbox.append(entry_of(2));
        disk.fail_after(-1);
        if (!appended) {
            ++failures;
            CHECK(appended.error().fault == Fault::Machine);
            appended = outbox.append(entry_of(2));
            REQUIRE_MESSAGE(appended.ok(), appended.error().message);
            CHECK(outbox.report().repairs == 1);
        }
        CHECK(outbox.report().set_aside.empty());
        CHECK(*outbox.next_seq() == 3);
        CHECK(outbox.counts()->accepted == 2);
        CHECK((*outbox.find(id_of(1)))->entry.sealed == entry_of(1).sealed);
        CHECK((*outbox.find(id_of(2)))->entry.sealed == entry_of(2).sealed);
    }
    CHECK(failures >= 2); // the journal's sync and the database's at least
}

TEST_CASE("whichever allocation fails, nothing is lost and nothing is there twice") {
    FailingMemory memory;
    int met = 0, refusals = 0;
    // The first two hundred, and then ever fewer: thousands come in a life.
    for (int call = 0; call < 20'000; call += call < calls_looked_at ? 1 : 97) {
        CAPTURE(call);
        const TemporaryFolder folder;
        memory.left = call;
        const Life life = live(folder / "state", "");
        const bool failed = memory.left < 0;
        memory.left = -1;
        met += failed ? 1 : 0;
        refusals += life.refusals + life.unopened;
        check_life(folder / "state");
        if (!failed) break;
    }
    std::cout << "memory: " << met << " allocations failed one by one, " << refusals << " requests refused\n";
    CHECK(met >= calls_looked_at);
    CHECK(refusals > 50);
}

TEST_CASE("a full disk refuses, keeps what it took, and lets what was sent be shredded by giving its reserve "
          "back") {
    for (const std::uint64_t block : {1'024U, 4'096U}) {
        CAPTURE(block);
        const TemporaryFolder folder;
        FailingDisk disk;
        auto opened = SqliteOutbox::open({folder / "state", disk.name()});
        REQUIRE(opened.ok());
        SqliteOutbox& box = **opened;
        disk.bound(folder / "state", 5U << 19U, block);
        std::uint64_t taken = 0;
        std::string said;
        for (std::uint64_t seq = 1; said.empty() && seq < 5'000; ++seq) {
            const auto stored = box.append(entry_of(seq, 3'000));
            if (stored)
                ++taken;
            else
                said = stored.error().message;
        }
        CHECK(said.find("disk is full") != std::string::npos);
        CHECK(taken > 100);
        CHECK(box.counts()->accepted == taken); // what was acknowledged, and nothing more
        CHECK(box.counts()->balanced());
        CHECK(std::filesystem::exists(folder / "state/reserve"));
        std::vector<record::Id> sent;
        for (std::uint64_t seq = 1; seq <= 100; ++seq) sent.push_back(id_of(seq));
        auto acked = box.mark_acked(sent, {1});
        if (!acked) acked = box.mark_acked({sent.data(), 10}, {1}); // a batch's journal may not fit; ten do
        CHECK_MESSAGE(acked.ok(), acked.error().message);
        const auto purged = box.purge_acked({1});
        REQUIRE_MESSAGE(purged.ok(), purged.error().message);
        CHECK(*purged >= 10);
        CHECK(box.counts()->balanced());
        disk.bound({}, 0, 1); // somebody has made room: sign-ups are taken again, and the reserve is back
        CHECK(box.append(entry_of(taken + 1, 3'000)).ok());
        CHECK(std::filesystem::exists(folder / "state/reserve"));
        CHECK(box.counts()->balanced());
    }
}

TEST_CASE("a really full disk, filled by somebody else, keeps what was acknowledged and lets it be sent and "
          "shredded") {
    const char* folder = std::getenv("KIOSK_FULL_FOLDER");
    if (folder == nullptr) {
        MESSAGE("skipped: `scripts/prove full` mounts a small disk for it");
        return;
    }
    const std::filesystem::path state = std::filesystem::path(folder) / "state";
    std::uint64_t taken = 0;
    {
        auto box = std::move(SqliteOutbox::open({state, ""})).value();
        for (std::uint64_t seq = 1; seq <= 100; ++seq) REQUIRE(box->append(entry_of(seq, 2'000)).ok());
        taken = 100;
        std::ofstream other(std::filesystem::path(folder) / "other", std::ios::binary);
        while (other << std::string(4'096, 'o') << std::flush) {
        }
        while (box->append(entry_of(taken + 1, 2'000)).ok()) ++taken;
    }
    auto opened = SqliteOutbox::open({state, ""}); // no signal, though not a page is left
    REQUIRE_MESSAGE(opened.ok(), opened.error().message);
    SqliteOutbox& box = **opened;
    CHECK(box.note().find("has room for") != std::string::npos);
    const auto counts = box.counts();
    REQUIRE(counts.ok());
    CHECK(counts->accepted == taken);
    CHECK(counts->balanced());
    std::vector<record::Id> sent;
    for (std::uint64_t seq = 1; seq <= 100; ++seq) sent.push_back(id_of(seq));
    const auto acked = box.mark_acked(sent, {1});
    CHECK_MESSAGE(acked.ok(), acked.error().message);
    const auto purged = box.purge_acked({1});
    REQUIRE_MESSAGE(purged.ok(), purged.error().message);
    CHECK(*purged == 100);
    std::cout << "full disk: " << taken << " accepted and there, 100 acked and shredded\n";
    std::filesystem::remove(std::filesystem::path(folder) / "other");
    CHECK(box.append(entry_of(box.next_seq().value(), 2'000)).ok());
    CHECK(box.counts()->balanced());
}
