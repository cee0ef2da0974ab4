#include "hub/store_sqlite.hpp"

#include <fcntl.h>
#include <filesystem>
#include <mutex>
#include <sys/stat.h>
#include <unistd.h>

#include "hub/query_sqlite.hpp"

namespace kiosk::hub {

namespace {

constexpr int schema_version = 1;
constexpr std::int64_t synchronous_extra = 3;
constexpr int busy_timeout_ms = 5000; // a command and the server may meet; neither holds the file for long

constexpr const char* schema = R"(
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

std::int64_t signed_of(std::uint64_t value) {
    return static_cast<std::int64_t>(value);
}

class SqliteStore final : public Store {
  public:
    explicit SqliteStore(outbox::Database database) : database_(std::move(database)) {}

    Result<std::vector<record::Verdict>>
    put_batch(std::string_view kiosk, std::span<const record::WireRecord> records, WallTime now) override {
        const std::lock_guard lock(mutex_);
        auto transaction = outbox::Transaction::begin(database_);
        if (!transaction) return transaction.error();
        std::vector<record::Verdict> verdicts;
        for (const record::WireRecord& record : records) {
            const auto verdict = put_one(kiosk, record, now);
            if (!verdict) return verdict.error();
            verdicts.push_back(*verdict);
        }
        if (const auto committed = transaction->commit(); !committed) return committed.error();
        return verdicts;
    }

    Result<std::vector<record::Id>> erase_list(std::string_view kiosk, WallTime since,
                                               std::size_t count) override {
        const std::lock_guard lock(mutex_);
        Query select(
            database_,
            "SELECT id FROM inbox WHERE kiosk = ? AND erased >= ? ORDER BY erased DESC, arrival LIMIT ?");
        select.bind(kiosk).bind(since.unix_ms).bind(signed_of(count));
        std::vector<record::Id> ids;
        while (select.next()) {
            record::Id id;
            if (select.bytes_into(0, id.bytes)) ids.push_back(id);
        }
        if (const auto done = select.finish(); !done) return done.error();
        return ids;
    }

    Result<std::uint64_t> erase(std::span<const record::Id> ids, WallTime now) override {
        const std::lock_guard lock(mutex_);
        auto transaction = outbox::Transaction::begin(database_);
        if (!transaction) return transaction.error();
        std::uint64_t erased = 0;
        for (const record::Id& id : ids) {
            Query update(database_,
                         "UPDATE inbox SET sealed = x'', erased = ? WHERE id = ? AND erased IS NULL");
            update.bind(now.unix_ms).bind(id.bytes);
            if (const auto done = update.finish(); !done) return done.error();
            erased += database_.changes();
        }
        if (const auto committed = transaction->commit(); !committed) return committed.error();
        return erased;
    }

    Result<void> put_token(std::string_view kiosk, const record::Sha256& hash, WallTime now) override {
        const std::lock_guard lock(mutex_);
        auto transaction = outbox::Transaction::begin(database_);
        if (!transaction) return transaction.error();
        if (const auto ended = end_tokens(kiosk, now); !ended) return ended.error();
        Query insert(database_, "INSERT INTO token(hash, kiosk, made) VALUES(?, ?, ?)");
        insert.bind(hash).bind(kiosk).bind(now.unix_ms);
        if (const auto done = insert.finish(); !done) return done.error();
        return transaction->commit();
    }

    Result<std::optional<std::string>> kiosk_of_token(const record::Sha256& hash) override {
        const std::lock_guard lock(mutex_);
        Query select(database_, "SELECT kiosk FROM token WHERE hash = ? AND revoked IS NULL");
        select.bind(hash);
        std::optional<std::string> kiosk;
        if (select.next()) kiosk = select.text(0);
        if (const auto done = select.finish(); !done) return done.error();
        return kiosk;
    }

    Result<bool> revoke(std::string_view kiosk, WallTime now) override {
        const std::lock_guard lock(mutex_);
        const auto ended = end_tokens(kiosk, now);
        if (!ended) return ended.error();
        return *ended;
    }

    Result<std::vector<TokenRow>> tokens() override {
        const std::lock_guard lock(mutex_);
        Query select(database_, "SELECT kiosk, made, revoked FROM token ORDER BY kiosk, made");
        std::vector<TokenRow> rows;
        while (select.next()) {
            TokenRow row{select.text(0), {select.integer(1)}, std::nullopt};
            if (!select.is_null(2)) row.revoked = WallTime{select.integer(2)};
            rows.push_back(std::move(row));
        }
        if (const auto done = select.finish(); !done) return done.error();
        return rows;
    }

