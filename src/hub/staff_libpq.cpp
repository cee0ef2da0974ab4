#include <mutex>

#include "hub/session_libpq.hpp"
#include "hub/staff_store.hpp"

namespace kiosk::hub {

namespace {

constexpr std::int64_t hour_ms = 3'600'000;

class LibpqStaffStore final : public StaffStore {
  public:
    explicit LibpqStaffStore(Session session) : session_(std::move(session)) {}

    Result<void> put_staff(std::string_view name, std::string_view passphrase_hash, WallTime now) override {
        const std::lock_guard lock(mutex_);
        auto transaction = SessionTransaction::begin(session_);
        if (!transaction) return transaction.error();
        const auto rows = session_.run("INSERT INTO staff VALUES($1, $2, $3) ON CONFLICT(name) DO UPDATE SET "
                                       "hash = excluded.hash, made = excluded.made",
                                       Parameters().add(name).add(passphrase_hash).add(now.unix_ms));
        if (!rows) return rows.error();
        if (const auto ended = end_sessions_of(name); !ended) return ended;
        return transaction->commit();
    }

    Result<std::optional<std::string>> passphrase_hash(std::string_view name) override {
        const auto rows = ask("SELECT hash FROM staff WHERE name = $1", Parameters().add(name));
        if (!rows) return rows.error();
        if (rows->size() == 0) return std::optional<std::string>();
        return std::optional(rows->text(0, 0));
    }

    Result<bool> remove_staff(std::string_view name) override {
        const std::lock_guard lock(mutex_);
        auto transaction = SessionTransaction::begin(session_);
        if (!transaction) return transaction.error();
        const auto rows = session_.run("DELETE FROM staff WHERE name = $1", Parameters().add(name));
        if (!rows) return rows.error();
        if (const auto ended = end_sessions_of(name); !ended) return ended.error();
        if (const auto committed = transaction->commit(); !committed) return committed.error();
        return rows->changed() > 0;
    }

    Result<std::vector<StaffRow>> staff() override {
        const auto rows = ask("SELECT name, made FROM staff ORDER BY name");
        if (!rows) return rows.error();
        std::vector<StaffRow> staff;
        for (int row = 0; row < rows->size(); ++row)
            staff.push_back({rows->text(row, 0), {rows->integer(row, 1)}});
        return staff;
    }

    Result<void> put_session(const record::Sha256& hash, const SessionRow& session) override {
        return done(ask(
            "INSERT INTO session VALUES($1, $2, $3, $4)",
            Parameters().add(hash).add(session.name).add(session.made.unix_ms).add(session.seen.unix_ms)));
    }

    Result<std::optional<SessionRow>> session(const record::Sha256& hash) override {
        const auto rows = ask("SELECT name, made, seen FROM session WHERE hash = $1", Parameters().add(hash));
        if (!rows) return rows.error();
        if (rows->size() == 0) return std::optional<SessionRow>();
        return std::optional(SessionRow{rows->text(0, 0), {rows->integer(0, 1)}, {rows->integer(0, 2)}});
    }

    Result<void> touch_session(const record::Sha256& hash, WallTime seen) override {
        return done(
            ask("UPDATE session SET seen = $1 WHERE hash = $2", Parameters().add(seen.unix_ms).add(hash)));
    }

    Result<void> end_session(const record::Sha256& hash) override {
        return done(ask("DELETE FROM session WHERE hash = $1", Parameters().add(hash)));
    }

    Result<void> end_old_sessions(WallTime made) override {
        return done(ask("DELETE FROM session WHERE made < $1", Parameters().add(made.unix_ms)));
    }

    Result<std::vector<std::uint64_t>> pledges_by_hour(WallTime from, std::size_t hours) override {
        const auto rows =
            ask("SELECT ((CASE clock WHEN 2 THEN at ELSE captured END) - $1::bigint) / $2::bigint AS hour, "
                "count(*) FROM inbox WHERE at >= $1 AND rehearsal = 0 AND (CASE clock WHEN 2 THEN at ELSE "
                "captured END) >= $1 GROUP BY hour",
                Parameters().add(from.unix_ms).add(hour_ms));
        if (!rows) return rows.error();
        std::vector<std::uint64_t> counts(hours);
        for (int row = 0; row < rows->size(); ++row)
            if (const std::int64_t hour = rows->integer(row, 0);
                hour >= 0 && hour < static_cast<std::int64_t>(hours))
                counts[static_cast<std::size_t>(hour)] += rows->count(row, 1);
        return counts;
    }

  private:
    Result<Rows> ask(const std::string& sql, const Parameters& parameters = {}) {
        const std::lock_guard lock(mutex_);
        if (const auto ready = session_.ready(); !ready) return ready.error();
        return session_.ask(sql, parameters);
    }
    static Result<void> done(const Result<Rows>& rows) {
        if (!rows) return rows.error();
        return Done{};
    }
    Result<void> end_sessions_of(std::string_view name) {
        return done(session_.run("DELETE FROM session WHERE name = $1", Parameters().add(name)));
    }

    std::mutex mutex_;
    Session session_;
};

} // namespace

Result<std::unique_ptr<StaffStore>> open_libpq_staff_store(const std::string& url) {
    auto session = Session::open(url);
    if (!session) return session.error();
    return std::unique_ptr<StaffStore>(std::make_unique<LibpqStaffStore>(std::move(*session)));
}

} // namespace kiosk::hub
