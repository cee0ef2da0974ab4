#include "outbox/schema_sqlite.hpp"

#include <array>
#include <string_view>

#include <sqlite3.h>

namespace kiosk::outbox {
namespace {

// rec: what was sealed, never changed, a frame a row (frame.hpp); gone when purged. `ahead` counts the
// records accepted beyond the last one that st knows, this one included; 0 where st knew it at once.
constexpr std::string_view rec_table = R"sql(CREATE TABLE rec(
  seq INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
  made_ms INTEGER NOT NULL,
  ahead INTEGER NOT NULL,
  sha BLOB NOT NULL CHECK(length(sha) = 32),
  frame BLOB NOT NULL CHECK(length(frame) <= 12159)) STRICT)sql";

// st: what became of a record; a younger one than st's last waits untried.
constexpr std::string_view st_table = R"sql(CREATE TABLE st(
  seq INTEGER PRIMARY KEY,
  state INTEGER NOT NULL CHECK(state IN (0, 1, 2)),
  made_ms INTEGER NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  last_code INTEGER NOT NULL DEFAULT 0,
  acked_ms INTEGER,
  exported INTEGER NOT NULL DEFAULT 0) STRICT)sql";

constexpr std::string_view st_index = "CREATE INDEX st_state ON st(state, seq)";

// tomb: what is left of a purged record, without personal data.
constexpr std::string_view tomb_table = R"sql(CREATE TABLE tomb(
  seq INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  sha BLOB NOT NULL,
  receipt TEXT NOT NULL,
  acked_ms INTEGER,
  tries INTEGER NOT NULL,
  last_code INTEGER NOT NULL,
  exported INTEGER NOT NULL) STRICT)sql";

// kv: small values of others; meta: `accepted`, the records that st was told of, and `seq_base`, after which
// this file's numbers begin.
constexpr std::string_view kv_table = "CREATE TABLE kv(k TEXT PRIMARY KEY, v BLOB NOT NULL) STRICT";
constexpr std::string_view meta_table = "CREATE TABLE meta(k TEXT PRIMARY KEY, v INTEGER NOT NULL) STRICT";

constexpr std::array<std::string_view, 6> schema = {rec_table,  st_table, st_index,
                                                    tomb_table, kv_table, meta_table};

// From version 1, whose appends wrote st, its index, a counter and sqlite_sequence, too. Between its two
// parts the new tables are made.
constexpr std::string_view out_of_the_way = R"sql(
INSERT INTO meta SELECT 'seq_base', ifnull(max(seq), 0) FROM sqlite_sequence WHERE name = 'rec';
ALTER TABLE rec RENAME TO rec_1;
ALTER TABLE st RENAME TO st_1;
DROP INDEX st_state;
)sql";
constexpr std::string_view brought_over = R"sql(
INSERT INTO st SELECT seq, state, made_ms, tries, last_code, acked_ms, exported FROM st_1;
INSERT INTO rec(seq, id, made_ms, ahead, sha, frame)
  SELECT seq, old.id, ifnull(st.made_ms, 0), 0, old.sha, old.frame FROM rec_1 AS old LEFT JOIN st USING(seq);
DROP TABLE rec_1;
DROP TABLE st_1;
)sql";

struct Pragma {
    const char* name;
    const char* set;
    const char* is; // as SQLite says it back
};

// Before the first read: the page size counts only for a new file, and the lock is taken and kept from then
// on.
constexpr Pragma pragmas[] = {
    {"locking_mode", "EXCLUSIVE", "exclusive"},
    {"mmap_size", "0", "0"}, // a damaged disk must be an error, not a signal
    {"temp_store", "MEMORY", "2"},
    {"cell_size_check", "ON", "1"},
    {"trusted_schema", "OFF", "0"},
    {"foreign_keys", "ON", "1"},
    {"secure_delete", "ON", "1"}, // a purged record is overwritten
    {"journal_mode", "TRUNCATE", "truncate"},
    {"synchronous", "EXTRA", "3"},
};

Error damaged(const std::string& what) {
    return machine_error("The store's file is damaged, or is no store: " + what + ".", SQLITE_CORRUPT);
}

Result<void> set_pragmas(Database& database) {
    if (auto sized = database.run("PRAGMA page_size = " + std::to_string(page_bytes)); !sized) return sized;
    for (const Pragma& pragma : pragmas) {
        if (auto set = database.run(std::string("PRAGMA ") + pragma.name + " = " + pragma.set); !set)
            return set;
        const auto is = database.text(std::string("PRAGMA ") + pragma.name);
        if (!is) {
            // A file without memory maps has no answer to mmap_size, which is as good as 0.
            if (std::string_view(pragma.name) == "mmap_size") continue;
            return is.error();
        }
        if (*is != pragma.is)
            return machine_error(std::string("The store's setting ") + pragma.name + " is " + *is +
                                 " and should be " + pragma.is +
                                 ". This build of SQLite cannot keep sign-ups safely; install Debian's.");
    }
    return {};
}

