#include "hub/store_sqlite.hpp"

#include <mutex>

#include "hub/query_sqlite.hpp"
#include "hub/schema_sqlite.hpp"

namespace kiosk::hub {

namespace {

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

    Result<std::vector<bool>> holds(std::span<const record::HeldLine> lines) override {
        const std::lock_guard lock(mutex_);
        std::vector<bool> held;
        for (const record::HeldLine& line : lines) {
            Query select(database_, "SELECT sha FROM inbox WHERE id = ?");
            select.bind(line.id.bytes);
            record::Sha256 sha{};
            held.push_back(select.next() && select.bytes_into(0, sha) && sha == line.sha);
            if (const auto done = select.finish(); !done) return done.error();
        }
        return held;
    }

    Result<std::vector<record::Id>> erase_list(std::string_view kiosk, WallTime since,
                                               std::size_t count) override {
        const std::lock_guard lock(mutex_);
        Query select(database_,
                     "SELECT id FROM erasure WHERE kiosk = ? AND at >= ? ORDER BY at DESC LIMIT ?");
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
            if (database_.changes() == 0) continue;
            ++erased;
            Query tell(
                database_,
                "INSERT INTO erasure SELECT kiosk, ?, id FROM inbox WHERE id = ? ON CONFLICT DO NOTHING");
            tell.bind(now.unix_ms).bind(id.bytes);
            if (const auto done = tell.finish(); !done) return done.error();
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
        const bool added = database_.changes() == 1;

        // What is signed for is what the store says, a new record too.
        Query select(database_, "SELECT sha FROM inbox WHERE id = ?");
        select.bind(record.id.bytes);
        record::Sha256 known{};
        const bool found = select.next() && select.bytes_into(0, known);
        if (const auto done = select.finish(); !done) return done.error();
        if (!found)
            return machine_error(
                "the hub's store: a record that was refused as known is not there; check the file");
        if (known == record.sha) return added ? record::Verdict::Stored : record::Verdict::Duplicate;
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

} // namespace

Result<std::unique_ptr<Store>> open_sqlite_store(const std::string& path) {
    auto database = open_hub_database(path);
    if (!database) return database.error();
    return std::unique_ptr<Store>(std::make_unique<SqliteStore>(std::move(*database)));
}

} // namespace kiosk::hub
