#include "outbox/schema_sqlite.hpp"

#include <string_view>

#include <sqlite3.h>

namespace kiosk::outbox {
namespace {

// rec: what was sealed, never changed, a frame a row (frame.hpp); gone when purged. `ahead` counts the
// records accepted beyond the last one that st knows, this one included; 0 where st knew it at once.
constexpr std::string_view rec_table = R"sql(
CREATE TABLE rec(
  seq INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
  made_ms INTEGER NOT NULL,
  ahead INTEGER NOT NULL,
  sha BLOB NOT NULL CHECK(length(sha) = 32),
  frame BLOB NOT NULL CHECK(length(frame) <= 12159)) STRICT;
)sql";

// st: what became of a record; a younger one than st's last waits untried. tomb: what is left of a purged
// record, without personal data. kv: small values of others; meta: `accepted`, the records that st was told
// of, and `seq_base`, after which this file's numbers begin.
constexpr std::string_view other_tables = R"sql(
CREATE TABLE st(
  seq INTEGER PRIMARY KEY,
  state INTEGER NOT NULL CHECK(state IN (0, 1, 2)),
  made_ms INTEGER NOT NULL,
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
)sql";

// From version 1, whose appends wrote st, its index, a counter and sqlite_sequence, too.
constexpr std::string_view migration_from_1 = R"sql(
INSERT INTO meta SELECT 'seq_base', ifnull(max(seq), 0) FROM sqlite_sequence WHERE name = 'rec_1';
INSERT INTO rec(seq, id, made_ms, ahead, sha, frame)
  SELECT seq, old.id, ifnull(st.made_ms, 0), 0, old.sha, old.frame FROM rec_1 AS old LEFT JOIN st USING(seq);
DROP TABLE rec_1;
ALTER TABLE st DROP COLUMN sealed_bytes;
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
    const std::string numbers = "PRAGMA application_id = " + std::to_string(application_id) +
                                "; PRAGMA user_version = " + std::to_string(schema_version) +
                                "; INSERT INTO meta VALUES('accepted', 0), ('seq_base', " +
                                std::to_string(last_seq) + ");";
    if (auto made = database.run(std::string(rec_table).append(other_tables) + numbers); !made) return made;
    return transaction->commit();
}

// In one transaction: a power cut leaves the old version or the new one. Needs room for the records twice.
Result<void> migrate(Database& database) {
    auto transaction = Transaction::begin(database);
    if (!transaction) return transaction.error();
    const std::string version = "PRAGMA user_version = " + std::to_string(schema_version);
    const std::string steps =
        std::string("ALTER TABLE rec RENAME TO rec_1;").append(rec_table).append(migration_from_1) + version;
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

Result<void> quick_check(Database& database) {
    const auto said = database.text("PRAGMA quick_check(1)");
    if (!said) return said.error();
    if (*said != "ok") return damaged("SQLite's quick check failed");
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
    if (check == Check::Quick) {
        if (auto checked = quick_check(*database); !checked) return checked.error();
    }
    if (*version < schema_version) {
        if (auto migrated = migrate(*database); !migrated) return migrated.error();
    }
    return database;
}

} // namespace kiosk::outbox
