#include "hub/store.hpp"

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "hub/store_libpq.hpp"
#include "hub/store_sqlite.hpp"
#include "support/noon.hpp"
#include "support/postgres.hpp"
#include "support/sealed_entries.hpp"
#include "support/temporary_folder.hpp"
#include "upload/batch.hpp"

using namespace kiosk;
using test::noon;
using namespace kiosk::hub;
using record::Verdict;

namespace {

// A fresh store of one kind, that can be opened again.
struct InSqlite {
    TemporaryFolder folder;
    std::unique_ptr<Store> store;
    InSqlite() { reopen(); }
    void reopen() {
        store.reset();
        auto opened = open_sqlite_store((folder / "hub.db").string());
        REQUIRE(opened.ok());
        store = std::move(*opened);
    }
};

struct InPostgres {
    Postgres server;
    std::unique_ptr<Store> store;
    InPostgres() { reopen(); }
    void reopen() {
        store.reset();
        auto opened = open_libpq_store(server.url());
        REQUIRE(opened.ok());
        store = std::move(*opened);
    }
};

std::vector<record::WireRecord> records(std::uint64_t from, std::uint64_t to) {
    std::vector<record::WireRecord> made;
    for (std::uint64_t seq = from; seq <= to; ++seq) made.push_back(upload::to_wire(sealed_entry_of(seq)));
    return made;
}

} // namespace

TYPE_TO_STRING(InSqlite);
TYPE_TO_STRING(InPostgres);

TEST_CASE_TEMPLATE("a batch is stored once, and the same again is a duplicate, after a restart too", Kind,
                   InSqlite, InPostgres) {
    Kind opened;
    const auto batch = records(1, 3);
    CHECK(opened.store->put_batch("kiosk-1", batch, noon).value() == std::vector(3, Verdict::Stored));
    CHECK(opened.store->put_batch("kiosk-1", batch, noon).value() == std::vector(3, Verdict::Duplicate));
    opened.reopen();
    CHECK(opened.store->put_batch("kiosk-2", records(3, 4), noon).value() ==
          std::vector{Verdict::Duplicate, Verdict::Stored});
    CHECK(opened.store->totals()->records == 4);
}

TEST_CASE_TEMPLATE("the same id with another content is a conflict: counted once, and nothing is overwritten",
                   Kind, InSqlite, InPostgres) {
    Kind opened;
    auto batch = records(1, 1);
    REQUIRE(opened.store->put_batch("kiosk-1", batch, noon).ok());
    const auto first = batch[0].sealed;
    batch[0].sealed[40] ^= 1;
    batch[0].sha = record::sha256(batch[0].sealed);
    CHECK(opened.store->put_batch("kiosk-1", batch, noon).value() == std::vector{Verdict::Conflict});
    CHECK(opened.store->put_batch("kiosk-1", batch, noon).value() == std::vector{Verdict::Conflict});
    CHECK(opened.store->totals()->conflicts == 1);
    const auto page = opened.store->page_after("kiosk-1", 0, 10);
    REQUIRE(page->size() == 1);
    CHECK(page.value()[0].record.sealed == first);
}

TEST_CASE_TEMPLATE("a stored record comes back whole, page by page, in the order of arrival", Kind, InSqlite,
                   InPostgres) {
    Kind opened;
    const auto batch = records(1, 5);
    REQUIRE(opened.store->put_batch("kiosk-1", batch, noon).ok());
    const auto page = opened.store->page_after("kiosk-1", 0, 3),
               rest = opened.store->page_after("kiosk-1", page.value()[2].cursor, 3);
    REQUIRE(page->size() == 3);
    REQUIRE(rest->size() == 2);
    CHECK(page.value()[0].record == batch[0]);
    CHECK(rest.value()[1].record == batch[4]);
    CHECK(opened.store->page_after("kiosk-2", 0, 3)->empty());
    CHECK(page.value()[0].arrived == noon);
}

TEST_CASE_TEMPLATE("a token opens the store for its kiosk until it is revoked or replaced", Kind, InSqlite,
                   InPostgres) {
    Kind opened;
    const record::Sha256 first{1}, second{2};
    CHECK_FALSE(opened.store->kiosk_of_token(first)->has_value());
    REQUIRE(opened.store->put_token("kiosk-1", first, noon).ok());
    CHECK(*opened.store->kiosk_of_token(first).value() == "kiosk-1");
    REQUIRE(opened.store->put_token("kiosk-1", second, noon).ok());
    CHECK_FALSE(opened.store->kiosk_of_token(first)->has_value());
    CHECK(opened.store->kiosk_of_token(second)->has_value());
    CHECK(opened.store->revoke("kiosk-1", noon).value());
    CHECK_FALSE(opened.store->revoke("kiosk-1", noon).value());
    CHECK_FALSE(opened.store->kiosk_of_token(second)->has_value());
    CHECK(opened.store->tokens()->size() == 2);
}

TEST_CASE_TEMPLATE("numbers that have not arrived are listed, and counted up to the last one", Kind, InSqlite,
                   InPostgres) {
    Kind opened;
    for (const std::uint64_t seq : {2ULL, 3ULL, 6ULL})
        REQUIRE(opened.store->put_batch("kiosk-1", records(seq, seq), noon).ok());
    CHECK(opened.store->gaps("kiosk-1", 10).value() == std::vector<std::uint64_t>{1, 4, 5});
    CHECK(opened.store->gaps("kiosk-1", 2).value() == std::vector<std::uint64_t>{1, 4});
    CHECK(opened.store->gaps("kiosk-2", 10)->empty());
    const auto kiosks = opened.store->kiosks();
    REQUIRE(kiosks->size() == 1);
    CHECK(kiosks.value()[0].records == 3);
    CHECK(kiosks.value()[0].seq_first == 2);
    CHECK(kiosks.value()[0].seq_last == 6);
    CHECK(kiosks.value()[0].missing == 3);
    CHECK(kiosks.value()[0].last_seen == noon);
}

