#include "hub/schema_sqlite.hpp"

#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

namespace kiosk::hub {

namespace {

constexpr int schema_version = 2;
constexpr std::int64_t synchronous_extra = 3;
constexpr int busy_timeout_ms = 5000; // a command and the server may meet; neither holds the file for long

constexpr const char* schema_1 = R"(
CREATE TABLE inbox(
  arrival   INTEGER PRIMARY KEY AUTOINCREMENT,
  id        BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
  kiosk     TEXT NOT NULL,
  seq       INTEGER NOT NULL,
  sha       BLOB NOT NULL CHECK(length(sha) = 32),
  receipt   TEXT NOT NULL,
  captured  INTEGER NOT NULL,
  clock     INTEGER NOT NULL,
  rehearsal INTEGER NOT NULL,
  sealed    BLOB NOT NULL,
  at        INTEGER NOT NULL,
  erased    INTEGER) STRICT;
CREATE INDEX inbox_kiosk ON inbox(kiosk, seq);
CREATE INDEX inbox_arrival ON inbox(kiosk, arrival);
CREATE INDEX inbox_erased ON inbox(kiosk, erased) WHERE erased IS NOT NULL;
CREATE TABLE conflict(id BLOB NOT NULL, sha BLOB NOT NULL, kiosk TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY(id, sha)) STRICT;
CREATE TABLE token(hash BLOB PRIMARY KEY CHECK(length(hash) = 32), kiosk TEXT NOT NULL, made INTEGER NOT NULL, revoked INTEGER) STRICT;
CREATE TABLE kiosk(kiosk TEXT PRIMARY KEY, seen INTEGER NOT NULL, version TEXT NOT NULL, health TEXT NOT NULL, faults INTEGER NOT NULL,
  accepted INTEGER NOT NULL, waiting INTEGER NOT NULL, quarantined INTEGER NOT NULL, acked INTEGER NOT NULL, purged INTEGER NOT NULL) STRICT;
)";

// The staff's page, and the erase list by its own primary key.
constexpr const char* schema_2 = R"(
CREATE INDEX inbox_at ON inbox(at, rehearsal, clock, captured);
CREATE TABLE erasure(kiosk TEXT NOT NULL, at INTEGER NOT NULL, id BLOB NOT NULL, PRIMARY KEY(kiosk, at, id)) STRICT, WITHOUT ROWID;
INSERT INTO erasure SELECT kiosk, erased, id FROM inbox WHERE erased IS NOT NULL;
DROP INDEX inbox_erased;
CREATE TABLE staff(name TEXT PRIMARY KEY, hash TEXT NOT NULL, made INTEGER NOT NULL) STRICT;
CREATE TABLE session(hash BLOB PRIMARY KEY CHECK(length(hash) = 32), name TEXT NOT NULL, made INTEGER NOT NULL, seen INTEGER NOT NULL) STRICT;
)";

// TRUNCATE with EXTRA lost nothing in any power cut that was tried, with several openers too; WAL's shared
// memory map kills the process on a full disk.
Result<void> set_pragmas(outbox::Database& database) {
    const auto done = database.run(
        "PRAGMA busy_timeout = " + std::to_string(busy_timeout_ms) +
        "; PRAGMA page_size = 16384; PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = EXTRA; "
        "PRAGMA secure_delete = ON; PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY; "
        "PRAGMA cell_size_check = ON; PRAGMA foreign_keys = ON");
    if (!done) return done;
    const auto synchronous = database.integer("PRAGMA synchronous");
    if (!synchronous) return synchronous.error();
    if (*synchronous != synchronous_extra)
        return machine_error("the hub's store: SQLite did not take synchronous = EXTRA");
    return Done{};
}

Result<void> make_schema(outbox::Database& database) {
    const auto version = database.integer("PRAGMA user_version");
    if (!version) return version.error();
    if (*version > schema_version)
        return machine_error("the hub's store is of version " + std::to_string(*version) +
                             ", made by a newer pledge-hub: use that one");
    if (*version == schema_version) return Done{};
    auto transaction = outbox::Transaction::begin(database);
    if (!transaction) return transaction.error();
    // Another process may have made the tables between the look and the lock.
    const auto again = database.integer("PRAGMA user_version");
    if (!again) return again.error();
    std::string steps;
    if (*again < 1) steps += schema_1;
    if (*again < 2) steps += schema_2;
    steps += "PRAGMA user_version = " + std::to_string(schema_version);
    if (const auto made = database.run(steps); !made) return made;
    return transaction->commit();
}

// SQLite would make the file with the process's mask; ciphertext is still nobody else's business.
Result<void> make_private(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file < 0)
        return machine_error("the hub's store " + path +
                                 ": cannot be opened for writing; check the folder and its permissions",
                             errno);
    ::close(file);
    const std::string folder = std::filesystem::path(path).parent_path().string();
    const int directory = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (directory >= 0) {
        ::fsync(directory); // the new name must survive a power cut too
        ::close(directory);
    }
    return Done{};
}

} // namespace

Result<outbox::Database> open_hub_database(const std::string& path) {
    if (path != ":memory:")
        if (const auto made = make_private(path); !made) return made.error();
    auto database = outbox::Database::open(path, "");
    if (!database) return database.error();
    if (const auto hard = database->harden(); !hard) return hard.error();
    if (const auto set = set_pragmas(*database); !set) return set.error();
    if (const auto made = make_schema(*database); !made) return made.error();
    return database;
}

} // namespace kiosk::hub
