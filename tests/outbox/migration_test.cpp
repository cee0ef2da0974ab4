// Stores of older versions, and records that the state table has not heard of yet: what was promised holds
// across a restart, a migration, and a power cut in the middle of one.
#include <functional>

#include <doctest/doctest.h>

#include "outbox/frame.hpp"
#include "outbox/opened.hpp"
#include "outbox/outbox_sqlite.hpp"
#include "outbox/power_cut_sqlite.hpp"
#include "outbox/schema_sqlite.hpp"
#include "support/entries.hpp"
#include "support/file_bytes.hpp"
#include "support/temporary_folder.hpp"

using namespace kiosk;
using namespace kiosk::outbox;

namespace {

// Version 1, as it was written until version 2 came.
constexpr const char* version_1 = R"sql(
PRAGMA page_size = 16384;
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA journal_mode = TRUNCATE;
PRAGMA synchronous = EXTRA;
CREATE TABLE rec(
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
  frame BLOB NOT NULL CHECK(length(frame) <= 12159),
  sha BLOB NOT NULL CHECK(length(sha) = 32)) STRICT;
CREATE TABLE st(
  seq INTEGER PRIMARY KEY,
  state INTEGER NOT NULL CHECK(state IN (0, 1, 2)),
  made_ms INTEGER NOT NULL,
  sealed_bytes INTEGER NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  last_code INTEGER NOT NULL DEFAULT 0,
  acked_ms INTEGER,
  exported INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE INDEX st_state ON st(state, seq);
CREATE TABLE tomb(
  seq INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  sha BLOB NOT NULL,
  receipt TEXT NOT NULL,
  acked_ms INTEGER,
  tries INTEGER NOT NULL,
  last_code INTEGER NOT NULL,
  exported INTEGER NOT NULL) STRICT;
CREATE TABLE kv(k TEXT PRIMARY KEY, v BLOB NOT NULL) STRICT;
CREATE TABLE meta(k TEXT PRIMARY KEY, v INTEGER NOT NULL) STRICT;
PRAGMA application_id = 1347112770;
PRAGMA user_version = 1;
)sql";

void insert_record(Database& database, std::uint64_t seq) {
    const Entry entry = entry_of(seq);
    const auto frame = write_frame(entry);
    auto rec = database.prepare("INSERT INTO rec(seq, id, frame, sha) VALUES(?, ?, ?, ?)");
    REQUIRE(rec.ok());
    rec->bind(1, static_cast<std::int64_t>(seq)).bind(2, std::span<const std::uint8_t>(entry.id.bytes));
    rec->bind(3, std::span<const std::uint8_t>(frame)).bind(4, std::span<const std::uint8_t>(entry.sha));
    REQUIRE(rec->run().ok());
    auto st = database.prepare("INSERT INTO st(seq, state, made_ms, sealed_bytes) VALUES(?, 0, ?, 1200)");
    REQUIRE(st.ok());
    REQUIRE(st->bind(1, static_cast<std::int64_t>(seq)).bind(2, entry.made.unix_ms).run().ok());
}

// Records 1 to 7: 1 purged, 2 acked, 3 quarantined, 4 tried twice and exported, 5 to 7 waiting; 8 was given
// to nobody who stayed.
void write_version_1(const std::filesystem::path& path, const std::string& vfs) {
    auto database = Database::open(path.string(), vfs);
    REQUIRE(database.ok());
    const auto run = [&](const std::string& sql) {
        const auto ran = database->run(sql);
        REQUIRE_MESSAGE(ran.ok(), ran.error().message);
    };
    run(version_1);
    run("BEGIN; INSERT INTO meta VALUES('accepted', 7); INSERT INTO kv VALUES('k', x'76');");
    for (std::uint64_t seq = 1; seq <= 7; ++seq) insert_record(*database, seq);
    run("INSERT INTO tomb SELECT 1, id, sha, 'KITE-0001', 5, 1, 201, 0 FROM rec WHERE seq = 1;"
        "DELETE FROM rec WHERE seq = 1; DELETE FROM st WHERE seq = 1;"
        "UPDATE st SET state = 1, acked_ms = 9, tries = 1 WHERE seq = 2;"
        "UPDATE st SET state = 2, last_code = 422 WHERE seq = 3;"
        "UPDATE st SET tries = 2, last_code = 503, exported = 1 WHERE seq = 4;"
        "UPDATE sqlite_sequence SET seq = 8; COMMIT");
}

void check_brought_over(SqliteOutbox& box) {
    CHECK(box.report().set_aside.empty());
    const auto counts = box.counts();
    REQUIRE_MESSAGE(counts.ok(), counts.error().message);
    CHECK(counts->balanced());
    CHECK(counts->accepted == 7);
    CHECK(counts->waiting == 4);
    CHECK(counts->quarantined == 1);
    CHECK(counts->acked == 1);
    CHECK(counts->purged == 1);
    CHECK(counts->oldest_waiting == entry_of(4).made);
    CHECK((*box.find(id_of(1)))->state == State::Purged);
    CHECK((*box.find(id_of(2)))->acked_at == WallTime{9});
    CHECK((*box.find(id_of(3)))->last_code == 422);
    CHECK((*box.find(id_of(4)))->attempts == 2);
    CHECK((*box.find(id_of(4)))->exported);
    for (const std::uint64_t seq : {2U, 3U, 4U, 5U, 6U, 7U})
        CHECK((*box.find(id_of(seq)))->entry.sealed == entry_of(seq).sealed);
    CHECK(**box.value("k") == "v");
    CHECK(*box.next_seq() == 9);
}

std::vector<std::uint64_t> waiting(Outbox& box) {
    std::vector<std::uint64_t> seqs;
    const auto entries = box.oldest_pending(100, 1'000'000);
    REQUIRE_MESSAGE(entries.ok(), entries.error().message);
    for (const Entry& entry : *entries) seqs.push_back(entry.seq);
    return seqs;
}

} // namespace

