// Two real hubs on one real PostgreSQL, under load and under harm. Short here; scripts/prove-hub runs the
// same cases in full and prints their figures.
#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "hub/service.hpp"
#include "hub/store_libpq.hpp"
#include "hub/store_sqlite.hpp"
#include "outbox/outbox_memory.hpp"
#include "support/hub_process.hpp"
#include "support/noon.hpp"
#include "support/postgres.hpp"
#include "support/sanitized.hpp"
#include "support/sealed_entries.hpp"
#include "support/temporary_folder.hpp"
#include "upload/random_sodium.hpp"
#include "upload/transport_curl.hpp"
#include "upload/uploader.hpp"

using namespace kiosk;
using test::noon;

namespace {

using Steady = std::chrono::steady_clock;

// A figure of the long form, or the short one.
std::uint64_t figure(const char* name, std::uint64_t otherwise) {
    const char* const text = std::getenv(name);
    return text ? std::strtoull(text, nullptr, 10) : otherwise;
}

double seconds_since(Steady::time_point start) {
    return std::chrono::duration<double>(Steady::now() - start).count();
}

std::unique_ptr<upload::Transport> line_to(const HubProcess& hub, const std::string& token) {
    upload::CurlOptions curl;
    curl.url = hub.url();
    curl.token = token;
    return std::move(upload::make_curl_transport(curl)).value();
}

// One kiosk that sends records of its own, batch by batch, until each has a verified receipt. Returns how
// many were stored now and not before; what each request took goes to the end of `took`.
std::uint64_t send_all(upload::Transport& transport, const std::vector<record::HubKey>& keys,
                       std::uint64_t first, std::uint64_t count, std::vector<Duration>& took) {
    std::uint64_t stored = 0;
    for (std::uint64_t done = 0; done < count;) {
        upload::Batch batch;
        for (std::uint64_t i = done; i < count && batch.size() < record::wire_records_max; ++i) {
            batch.push_back(upload::to_wire(sealed_entry_of(first + i)));
            batch.back().seq = i + 1;
        }
        const upload::Sent sent{batch.front().id, batch.back().id};
        const upload::Reply reply = transport.send({upload::Method::Post,
                                                    "/v1/batches",
                                                    upload::body_of(batch),
                                                    "application/jsonl",
                                                    {{"X-Nonce", record::hex(sent.nonce.bytes)},
                                                     {"Idempotency-Key", record::hex(sent.batch.bytes)}}});
        took.push_back(reply.took);
        const upload::Judgement judgement = upload::judge(reply, sent, keys);
        if (judgement.health != upload::Health::Good) {
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
            continue;
        }
        for (const auto& result : judgement.receipt->results)
            stored += result.verdict == record::Verdict::Stored ? 1U : 0U;
        done += batch.size();
    }
    return stored;
}

void replace_all(std::string& text, const std::string& from, const std::string& to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at))
        text.replace(at, from.size(), to);
}

// The statements of a PostgreSQL log whose lines begin with ">": places of parameters as one "$", lists of
// them as one.
std::vector<std::string> statements_of(const std::string& log) {
    std::vector<std::string> statements;
    for (std::size_t at = 0; at < log.size();) {
        const std::size_t end = std::min(log.find('\n', at), log.size());
        const std::string line = log.substr(at, end - at);
        at = end + 1;
        std::size_t start = std::string::npos;
        if (line.starts_with(">LOG:  statement: ")) start = 18;
        if (line.starts_with(">LOG:  execute ")) start = line.find(": ", 15) + 2; // after the name
        if (start == std::string::npos) continue;
        std::string statement;
        bool in_number = false; // of "$12"
        for (const char c : line.substr(start)) {
            in_number = in_number && c >= '0' && c <= '9';
            if (!in_number) statement += c;
            in_number = in_number || c == '$';
        }
        replace_all(statement, "$,$", "$");
        replace_all(statement, "($),($)", "($)");
        statements.push_back(statement);
    }
    return statements;
}

struct Load {
    std::uint64_t stored = 0, kiosks = 0;
    double seconds = 0;
    Duration slow;    // 99 of 100 requests took no longer
    long pss_kib = 0; // the larger hub's, at the end of the load
};

constexpr std::uint64_t queued = 200; // records that each kiosk has waiting
constexpr std::uint64_t long_records =
    100'000; // a load so long that a moment of the machine counts for nothing

