#include <mutex>

#include "hub/query_sqlite.hpp"
#include "hub/schema_sqlite.hpp"
#include "hub/staff_store.hpp"

namespace kiosk::hub {

namespace {

constexpr std::int64_t hour_ms = 3'600'000;

class SqliteStaffStore final : public StaffStore {
  public:
    explicit SqliteStaffStore(outbox::Database database) : database_(std::move(database)) {}

    Result<void> put_staff(std::string_view name, std::string_view passphrase_hash, WallTime now) override {
        const std::lock_guard lock(mutex_);
        auto transaction = outbox::Transaction::begin(database_);
        if (!transaction) return transaction.error();
        Query insert(database_, "INSERT INTO staff VALUES(?, ?, ?) ON CONFLICT(name) DO UPDATE SET "
                                "hash = excluded.hash, made = excluded.made");
        insert.bind(name).bind(passphrase_hash).bind(now.unix_ms);
        if (const auto done = insert.finish(); !done) return done.error();
        if (const auto ended = end_sessions_of(name); !ended) return ended;
        return transaction->commit();
    }

    Result<std::optional<std::string>> passphrase_hash(std::string_view name) override {
        const std::lock_guard lock(mutex_);
        Query select(database_, "SELECT hash FROM staff WHERE name = ?");
        select.bind(name);
        std::optional<std::string> hash;
        if (select.next()) hash = select.text(0);
        if (const auto done = select.finish(); !done) return done.error();
        return hash;
    }

    Result<bool> remove_staff(std::string_view name) override {
        const std::lock_guard lock(mutex_);
        auto transaction = outbox::Transaction::begin(database_);
        if (!transaction) return transaction.error();
        Query remove(database_, "DELETE FROM staff WHERE name = ?");
        remove.bind(name);
        if (const auto done = remove.finish(); !done) return done.error();
        const bool removed = database_.changes() > 0;
        if (const auto ended = end_sessions_of(name); !ended) return ended.error();
        if (const auto committed = transaction->commit(); !committed) return committed.error();
        return removed;
    }

    Result<std::vector<StaffRow>> staff() override {
        const std::lock_guard lock(mutex_);
        Query select(database_, "SELECT name, made FROM staff ORDER BY name");
        std::vector<StaffRow> rows;
        while (select.next()) rows.push_back({select.text(0), {select.integer(1)}});
        if (const auto done = select.finish(); !done) return done.error();
        return rows;
    }

    Result<void> put_session(const record::Sha256& hash, const SessionRow& session) override {
        const std::lock_guard lock(mutex_);
        Query insert(database_, "INSERT INTO session VALUES(?, ?, ?, ?)");
        insert.bind(hash).bind(session.name).bind(session.made.unix_ms).bind(session.seen.unix_ms);
        return insert.finish();
    }

    Result<std::optional<SessionRow>> session(const record::Sha256& hash) override {
        const std::lock_guard lock(mutex_);
        Query select(database_, "SELECT name, made, seen FROM session WHERE hash = ?");
        select.bind(hash);
        std::optional<SessionRow> row;
        if (select.next()) row = SessionRow{select.text(0), {select.integer(1)}, {select.integer(2)}};
        if (const auto done = select.finish(); !done) return done.error();
        return row;
    }

    Result<void> touch_session(const record::Sha256& hash, WallTime seen) override {
        const std::lock_guard lock(mutex_);
        Query update(database_, "UPDATE session SET seen = ? WHERE hash = ?");
        update.bind(seen.unix_ms).bind(hash);
        return update.finish();
    }

    Result<void> end_session(const record::Sha256& hash) override {
        const std::lock_guard lock(mutex_);
        Query remove(database_, "DELETE FROM session WHERE hash = ?");
        remove.bind(hash);
        return remove.finish();
    }

    Result<void> end_old_sessions(WallTime made) override {
        const std::lock_guard lock(mutex_);
        Query remove(database_, "DELETE FROM session WHERE made < ?");
        remove.bind(made.unix_ms);
        return remove.finish();
    }

    Result<std::vector<std::uint64_t>> pledges_by_hour(WallTime from, std::size_t hours) override {
        const std::lock_guard lock(mutex_);
        Query select(database_,
                     "SELECT ((CASE clock WHEN 2 THEN at ELSE captured END) - ?) / ? AS hour, count(*) "
                     "FROM inbox WHERE at >= ? AND rehearsal = 0 "
                     "AND (CASE clock WHEN 2 THEN at ELSE captured END) >= ? GROUP BY hour");
        select.bind(from.unix_ms).bind(hour_ms).bind(from.unix_ms).bind(from.unix_ms);
        std::vector<std::uint64_t> counts(hours);
        while (select.next())
            if (const std::int64_t hour = select.integer(0);
                hour >= 0 && hour < static_cast<std::int64_t>(hours))
                counts[static_cast<std::size_t>(hour)] += select.count(1);
        if (const auto done = select.finish(); !done) return done.error();
        return counts;
    }

  private:
    Result<void> end_sessions_of(std::string_view name) {
        Query remove(database_, "DELETE FROM session WHERE name = ?");
        remove.bind(name);
        return remove.finish();
    }

    std::mutex mutex_;
    outbox::Database database_;
};

} // namespace

Result<std::unique_ptr<StaffStore>> open_sqlite_staff_store(const std::string& path) {
    auto database = open_hub_database(path);
    if (!database) return database.error();
    return std::unique_ptr<StaffStore>(std::make_unique<SqliteStaffStore>(std::move(*database)));
}

} // namespace kiosk::hub