TEST_CASE("a store of version 1 opens with every record, state, value and number, and goes on") {
    const TemporaryFolder folder;
    std::filesystem::create_directory(folder / "state");
    write_version_1(folder / "state/outbox.db", "");
    {
        auto box = opened(folder);
        check_brought_over(*box);
        CHECK(waiting(*box) == std::vector<std::uint64_t>{4, 5, 6, 7});
        CHECK(*box->append(entry_of(5)) == Append::AlreadyStored);
        CHECK(*box->append(entry_of(9)) == Append::Stored);
        CHECK(waiting(*box) == std::vector<std::uint64_t>{4, 5, 6, 7, 9});
    }
    auto box = opened(folder);
    CHECK(box->counts()->accepted == 8);
    CHECK(box->counts()->balanced());
    box.reset();
    auto database = open_store((folder / "state/outbox.db").string(), "", Check::Whole, 0);
    CHECK(database->integer("PRAGMA user_version").value() == schema_version);
    CHECK(database->text("PRAGMA integrity_check").value() == "ok");
}

TEST_CASE("power that fails at any moment of a migration leaves a store that opens with everything") {
    const TemporaryFolder folder;
    PowerCutDisk disk("migrated");
    std::mt19937_64 random(11);
    std::uint64_t cuts = 0;
    for (std::uint64_t operation = 0;; ++operation) {
        CAPTURE(operation);
        disk.clear();
        write_version_1(folder / "state/outbox.db", disk.name());
        disk.cut_after(operation);
        (void)SqliteOutbox::open({folder / "state", disk.name()}).ok();
        if (!disk.dead()) break;
        ++cuts;
        disk.come_back(random);
        auto box = SqliteOutbox::open({folder / "state", disk.name()});
        REQUIRE_MESSAGE(box.ok(), box.error().message);
        check_brought_over(**box);
    }
    CHECK(cuts > 10);
}

