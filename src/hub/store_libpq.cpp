#include "hub/store_libpq.hpp"

#include <algorithm>
#include <map>
#include <mutex>

#include "hub/pool_libpq.hpp"

namespace kiosk::hub {

namespace {

constexpr const char* schema = R"(
SET client_min_messages = warning;
CREATE TABLE IF NOT EXISTS inbox(
  arrival   BIGSERIAL,
  id        BYTEA PRIMARY KEY CHECK(length(id) = 16),
  kiosk     TEXT NOT NULL,
  seq       BIGINT NOT NULL,
  sha       BYTEA NOT NULL CHECK(length(sha) = 32),
  receipt   TEXT NOT NULL,
  captured  BIGINT NOT NULL,
  clock     SMALLINT NOT NULL,
  rehearsal SMALLINT NOT NULL,
  sealed    BYTEA NOT NULL,
  at        BIGINT NOT NULL,
  erased    BIGINT);
CREATE INDEX IF NOT EXISTS inbox_kiosk ON inbox(kiosk, seq);
CREATE INDEX IF NOT EXISTS inbox_arrival ON inbox(kiosk, arrival);
CREATE INDEX IF NOT EXISTS inbox_erased ON inbox(kiosk, erased) WHERE erased IS NOT NULL;
CREATE TABLE IF NOT EXISTS conflict(id BYTEA NOT NULL, sha BYTEA NOT NULL, kiosk TEXT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY(id, sha));
CREATE TABLE IF NOT EXISTS token(hash BYTEA PRIMARY KEY CHECK(length(hash) = 32), kiosk TEXT NOT NULL, made BIGINT NOT NULL, revoked BIGINT);
CREATE INDEX IF NOT EXISTS token_kiosk ON token(kiosk);
CREATE TABLE IF NOT EXISTS kiosk(kiosk TEXT PRIMARY KEY, seen BIGINT NOT NULL, version TEXT NOT NULL, health TEXT NOT NULL,
  faults BIGINT NOT NULL, accepted BIGINT NOT NULL, waiting BIGINT NOT NULL, quarantined BIGINT NOT NULL, acked BIGINT NOT NULL,
  purged BIGINT NOT NULL);
CREATE INDEX IF NOT EXISTS inbox_at ON inbox(at);
CREATE TABLE IF NOT EXISTS erasure(kiosk TEXT NOT NULL, at BIGINT NOT NULL, id BYTEA NOT NULL, PRIMARY KEY(kiosk, at, id));
INSERT INTO erasure SELECT kiosk, erased, id FROM inbox WHERE erased IS NOT NULL ON CONFLICT DO NOTHING;
CREATE TABLE IF NOT EXISTS staff(name TEXT PRIMARY KEY, hash TEXT NOT NULL, made BIGINT NOT NULL);
CREATE TABLE IF NOT EXISTS session(hash BYTEA PRIMARY KEY CHECK(length(hash) = 32), name TEXT NOT NULL, made BIGINT NOT NULL, seen BIGINT NOT NULL))";

// "$1" to "$count" in brackets, starting after `before`.
std::string places(std::size_t before, std::size_t count) {
    std::string text = "(";
    for (std::size_t i = 1; i <= count; ++i) text += (i == 1 ? "$" : ",$") + std::to_string(before + i);
    return text + ")";
}

// The statement for so many records of a batch, written once: a kilobyte for each ten.
class BatchStatements {
  public:
    explicit BatchStatements(std::string (*write)(std::size_t)) : write_(write) {}
    const std::string& of(std::size_t records) {
        const std::lock_guard lock(mutex_);
        const auto [found, made] = written_.try_emplace(records);
        if (made) found->second = write_(records);
        return found->second; // of a map: it stays where it is
    }