    Result<void> put_heartbeat(std::string_view kiosk, const Heartbeat& beat, WallTime now) override {
        const std::lock_guard lock(mutex_);
        Query insert(
            database_,
            "INSERT INTO kiosk VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(kiosk) DO UPDATE SET "
            "seen = excluded.seen, version = excluded.version, health = excluded.health, "
            "faults = excluded.faults, accepted = excluded.accepted, waiting = excluded.waiting, "
            "quarantined = excluded.quarantined, acked = excluded.acked, purged = excluded.purged");
        insert.bind(kiosk)
            .bind(now.unix_ms)
            .bind(beat.version)
            .bind(beat.health)
            .bind(std::int64_t{beat.faults});
        for (const std::uint64_t count :
             {beat.accepted, beat.waiting, beat.quarantined, beat.acked, beat.purged})
            insert.bind(signed_of(count));
        return insert.finish();
    }

    Result<Totals> totals() override {
        const std::lock_guard lock(mutex_);
        Query select(database_, "SELECT count(*), coalesce(sum(rehearsal), 0), count(erased), "
                                "(SELECT count(*) FROM conflict) FROM inbox");
        Totals totals;
        if (select.next()) totals = {select.count(0), select.count(1), select.count(3), select.count(2)};
        if (const auto done = select.finish(); !done) return done.error();
        return totals;
    }

    Result<std::vector<KioskRow>> kiosks() override;

    Result<std::vector<std::uint64_t>> gaps(std::string_view kiosk, std::size_t count) override {
        const std::lock_guard lock(mutex_);
        Query select(database_, "SELECT DISTINCT seq FROM inbox WHERE kiosk = ? ORDER BY seq");
        select.bind(kiosk);
        std::vector<std::uint64_t> missing;
        std::uint64_t expected = 1;
        while (missing.size() < count && select.next()) {
            const std::uint64_t seq = select.count(0);
            for (; expected < seq && missing.size() < count; ++expected) missing.push_back(expected);
            expected = seq + 1;
        }
        if (const auto done = select.finish(); !done) return done.error();
        return missing;
    }

    Result<std::vector<StoredRecord>> page_after(std::string_view kiosk, std::uint64_t cursor,
                                                 std::size_t count) override;

    Result<void> check() override {
        const std::lock_guard lock(mutex_);
        Query select(database_, "SELECT 1 FROM inbox LIMIT 1");
        return select.finish();
    }

  private:
    // Inside a transaction. Each statement finds its row by its primary key.
    Result<record::Verdict> put_one(std::string_view kiosk, const record::WireRecord& record, WallTime now) {
        Query insert(
            database_,
            "INSERT INTO inbox(id, kiosk, seq, sha, receipt, captured, clock, rehearsal, sealed, at) "
            "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(id) DO NOTHING");
        insert.bind(record.id.bytes)
            .bind(kiosk)
            .bind(signed_of(record.seq))
            .bind(record.sha)
            .bind(record.receipt);
        insert.bind(record.captured.unix_ms)
            .bind(static_cast<std::int64_t>(record.clock))
            .bind(std::int64_t{record.rehearsal});
        insert.bind(record.sealed).bind(now.unix_ms);
        if (const auto done = insert.finish(); !done) return done.error();
        if (database_.changes() == 1) return record::Verdict::Stored;

        Query select(database_, "SELECT sha FROM inbox WHERE id = ?");
        select.bind(record.id.bytes);
        record::Sha256 known{};
        const bool found = select.next() && select.bytes_into(0, known);
        if (const auto done = select.finish(); !done) return done.error();
        if (!found)
            return machine_error(
                "the hub's store: a record that was refused as known is not there; check the file");
        if (known == record.sha) return record::Verdict::Duplicate;
        Query alarm(database_, "INSERT INTO conflict VALUES(?, ?, ?, ?) ON CONFLICT DO NOTHING");
        alarm.bind(record.id.bytes).bind(record.sha).bind(kiosk).bind(now.unix_ms);
        if (const auto done = alarm.finish(); !done) return done.error();
        return record::Verdict::Conflict;
    }