TEST_CASE("a store of a newer version is refused and left as it is") {
    const TemporaryFolder folder;
    { REQUIRE(opened(folder)->append(entry_of(1)).ok()); }
    {
        auto database = Database::open((folder / "state/outbox.db").string(), "");
        REQUIRE(database.ok());
        REQUIRE(database->run("PRAGMA user_version = " + std::to_string(schema_version + 1)).ok());
    }
    const auto before = read_bytes(folder / "state/outbox.db");
    const auto refused = SqliteOutbox::open({folder / "state", ""});
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().fault == Fault::Machine);
    CHECK(refused.error().message.find("newer") != std::string::npos);
    CHECK(read_bytes(folder / "state/outbox.db") == before);
}

TEST_CASE("sign-ups that nothing became of yet wait, in order and counted, across a restart") {
    const TemporaryFolder folder;
    const auto append = [](Outbox& box, std::uint64_t first, std::uint64_t last) {
        for (std::uint64_t seq = first; seq <= last; ++seq) REQUIRE(box.append(entry_of(seq)).ok());
    };
    { append(*opened(folder), 1, 4); }
    {
        auto box = opened(folder);
        CHECK(waiting(*box) == std::vector<std::uint64_t>{1, 2, 3, 4});
        CHECK(box->counts()->accepted == 4);
        CHECK(box->counts()->oldest_waiting == entry_of(1).made);
        const record::Id second = id_of(2);
        REQUIRE(box->mark_acked({&second, 1}, {7}).ok());
        append(*box, 5, 6);
        CHECK(waiting(*box) == std::vector<std::uint64_t>{1, 3, 4, 5, 6});
        CHECK(box->page_after(0, 100)->size() == 6);
    }
    auto box = opened(folder);
    CHECK(waiting(*box) == std::vector<std::uint64_t>{1, 3, 4, 5, 6});
    const auto counts = box->counts();
    CHECK(counts->balanced());
    CHECK(counts->accepted == 6);
    CHECK(counts->waiting == 5);
    CHECK(*box->next_seq() == 7);
}

TEST_CASE("the ledger misses a record that somebody took out of the store, told of or not") {
    const TemporaryFolder folder;
    for (const std::uint64_t told : {0U, 3U}) {
        std::filesystem::remove_all(folder / "state");
        {
            auto box = opened(folder);
            for (std::uint64_t seq = 1; seq <= 5; ++seq) REQUIRE(box->append(entry_of(seq)).ok());
            std::vector<record::Id> ids;
            for (std::uint64_t seq = 1; seq <= told; ++seq) ids.push_back(id_of(seq));
            if (told > 0) REQUIRE(box->count_attempt(ids).ok());
            CHECK(box->counts()->balanced());
        }
        {
            auto database = Database::open((folder / "state/outbox.db").string(), "");
            REQUIRE(database->run("DELETE FROM rec WHERE seq = 2; DELETE FROM st WHERE seq = 2").ok());
        }
        auto box = opened(folder);
        CHECK(box->counts()->accepted == 5);
        CHECK_FALSE(box->counts()->balanced());
    }
}

TEST_CASE("a kiosk that is offline for long tells its records' states in parts, and none is missed") {
    const TemporaryFolder folder;
    PowerCutDisk disk("offline");
    constexpr std::uint64_t records = 1'003; // past the bound at which the states are told
    auto opened = SqliteOutbox::open({folder / "state", disk.name()});
    REQUIRE(opened.ok());
    for (std::uint64_t seq = 1; seq <= records; ++seq) REQUIRE((*opened)->append(entry_of(seq, 64)).ok());
    opened->reset();
    {
        auto database = Database::open((folder / "state/outbox.db").string(), disk.name());
        REQUIRE(database.ok());
        CHECK(database->integer("SELECT count(*) FROM st").value() == 1'000);
        CHECK(database->integer("SELECT v FROM meta WHERE k = 'accepted'").value() == 1'000);
    }
    auto again = SqliteOutbox::open({folder / "state", disk.name()});
    REQUIRE(again.ok());
    CHECK((*again)->counts()->waiting == records);
    CHECK((*again)->counts()->balanced());
    CHECK((*again)->oldest_pending(2'000, 1U << 20U)->back().seq == records);
}