  private:
    std::string (*write_)(std::size_t);
    std::mutex mutex_;
    std::map<std::size_t, std::string> written_;
};

std::string insert_of(std::size_t records) {
    std::string sql =
        "INSERT INTO inbox(id, kiosk, seq, sha, receipt, captured, clock, rehearsal, sealed, at) VALUES";
    for (std::size_t i = 0; i < records; ++i) sql += (i == 0 ? "" : ",") + places(10 * i, 10);
    return sql + " ON CONFLICT(id) DO NOTHING RETURNING id, sha";
}

std::string select_of(std::size_t records) {
    return "SELECT id, sha FROM inbox WHERE id IN " + places(0, records);
}

class LibpqStore final : public Store {
  public:
    LibpqStore(std::string url, Session first) : pool_(std::move(url), std::move(first)) {}

    Result<std::vector<record::Verdict>>
    put_batch(std::string_view kiosk, std::span<const record::WireRecord> records, WallTime now) override;

    Result<std::vector<bool>> holds(std::span<const record::HeldLine> lines) override {
        if (lines.empty()) return std::vector<bool>();
        Parameters parameters;
        for (const record::HeldLine& line : lines) parameters.add(line.id.bytes);
        const auto rows = ask(selects_.of(lines.size()), parameters);
        if (!rows) return rows.error();
        const auto shas = shas_in(*rows);
        if (!shas) return shas.error();
        std::vector<bool> held;
        for (const record::HeldLine& line : lines) {
            const auto found = shas->find(line.id);
            held.push_back(found != shas->end() && found->second == line.sha);
        }
        return held;
    }

    Result<std::vector<record::Id>> erase_list(std::string_view kiosk, WallTime since,
                                               std::size_t count) override {
        const auto rows =
            ask("SELECT id FROM erasure WHERE kiosk = $1 AND at >= $2 ORDER BY at DESC LIMIT $3",
                Parameters().add(kiosk).add(since.unix_ms).add(static_cast<std::int64_t>(count)));
        if (!rows) return rows.error();
        std::vector<record::Id> ids(static_cast<std::size_t>(rows->size()));
        for (int row = 0; row < rows->size(); ++row)
            if (!rows->bytes_into(row, 0, ids[static_cast<std::size_t>(row)].bytes)) return damaged();
        return ids;
    }

    Result<std::uint64_t> erase(std::span<const record::Id> ids, WallTime now) override {
        const auto session = pool_.take();
        if (!session) return session.error();
        auto transaction = SessionTransaction::begin(**session);
        if (!transaction) return transaction.error();
        std::uint64_t erased = 0;
        for (const record::Id& id : ids) {
            const auto rows =
                (*session)->run("UPDATE inbox SET sealed = '', erased = $1 WHERE id = $2 AND erased IS NULL",
                                Parameters().add(now.unix_ms).add(id.bytes));
            if (!rows) return rows.error();
            if (rows->changed() == 0) continue;
            ++erased;
            const auto told =
                (*session)->run("INSERT INTO erasure SELECT kiosk, $1, id FROM inbox WHERE id = $2 "
                                "ON CONFLICT DO NOTHING",
                                Parameters().add(now.unix_ms).add(id.bytes));
            if (!told) return told.error();
        }
        if (const auto committed = transaction->commit(); !committed) return committed.error();
        return erased;
    }

    Result<void> put_token(std::string_view kiosk, const record::Sha256& hash, WallTime now) override {
        const auto session = pool_.take();
        if (!session) return session.error();
        auto transaction = SessionTransaction::begin(**session);
        if (!transaction) return transaction.error();
        if (const auto ended = end_tokens(**session, kiosk, now); !ended) return ended.error();
        const auto rows = (*session)->run("INSERT INTO token(hash, kiosk, made) VALUES($1, $2, $3)",
                                          Parameters().add(hash).add(kiosk).add(now.unix_ms));
        if (!rows) return rows.error();
        return transaction->commit();
    }

    Result<std::optional<std::string>> kiosk_of_token(const record::Sha256& hash) override {
        const auto rows =
            ask("SELECT kiosk FROM token WHERE hash = $1 AND revoked IS NULL", Parameters().add(hash));
        if (!rows) return rows.error();
        if (rows->size() == 0) return std::optional<std::string>();
        return std::optional(rows->text(0, 0));
    }