    Result<bool> end_tokens(std::string_view kiosk, WallTime now) {
        Query update(database_, "UPDATE token SET revoked = ? WHERE kiosk = ? AND revoked IS NULL");
        update.bind(now.unix_ms).bind(kiosk);
        if (const auto done = update.finish(); !done) return done.error();
        return database_.changes() > 0;
    }

    std::mutex mutex_;
    outbox::Database database_;
};

Result<std::vector<KioskRow>> SqliteStore::kiosks() {
    const std::lock_guard lock(mutex_);
    Query select(
        database_,
        "SELECT names.kiosk, (SELECT count(*) FROM inbox WHERE inbox.kiosk = names.kiosk), "
        "(SELECT coalesce(max(seq), 0) FROM inbox WHERE inbox.kiosk = names.kiosk), "
        "(SELECT count(DISTINCT seq) FROM inbox WHERE inbox.kiosk = names.kiosk), "
        "(SELECT max(at) FROM inbox WHERE inbox.kiosk = names.kiosk), "
        "(SELECT coalesce(min(seq), 0) FROM inbox WHERE inbox.kiosk = names.kiosk), "
        "seen, version, health, faults, accepted, waiting, quarantined, acked, purged "
        "FROM (SELECT kiosk FROM kiosk UNION SELECT kiosk FROM inbox UNION SELECT kiosk FROM token) AS names "
        "LEFT JOIN kiosk ON kiosk.kiosk = names.kiosk ORDER BY names.kiosk");
    std::vector<KioskRow> rows;
    while (select.next()) {
        KioskRow row;
        row.kiosk = select.text(0);
        row.records = select.count(1);
        row.seq_last = select.count(2);
        row.seq_first = select.count(5);
        row.missing = row.seq_last - select.count(3);
        const std::int64_t seen = std::max(select.integer(4), select.integer(6));
        if (seen != 0) row.last_seen = WallTime{seen};
        row.heartbeat.version = select.text(7);
        row.heartbeat.health = select.text(8);
        row.heartbeat.faults = static_cast<int>(select.integer(9));
        row.heartbeat.accepted = select.count(10);
        row.heartbeat.waiting = select.count(11);
        row.heartbeat.quarantined = select.count(12);
        row.heartbeat.acked = select.count(13);
        row.heartbeat.purged = select.count(14);
        rows.push_back(std::move(row));
    }
    if (const auto done = select.finish(); !done) return done.error();
    return rows;
}

Result<std::vector<StoredRecord>> SqliteStore::page_after(std::string_view kiosk, std::uint64_t cursor,
                                                          std::size_t count) {
    const std::lock_guard lock(mutex_);
    Query select(database_,
                 "SELECT arrival, at, id, seq, sha, receipt, captured, clock, rehearsal, sealed FROM inbox "
                 "WHERE kiosk = ? AND arrival > ? ORDER BY arrival LIMIT ?");
    select.bind(kiosk).bind(signed_of(cursor)).bind(signed_of(count));
    std::vector<StoredRecord> page;
    while (select.next()) {
        StoredRecord row;
        row.cursor = select.count(0);
        row.arrived = {select.integer(1)};
        const bool whole = select.bytes_into(2, row.record.id.bytes) && select.bytes_into(4, row.record.sha);
        if (!whole) return machine_error("the hub's store: a row without a good id and sha; check the file");
        row.record.seq = select.count(3);
        row.record.receipt = select.text(5);
        row.record.captured = {select.integer(6)};
        row.record.clock = static_cast<ClockTrust>(select.integer(7));
        row.record.rehearsal = select.integer(8) != 0;
        const auto sealed = select.bytes(9);
        row.record.sealed.assign(sealed.begin(), sealed.end());
        page.push_back(std::move(row));
    }
    if (const auto done = select.finish(); !done) return done.error();
    return page;
}

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
    if (*again == 0)
        if (const auto made =
                database.run(std::string(schema) + "PRAGMA user_version = " + std::to_string(schema_version));
            !made)
            return made;
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

Result<std::unique_ptr<Store>> open_sqlite_store(const std::string& path) {
    if (path != ":memory:")
        if (const auto made = make_private(path); !made) return made.error();
    auto database = outbox::Database::open(path, "");
    if (!database) return database.error();
    if (const auto hard = database->harden(); !hard) return hard.error();
    if (const auto set = set_pragmas(*database); !set) return set.error();
    if (const auto made = make_schema(*database); !made) return made.error();
    return std::unique_ptr<Store>(std::make_unique<SqliteStore>(std::move(*database)));
}

} // namespace kiosk::hub