TEST_CASE_TEMPLATE("an erased record is shredded, told to its kiosk only, and stays a duplicate", Kind,
                   InSqlite, InPostgres) {
    Kind opened;
    const auto batch = records(1, 2);
    REQUIRE(opened.store->put_batch("kiosk-1", batch, noon).ok());
    const std::vector ids{batch[0].id, id_of(99)};
    CHECK(opened.store->erase(ids, noon).value() == 1);
    CHECK(opened.store->erase(ids, noon).value() == 0);
    CHECK(opened.store->erase_list("kiosk-1", {0}, 10).value() == std::vector{batch[0].id});
    CHECK(opened.store->erase_list("kiosk-1", {noon.unix_ms + 1}, 10)->empty());
    CHECK(opened.store->erase_list("kiosk-2", {0}, 10)->empty());
    CHECK(opened.store->page_after("kiosk-1", 0, 10).value()[0].record.sealed.empty());
    CHECK(opened.store->put_batch("kiosk-1", batch, noon).value() == std::vector(2, Verdict::Duplicate));
    CHECK(opened.store->page_after("kiosk-1", 0, 10).value()[0].record.sealed.empty());
    CHECK(opened.store->totals()->erased == 1);
}

TEST_CASE_TEMPLATE("the last heartbeat of a kiosk is kept", Kind, InSqlite, InPostgres) {
    Kind opened;
    Heartbeat beat{"1.0", "good", 10, 3, 1, 4, 2, 5};
    REQUIRE(opened.store->put_heartbeat("kiosk-1", beat, noon).ok());
    beat.waiting = 0;
    REQUIRE(opened.store->put_heartbeat("kiosk-1", beat, {noon.unix_ms + 1}).ok());
    const auto kiosks = opened.store->kiosks();
    REQUIRE(kiosks->size() == 1);
    CHECK(kiosks.value()[0].heartbeat == beat);
    CHECK(kiosks.value()[0].last_seen == WallTime{noon.unix_ms + 1});
}

TEST_CASE("the store's file is private, two openers work on it side by side, and a foreign file is refused") {
    InSqlite opened;
    namespace fs = std::filesystem;
    CHECK((fs::status(opened.folder / "hub.db").permissions() &
           (fs::perms::group_all | fs::perms::others_all)) == fs::perms::none);
    auto second = open_sqlite_store((opened.folder / "hub.db").string());
    REQUIRE(second.ok());
    REQUIRE((*second)->put_token("kiosk-1", record::Sha256{1}, noon).ok());
    CHECK(opened.store->kiosk_of_token(record::Sha256{1})->has_value());

    std::FILE* const foreign = std::fopen((opened.folder / "foreign.db").c_str(), "w");
    REQUIRE(foreign != nullptr);
    std::fputs("this is no database, and long enough to be seen as none at all by SQLite's header check",
               foreign);
    std::fclose(foreign);
    CHECK(open_sqlite_store((opened.folder / "foreign.db").string()).error().fault == Fault::Machine);
    CHECK(open_sqlite_store((opened.folder / "absent" / "hub.db").string()).error().fault == Fault::Machine);
}

TEST_CASE("a PostgreSQL that was killed comes back with everything that was answered, without a restart of "
          "the hub") {
    InPostgres opened;
    for (std::uint64_t seq = 1; seq <= 3; ++seq) {
        REQUIRE(opened.store->put_batch("kiosk-1", records(seq, seq), noon).ok());
        opened.server.kill_and_start();
        const auto verdicts = opened.store->put_batch("kiosk-1", records(1, seq), noon);
        CAPTURE((verdicts ? std::string() : verdicts.error().message));
        REQUIRE(verdicts.ok());
        CHECK(*verdicts == std::vector(seq, Verdict::Duplicate));
    }
}

TEST_CASE("a PostgreSQL that would answer before it has written is refused") {
    const auto refused = [](const std::string& url) {
        const auto opened = open_libpq_store(url);
        return !opened.ok() && opened.error().message.find("is not on") != std::string::npos;
    };
    const Postgres careless("-c fsync=off");
    CHECK(refused(careless.url()));
    const Postgres careful;
    CHECK(open_libpq_store(careful.url()).ok());
    CHECK(refused(careful.url() + "&options=-csynchronous_commit%3Doff"));
}

TEST_CASE("two hubs on one PostgreSQL store each record once") {
    InPostgres opened;
    auto second = open_libpq_store(opened.server.url());
    REQUIRE(second.ok());
    std::uint64_t stored_here = 0, stored_there = 0;
    const auto put_all = [](Store& store, std::uint64_t& stored) {
        for (std::uint64_t seq = 1; seq <= 200; seq += 10) {
            const auto verdicts = store.put_batch("kiosk-1", records(seq, seq + 9), noon);
            for (const Verdict verdict : *verdicts) stored += verdict == Verdict::Stored ? 1 : 0;
        }
    };
    std::thread there([&] { put_all(**second, stored_there); });
    put_all(*opened.store, stored_here);
    there.join();
    CHECK(stored_here + stored_there == 200);
    CHECK(opened.store->totals()->records == 200);
}