    Result<bool> revoke(std::string_view kiosk, WallTime now) override {
        const auto session = pool_.take();
        if (!session) return session.error();
        return end_tokens(**session, kiosk, now);
    }

    Result<std::vector<TokenRow>> tokens() override {
        const auto rows = ask("SELECT kiosk, made, revoked FROM token ORDER BY kiosk, made");
        if (!rows) return rows.error();
        std::vector<TokenRow> tokens;
        for (int row = 0; row < rows->size(); ++row) {
            tokens.push_back({rows->text(row, 0), {rows->integer(row, 1)}, std::nullopt});
            if (!rows->is_null(row, 2)) tokens.back().revoked = WallTime{rows->integer(row, 2)};
        }
        return tokens;
    }

    Result<void> put_heartbeat(std::string_view kiosk, const Heartbeat& beat, WallTime now) override {
        Parameters parameters;
        parameters.add(kiosk)
            .add(now.unix_ms)
            .add(beat.version)
            .add(beat.health)
            .add(std::int64_t{beat.faults});
        for (const std::uint64_t count :
             {beat.accepted, beat.waiting, beat.quarantined, beat.acked, beat.purged})
            parameters.add(static_cast<std::int64_t>(count));
        const auto rows =
            ask("INSERT INTO kiosk VALUES" + places(0, parameters.size()) +
                    " ON CONFLICT(kiosk) DO UPDATE SET seen = excluded.seen, version = excluded.version, "
                    "health = excluded.health, faults = excluded.faults, accepted = excluded.accepted, "
                    "waiting = excluded.waiting, quarantined = excluded.quarantined, acked = excluded.acked, "
                    "purged = excluded.purged",
                parameters);
        if (!rows) return rows.error();
        return Done{};
    }

    Result<Totals> totals() override {
        const auto rows = ask("SELECT count(*), coalesce(sum(rehearsal), 0), count(erased), (SELECT count(*) "
                              "FROM conflict) FROM inbox");
        if (!rows) return rows.error();
        return Totals{rows->count(0, 0), rows->count(0, 1), rows->count(0, 3), rows->count(0, 2)};
    }

    Result<std::vector<KioskRow>> kiosks() override;

    Result<std::vector<std::uint64_t>> gaps(std::string_view kiosk, std::size_t count) override {
        const auto rows =
            ask("SELECT DISTINCT seq FROM inbox WHERE kiosk = $1 ORDER BY seq", Parameters().add(kiosk));
        if (!rows) return rows.error();
        std::vector<std::uint64_t> missing;
        std::uint64_t expected = 1;
        for (int row = 0; row < rows->size() && missing.size() < count; ++row) {
            const std::uint64_t seq = rows->count(row, 0);
            for (; expected < seq && missing.size() < count; ++expected) missing.push_back(expected);
            expected = seq + 1;
        }
        return missing;
    }

    Result<std::vector<StoredRecord>> page_after(std::string_view kiosk, std::uint64_t cursor,
                                                 std::size_t count) override;

    Result<void> check() override {
        const auto session = pool_.take();
        if (!session) return session.error();
        const auto rows = (*session)->ask("SELECT id FROM inbox LIMIT 1");
        if (!rows) return rows.error();
        return (*session)->check_promises(); // somebody may have changed them since
    }

  private:
    static Error damaged() {
        return machine_error(
            "the hub's PostgreSQL store: a row without a good id and sha; check the table inbox");
    }

    Result<Rows> ask(const std::string& sql, const Parameters& parameters = {}) {
        const auto session = pool_.take();
        if (!session) return session.error();
        return (*session)->ask(sql, parameters);
    }

    static Result<bool> end_tokens(Session& session, std::string_view kiosk, WallTime now) {
        const auto rows = session.run("UPDATE token SET revoked = $1 WHERE kiosk = $2 AND revoked IS NULL",
                                      Parameters().add(now.unix_ms).add(kiosk));
        if (!rows) return rows.error();
        return rows->changed() > 0;
    }

