#include "hub/store.hpp"

#include <memory>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "hub/store_sqlite.hpp"
#include "support/sealed_entries.hpp"
#include "support/temporary_folder.hpp"
#include "upload/batch.hpp"

using namespace kiosk;
using namespace kiosk::hub;
using record::Verdict;

namespace {

constexpr WallTime noon{1'772'280'000'000};

// A store of one kind, fresh, that can be opened again.
struct Opened {
    TemporaryFolder folder;
    std::unique_ptr<Store> store;
    Opened() { reopen(); }
    void reopen() {
        store.reset();
        auto opened = open_sqlite_store((folder / "hub.db").string());
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

TEST_CASE("a batch is stored once; the same again is a duplicate, after a restart too") {
    Opened opened;
    const auto batch = records(1, 3);
    CHECK(opened.store->put_batch("kiosk-1", batch, noon).value() == std::vector(3, Verdict::Stored));
    CHECK(opened.store->put_batch("kiosk-1", batch, noon).value() == std::vector(3, Verdict::Duplicate));
    opened.reopen();
    CHECK(opened.store->put_batch("kiosk-2", records(3, 4), noon).value() ==
          std::vector{Verdict::Duplicate, Verdict::Stored});
    CHECK(opened.store->totals()->records == 4);
}

TEST_CASE("the same id with another content is a conflict: counted once, and nothing is overwritten") {
    Opened opened;
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

TEST_CASE("a stored record comes back whole, page by page, in the order of arrival") {
    Opened opened;
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

TEST_CASE("a token opens the store for its kiosk until it is revoked or replaced") {
    Opened opened;
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

TEST_CASE("numbers that have not arrived are listed, and counted up to the last one") {
    Opened opened;
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

TEST_CASE("an erased record is shredded, told to its kiosk only, and stays a duplicate") {
    Opened opened;
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

TEST_CASE("the last heartbeat of a kiosk is kept") {
    Opened opened;
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
    Opened opened;
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
