// The hub's connections to a real PostgreSQL: how many there are, what a lost one costs, and that none is
// used that would answer before it has written.
#include "hub/pool_libpq.hpp"

#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "hub/store_libpq.hpp"
#include "support/noon.hpp"
#include "support/postgres.hpp"
#include "support/sealed_entries.hpp"
#include "upload/batch.hpp"

using namespace kiosk;
using test::noon;
using namespace kiosk::hub;

namespace {

Session session_to(const Postgres& server) {
    return std::move(Session::open(server.url())).value();
}

std::int64_t number(Session& session, const std::string& sql) {
    const auto rows = session.ask(sql);
    REQUIRE(rows.ok());
    return rows->integer(0, 0);
}

const std::string others =
    "FROM pg_stat_activity WHERE application_name = 'pledge-hub' AND pid <> pg_backend_pid()";

// `callers` threads, each with a batch of its own; returns how many were stored.
std::uint64_t put_all(Store& store, std::uint64_t callers, std::uint64_t first) {
    std::atomic<std::uint64_t> stored{0};
    {
        std::vector<std::jthread> threads;
        for (std::uint64_t i = 0; i < callers; ++i)
            threads.emplace_back([&, i] {
                const std::vector batch{upload::to_wire(sealed_entry_of(first + i))};
                const auto verdicts = store.put_batch("kiosk-1", batch, noon);
                if (verdicts && verdicts->front() == record::Verdict::Stored) ++stored;
            });
    }
    return stored;
}

} // namespace

TEST_CASE("sixteen callers at once share at most eight connections, and a quiet store uses one") {
    const Postgres server;
    Session desk = session_to(server), looker = session_to(server);
    const auto others_now = [&] {
        return number(looker, "SELECT count(*) " + others) - 1;
    }; // without the desk
    const auto store = std::move(open_libpq_store(server.url())).value();
    CHECK(put_all(*store, 1, 1) == 1);
    CHECK(others_now() == 1);
    // While somebody else holds the table, whoever comes waits on a connection.
    REQUIRE(desk.script("BEGIN; LOCK TABLE inbox IN ACCESS EXCLUSIVE MODE"));
    std::uint64_t stored = 0;
    std::thread crowd([&] { stored = put_all(*store, 16, 100); });
    for (int i = 0; i < 1000 && others_now() < 8; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    CHECK(others_now() == static_cast<std::int64_t>(libpq_sessions_max));
    REQUIRE(desk.script("COMMIT"));
    crowd.join();
    CHECK(stored == 16);
    CHECK(store->totals()->records == 17);
}

TEST_CASE("connections that were all cut while they rested are opened again, and no caller hears of it") {
    const Postgres server;
    Session desk = session_to(server), looker = session_to(server);
    const auto store = std::move(open_libpq_store(server.url())).value();
    REQUIRE(desk.script("BEGIN; LOCK TABLE inbox IN ACCESS EXCLUSIVE MODE"));
    std::thread crowd([&] { CHECK(put_all(*store, 8, 1) == 8); });
    for (int i = 0; i < 1000 && number(looker, "SELECT count(*) " + others) < 9; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    REQUIRE(desk.script("COMMIT"));
    crowd.join();
    REQUIRE(looker.ask("SELECT pg_terminate_backend(pid) " + others).ok());
    for (int i = 0; i < 1000 && number(looker, "SELECT count(*) " + others) > 0; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    CHECK(put_all(*store, 8, 100) == 8);
    REQUIRE(looker.ask("SELECT pg_terminate_backend(pid) " + others).ok());
    for (int i = 0; i < 10; ++i) CHECK(store->kiosk_of_token(record::Sha256{1}).ok());
}

TEST_CASE(
    "each connection of the pool is asked what it promises: the first, a second, and one opened again") {
    const Postgres server;
    Session desk = session_to(server);
    SessionPool pool(server.url(), session_to(server));
    {
        auto first = pool.take();
        REQUIRE(first.ok());
        REQUIRE(desk.ask("ALTER SYSTEM SET synchronous_commit = off").ok());
        REQUIRE(desk.ask("SELECT pg_reload_conf()").ok());
        for (int i = 0; i < 500 && (*first)->check_promises(); ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        CHECK_FALSE((*first)->check_promises().ok()); // what /healthz asks
        const auto second = pool.take();
        REQUIRE_FALSE(second.ok());
        CHECK(second.error().message.find("synchronous_commit is not on") != std::string::npos);
        CHECK(pool.opened() == 1);
        REQUIRE(desk.ask("SELECT pg_terminate_backend(pid) " + others).ok());
        CHECK_FALSE((*first)->ask("SELECT 1").ok()); // on a new line, which is refused
    }
    REQUIRE(desk.ask("ALTER SYSTEM RESET synchronous_commit").ok());
    REQUIRE(desk.ask("SELECT pg_reload_conf()").ok());
    for (int i = 0; i < 500 && !pool.take(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    CHECK(pool.take().ok());
}