    using Shas = std::map<record::Id, record::Sha256>;
    // From rows of an id and a sha.
    static Result<Shas> shas_in(const Rows& rows) {
        Shas shas;
        for (int row = 0; row < rows.size(); ++row) {
            record::Id id;
            if (!rows.bytes_into(row, 0, id.bytes) || !rows.bytes_into(row, 1, shas[id])) return damaged();
        }
        return shas;
    }
    // One insert for the whole batch, and what it gave back: the new ones as the table has them.
    Result<Rows> insert(Session& session, std::string_view kiosk, std::span<const record::WireRecord> records,
                        WallTime now);
    Result<Shas> known(Session& session, std::span<const record::WireRecord> records);
    Result<std::vector<record::Verdict>> judge(Session& session, std::string_view kiosk,
                                               std::span<const record::WireRecord> records, const Shas& added,
                                               WallTime now);

    BatchStatements inserts_{insert_of}, selects_{select_of};
    SessionPool pool_;
};

Result<Rows> LibpqStore::insert(Session& session, std::string_view kiosk,
                                std::span<const record::WireRecord> records, WallTime now) {
    Parameters parameters;
    parameters.reserve(10 * records.size());
    for (const record::WireRecord& record : records) {
        parameters.add(record.id.bytes)
            .add(kiosk)
            .add(static_cast<std::int64_t>(record.seq))
            .add(record.sha)
            .add(record.receipt);
        parameters.add(record.captured.unix_ms)
            .add(static_cast<std::int64_t>(record.clock))
            .add(std::int64_t{record.rehearsal});
        parameters.add(record.sealed).add(now.unix_ms);
    }
    return session.run(inserts_.of(records.size()), parameters, Columns::AsBytes);
}

// The sha under which each id is known; a second statement, which sees what other hubs have committed
// meanwhile.
Result<LibpqStore::Shas> LibpqStore::known(Session& session, std::span<const record::WireRecord> records) {
    Parameters parameters;
    for (const record::WireRecord& record : records) parameters.add(record.id.bytes);
    const auto rows = session.run(selects_.of(records.size()), parameters, Columns::AsBytes);
    if (!rows) return rows.error();
    return shas_in(*rows);
}

Result<std::vector<record::Verdict>> LibpqStore::judge(Session& session, std::string_view kiosk,
                                                       std::span<const record::WireRecord> records,
                                                       const Shas& added, WallTime now) {
    Shas shas = added;
    if (shas.size() < records.size()) {
        auto all = known(session, records);
        if (!all) return all.error();
        shas = std::move(*all);
    }
    std::vector<record::Verdict> verdicts;
    for (const record::WireRecord& record : records) {
        const auto found = shas.find(record.id);
        if (found == shas.end()) return damaged();
        if (found->second != record.sha) {
            verdicts.push_back(record::Verdict::Conflict);
            const auto alarm =
                session.run("INSERT INTO conflict VALUES($1, $2, $3, $4) ON CONFLICT DO NOTHING",
                            Parameters().add(record.id.bytes).add(record.sha).add(kiosk).add(now.unix_ms));
            if (!alarm) return alarm.error();
        } else {
            verdicts.push_back(added.contains(record.id) ? record::Verdict::Stored
                                                         : record::Verdict::Duplicate);
        }
    }
    return verdicts;
}

Result<std::vector<record::Verdict>>
LibpqStore::put_batch(std::string_view kiosk, std::span<const record::WireRecord> records, WallTime now) {
    if (records.empty()) return std::vector<record::Verdict>();
    const auto session = pool_.take();
    if (!session) return session.error();
    auto transaction = SessionTransaction::begin(**session);
    if (!transaction) return transaction.error();
    const auto rows = insert(**session, kiosk, records, now);
    if (!rows) return rows.error();
    const auto added = shas_in(*rows);
    if (!added) return added.error();
    auto verdicts = judge(**session, kiosk, records, *added, now);
    if (!verdicts) return verdicts;
    if (const auto committed = transaction->commit(); !committed) return committed.error();
    return verdicts;
}

Result<std::vector<KioskRow>> LibpqStore::kiosks() {
    const auto rows = ask(
        "SELECT names.kiosk, coalesce(records, 0), coalesce(last, 0), coalesce(distinct_seqs, 0), "
        "coalesce(arrived, 0), "
        "coalesce(first, 0), coalesce(seen, 0), coalesce(version, ''), coalesce(health, ''), "
        "coalesce(faults, 0), "
        "coalesce(accepted, 0), coalesce(waiting, 0), coalesce(quarantined, 0), coalesce(acked, 0), "
        "coalesce(purged, 0) "
        "FROM (SELECT kiosk FROM kiosk UNION SELECT kiosk FROM inbox UNION SELECT kiosk FROM token) AS names "
        "LEFT JOIN kiosk ON kiosk.kiosk = names.kiosk LEFT JOIN (SELECT kiosk AS name, count(*) AS records, "
        "max(seq) AS last, min(seq) AS first, count(DISTINCT seq) AS distinct_seqs, max(at) AS arrived FROM "
        "inbox "
        "GROUP BY kiosk) AS sums ON sums.name = names.kiosk ORDER BY names.kiosk");
    if (!rows) return rows.error();
    std::vector<KioskRow> kiosks;
    for (int row = 0; row < rows->size(); ++row) {
        KioskRow kiosk;
        kiosk.kiosk = rows->text(row, 0);
        kiosk.records = rows->count(row, 1);
        kiosk.seq_last = rows->count(row, 2);
        kiosk.missing = kiosk.seq_last - rows->count(row, 3);
        const std::int64_t seen = std::max(rows->integer(row, 4), rows->integer(row, 6));
        if (seen != 0) kiosk.last_seen = WallTime{seen};
        kiosk.seq_first = rows->count(row, 5);
        kiosk.heartbeat = {rows->text(row, 7),   rows->text(row, 8),
                           rows->count(row, 10), rows->count(row, 11),
                           rows->count(row, 12), rows->count(row, 13),
                           rows->count(row, 14), static_cast<int>(rows->integer(row, 9))};
        kiosks.push_back(std::move(kiosk));
    }
    return kiosks;
}

Result<std::vector<StoredRecord>> LibpqStore::page_after(std::string_view kiosk, std::uint64_t cursor,
                                                         std::size_t count) {
    const auto rows = ask(
        "SELECT arrival, at, id, seq, sha, receipt, captured, clock, rehearsal, sealed FROM inbox "
        "WHERE kiosk = $1 AND arrival > $2 ORDER BY arrival LIMIT $3",
        Parameters().add(kiosk).add(static_cast<std::int64_t>(cursor)).add(static_cast<std::int64_t>(count)));
    if (!rows) return rows.error();
    std::vector<StoredRecord> page;
    for (int row = 0; row < rows->size(); ++row) {
        StoredRecord stored;
        stored.cursor = rows->count(row, 0);
        stored.arrived = {rows->integer(row, 1)};
        if (!rows->bytes_into(row, 2, stored.record.id.bytes) || !rows->bytes_into(row, 4, stored.record.sha))
            return damaged();
        stored.record.seq = rows->count(row, 3);
        stored.record.receipt = rows->text(row, 5);
        stored.record.captured = {rows->integer(row, 6)};
        stored.record.clock = static_cast<ClockTrust>(rows->integer(row, 7));
        stored.record.rehearsal = rows->integer(row, 8) != 0;
        stored.record.sealed = rows->bytes(row, 9);
        page.push_back(std::move(stored));
    }
    return page;
}

} // namespace

Result<std::unique_ptr<Store>> open_libpq_store(const std::string& url) {
    auto session = Session::open(url);
    if (!session) return session.error();
    // Two hubs that start together may collide once over the tables' names; then they are there.
    if (!session->script(schema))
        if (const auto again = session->script(schema); !again) return again.error();
    return std::unique_ptr<Store>(std::make_unique<LibpqStore>(url, std::move(*session)));
}

} // namespace kiosk::hub