Result<void> make_schema(Database& database, std::uint64_t last_seq) {
    auto transaction = Transaction::begin(database);
    if (!transaction) return transaction.error();
    std::string steps;
    for (const std::string_view statement : schema) steps.append(statement) += ";";
    steps += "PRAGMA application_id = " + std::to_string(application_id) +
             "; PRAGMA user_version = " + std::to_string(schema_version) +
             "; INSERT INTO meta VALUES('accepted', 0), ('seq_base', " + std::to_string(last_seq) + ");";
    if (auto made = database.run(steps); !made) return made;
    return transaction->commit();
}

// In one transaction: a power cut leaves the old version or the new one. Needs room for the records twice.
Result<void> migrate(Database& database) {
    auto transaction = Transaction::begin(database);
    if (!transaction) return transaction.error();
    std::string steps(out_of_the_way);
    for (const std::string_view statement : {rec_table, st_table, st_index}) steps.append(statement) += ";";
    steps.append(brought_over) += "PRAGMA user_version = " + std::to_string(schema_version);
    if (auto migrated = database.run(steps); !migrated) return migrated;
    return transaction->commit();
}

// Gives the file's version, from 1 to schema_version.
Result<std::int64_t> check_schema(Database& database) {
    const auto id = database.integer("PRAGMA application_id");
    if (!id) return id.error();
    if (*id != application_id) return damaged("it is a database of another program");
    const auto version = database.integer("PRAGMA user_version");
    if (!version) return version.error();
    if (*version > schema_version)
        return machine_error("The store was written by a newer version of this program (" +
                             std::to_string(*version) + ", this one knows " + std::to_string(schema_version) +
                             "). Install that version again.");
    if (*version < 1) return damaged("its version is " + std::to_string(*version));
    const auto page_size = database.integer("PRAGMA page_size");
    if (!page_size) return page_size.error();
    if (*page_size != page_bytes) return damaged("its pages have " + std::to_string(*page_size) + " bytes");
    return version;
}

// A letter of the schema that a disk has changed would be found out by the first sign-up that does not fit
// it; SQLite's own checks take whatever stands there for what was meant.
Result<void> check_tables(Database& database) {
    auto same = database.prepare("SELECT count(*) FROM sqlite_schema WHERE sql = ?");
    if (!same) return same.error();
    for (const std::string_view statement : schema) {
        const auto row = same->bind(1, statement).step();
        if (!row) return row.error();
        if (!*row || same->integer(0) != 1) return damaged("a table is not described as it was made");
        same->reset();
    }
    return {};
}

// Every page, and every index beside its table: an index that lost an id would let its record come in twice.
Result<void> check_pages(Database& database) {
    const auto said = database.text("PRAGMA integrity_check(1)");
    if (!said) return said.error();
    if (*said != "ok") return damaged("SQLite's check of it failed");
    return {};
}

} // namespace

Result<Database> open_store(const std::string& path, const std::string& vfs, Check check,
                            std::uint64_t last_seq) {
    auto database = Database::open(path, vfs);
    if (!database) return database;
    if (auto hard = database->harden(); !hard) return hard.error();
    if (auto set = set_pragmas(*database); !set) return set.error();
    // The first write takes the lock that this connection then keeps: a second instance stops here.
    {
        auto lock = Transaction::begin(*database);
        if (!lock) return lock.error();
        if (auto locked = lock->commit(); !locked) return locked.error();
    }
    const auto tables = database->integer("SELECT count(*) FROM sqlite_schema");
    if (!tables) return tables.error();
    if (*tables == 0) {
        if (auto made = make_schema(*database, last_seq); !made) return made.error();
    }
    const auto version = check_schema(*database);
    if (!version) return version.error();
    if (check == Check::Whole) {
        if (auto checked = check_pages(*database); !checked) return checked.error();
    }
    if (*version < schema_version) {
        const auto migrated = migrate(*database);
        if (!migrated && migrated.error().code == SQLITE_ERROR)
            return damaged("it is not as version " + std::to_string(*version) + " was made");
        if (!migrated) return migrated.error();
    }
    if (auto checked = check_tables(*database); !checked) return checked.error();
    return database;
}

} // namespace kiosk::outbox