// A fleet that drains, every kiosk with a token, a connection and records of its own; eight at once, by turns
// to each hub.
Load load(const std::vector<std::unique_ptr<HubProcess>>& hubs, hub::Store& store, std::uint64_t records) {
    constexpr int at_once = 8;
    Load done;
    done.kiosks = records / queued;
    for (std::uint64_t i = 0; i < done.kiosks; ++i) {
        const std::string name = "load-" + std::to_string(i);
        REQUIRE(store.put_token(name, hub::token_hash(name), noon).ok());
    }
    const std::vector<record::HubKey> keys{hubs[0]->key()};
    std::atomic<std::uint64_t> stored{0}, next{0};
    std::array<std::vector<Duration>, at_once> took;
    const auto start = Steady::now();
    {
        std::vector<std::jthread> threads;
        for (auto& times : took)
            threads.emplace_back([&] {
                for (std::uint64_t i = next++; i < done.kiosks; i = next++) {
                    const auto line = line_to(*hubs[i % hubs.size()], "load-" + std::to_string(i));
                    stored += send_all(*line, keys, 1 + i * queued, queued, times);
                }
            });
    }
    done.seconds = seconds_since(start);
    done.stored = stored;
    std::vector<Duration> all;
    for (const auto& times : took) all.insert(all.end(), times.begin(), times.end());
    std::ranges::sort(all);
    done.slow = all[all.size() * 99 / 100];
    for (const auto& hub : hubs) done.pss_kib = std::max(done.pss_kib, hub->pss_kib());
    return done;
}

void print(const char* what, const Load& done) {
    std::printf(
        "%s: %llu records of %llu kiosks in %.1f s, %.0f a second; 99 of 100 requests within %lld ms; "
        "a hub's PSS %ld KiB\n",
        what, static_cast<unsigned long long>(done.stored), static_cast<unsigned long long>(done.kiosks),
        done.seconds, static_cast<double>(done.stored) / done.seconds, static_cast<long long>(done.slow.ms),
        done.pss_kib);
}

} // namespace

TEST_CASE("load: records through two hubs and one PostgreSQL are there once each, in bounded memory") {
    const std::uint64_t records = figure("PLEDGE_HUB_RECORDS", 4'000);
    const Postgres server;
    const TemporaryFolder state;
    std::vector<std::unique_ptr<HubProcess>> hubs;
    for (int i = 0; i < 2; ++i)
        hubs.push_back(std::make_unique<HubProcess>(HUB_PROGRAM, server.url(), state.path()));
    const auto store = std::move(hub::open_libpq_store(server.url())).value();
    const Load done = load(hubs, *store, records);
    CHECK(done.stored == records / queued * queued);
    CHECK(store->totals()->records == done.stored);
    CHECK(store->totals()->conflicts == 0);
    const auto rows = store->kiosks();
    for (const auto& row : *rows) CHECK(row.missing == 0);
    print("two hubs, PostgreSQL", done);
    if (!sanitized && records >= long_records) CHECK(done.slow <= seconds(1));
    if (!sanitized) CHECK(done.pss_kib < 64 * 1024);
    CHECK(done.pss_kib > 0);
    for (const auto& hub : hubs) CHECK(hub->stop() == 0);
}

TEST_CASE("load: records through one hub on SQLite are there once each, in bounded memory") {
    const std::uint64_t records = figure("PLEDGE_HUB_RECORDS_SQLITE", 2'000);
    const TemporaryFolder state;
    const std::string path = (state / "hub.db").string();
    std::vector<std::unique_ptr<HubProcess>> hubs;
    hubs.push_back(std::make_unique<HubProcess>(HUB_PROGRAM, path, state.path()));
    const auto store = std::move(hub::open_sqlite_store(path)).value();
    const Load done = load(hubs, *store, records);
    CHECK(done.stored == records / queued * queued);
    CHECK(store->totals()->records == done.stored);
    print("one hub, SQLite", done);
    if (!sanitized) CHECK(done.pss_kib < 64 * 1024);
}

TEST_CASE("load: a PostgreSQL that is killed again and again loses nothing that was signed for, and doubles "
          "nothing") {
    const std::uint64_t kills = figure("PLEDGE_HUB_KILLS", 5);
    Postgres server;
    const TemporaryFolder state;
    const HubProcess hub_1(HUB_PROGRAM, server.url(), state.path()),
        hub_2(HUB_PROGRAM, server.url(), state.path());
    REQUIRE(std::move(hub::open_libpq_store(server.url()))
                .value()
                ->put_token("kiosk-1", hub::token_hash("abc"), noon)
                .ok());
    outbox::MemoryOutbox outbox;
    outbox::DirectAccess access{outbox};
    const auto line_1 = line_to(hub_1, "abc"), line_2 = line_to(hub_2, "abc");
    upload::UploaderOptions options;
    options.hub_keys = {hub_1.key()};
    options.heartbeat = false;
    std::uint64_t seq = 0;
    std::atomic<bool> over{false};
    std::thread kiosk([&] {
        // Restarted now and then, and on the other hub: as a kiosk behind a load balancer.
        for (int life = 0; !over || outbox.counts()->waiting > 0; ++life) {
            (void)outbox.set_value(upload::state_key, "");
            upload::Uploader uploader(access, life % 2 == 0 ? *line_1 : *line_2, options,
                                      upload::random_bits);
            Instant now{1'000'000};
            for (int step = 0; step < 40; ++step) {
                if (!over && seq < 1'000'000)
                    for (int i = 0; i < 5; ++i) (void)outbox.append(sealed_entry_of(++seq, 600));
                const Instant next = uploader.step(now, noon);
                if (next > now)
                    std::this_thread::sleep_for(std::chrono::milliseconds(2)); // told to wait: a little
                now = std::max(now, next);
            }
        }
    });
    for (std::uint64_t i = 0; i < kills; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(50 + upload::random_bits() % 250));
        server.kill_and_start();
    }
    over = true;
    kiosk.join();
    const auto store = std::move(hub::open_libpq_store(server.url())).value();
    CHECK(outbox.counts()->acked == seq);
    CHECK(store->totals()->records == seq);
    CHECK(store->totals()->conflicts == 0);
    CHECK(store->gaps("kiosk-1", 5)->empty());
    std::printf("PostgreSQL killed %llu times: %llu records, each there once\n",
                static_cast<unsigned long long>(kills), static_cast<unsigned long long>(seq));
}

TEST_CASE("what the hub says to PostgreSQL for a kiosk is plain inserts and reads by primary key") {
    const Postgres server("-c log_statement=all -c log_min_duration_statement=-1 -c log_line_prefix='>'");
    const TemporaryFolder state;
    const HubProcess process(HUB_PROGRAM, server.url(), state.path());
    auto store = std::move(hub::open_libpq_store(server.url())).value();
    REQUIRE(store->put_token("kiosk-1", hub::token_hash("abc"), noon).ok());
    const std::size_t before = server.log().size();
    outbox::MemoryOutbox outbox;
    outbox::DirectAccess access{outbox};
    const auto line = line_to(process, "abc");
    upload::UploaderOptions options;
    options.hub_keys = {process.key()};
    options.version = "1";
    upload::Uploader uploader(access, *line, options, upload::random_bits);
    for (std::uint64_t seq = 1; seq <= 3; ++seq) REQUIRE(outbox.append(sealed_entry_of(seq)).ok());
    for (Instant now{1'000'000}, end = now + seconds(8000); now < end;)
        now = std::max(now, uploader.step(now, noon)); // a batch, heartbeats, the question what is held
    std::vector<Duration> took;
    CHECK(send_all(*line, {process.key()}, 1, 2, took) == 0); // duplicates
    CHECK(outbox.counts()->acked == 3);

    // Tables by their primary keys; no join, no sub-query, no function, no scan.
    const std::set<std::string> allowed{
        "BEGIN",
        "COMMIT",
        "ROLLBACK",
        "SELECT kiosk FROM token WHERE hash = $ AND revoked IS NULL",
        "INSERT INTO inbox(id, kiosk, seq, sha, receipt, captured, clock, rehearsal, sealed, at) VALUES($) "
        "ON CONFLICT(id) DO NOTHING "
        "RETURNING id, sha",
        "SELECT id, sha FROM inbox WHERE id IN ($)",
        "SELECT id FROM erasure WHERE kiosk = $ AND at >= $ ORDER BY at DESC LIMIT $",
        "INSERT INTO kiosk VALUES($) ON CONFLICT(kiosk) DO UPDATE SET seen = excluded.seen, version = "
        "excluded.version, health = "
        "excluded.health, faults = excluded.faults, accepted = excluded.accepted, waiting = "
        "excluded.waiting, quarantined = "
        "excluded.quarantined, acked = excluded.acked, purged = excluded.purged"};
    const std::vector<std::string> statements = statements_of(server.log().substr(before));
    for (const std::string& statement : statements) CHECK_MESSAGE(allowed.contains(statement), statement);
    CHECK(std::set(statements.begin(), statements.end()).size() >= 7);
}
