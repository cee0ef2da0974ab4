// What a hub takes: 100,000 records from four kiosks through a real `pledge-hub` on SQLite and on PostgreSQL,
// and, between them and on the same server, what pgbench puts into a table of the same shape with the same
// number of rows a commit. Three rounds, so that a busy machine harms all alike; the middle one counts. Ends
// with 1 when a hub on PostgreSQL takes less than half of what pgbench does.
#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "hub/service.hpp"
#include "hub/store_libpq.hpp"
#include "hub/store_sqlite.hpp"
#include "support/hub_process.hpp"
#include "support/noon.hpp"
#include "support/number_from.hpp"
#include "support/postgres.hpp"
#include "support/sealed_entries.hpp"
#include "support/temporary_folder.hpp"
#include "upload/batch.hpp"
#include "upload/reply.hpp"
#include "upload/transport_curl.hpp"

using namespace kiosk;
using test::noon;

namespace {

constexpr std::size_t kiosks = 4;
constexpr int rounds = 3;
using Steady = std::chrono::steady_clock;

void need(bool good, const char* what) {
    if (good) return;
    std::fprintf(stderr, "bench_hub: %s\n", what);
    std::exit(1);
}

// Requests made beforehand, so that what is measured is the hub and not what makes pledges up.
struct Prepared {
    upload::Sent sent;
    upload::Request request;
};

std::vector<Prepared> prepare(std::uint64_t first, std::uint64_t records) {
    std::vector<Prepared> all;
    for (std::uint64_t done = 0; done < records;) {
        upload::Batch batch;
        for (; done < records && batch.size() < record::wire_records_max; ++done) {
            batch.push_back(upload::to_wire(sealed_entry_of(first + done)));
            batch.back().seq = done + 1;
            std::copy_n(batch.back().sha.begin(), 16, batch.back().id.bytes.begin()); // random, as a kiosk's
        }
        Prepared made{{batch.front().id, batch.back().id}, {}};
        made.request = {upload::Method::Post,
                        "/v1/batches",
                        upload::body_of(batch),
                        "application/jsonl",
                        {{"X-Nonce", record::hex(made.sent.nonce.bytes)},
                         {"Idempotency-Key", record::hex(made.sent.batch.bytes)}}};
        all.push_back(std::move(made));
    }
    return all;
}

struct Drained {
    double records_a_second = 0;
    long pss_kib = 0;
};

Drained drain(const std::vector<std::vector<Prepared>>& work, const std::string& store_name,
              hub::Store& store) {
    const TemporaryFolder state;
    const HubProcess process(HUB_PROGRAM, store_name, state.path());
    const std::vector keys{process.key()};
    std::vector<std::unique_ptr<upload::Transport>> lines;
    for (std::size_t i = 0; i < work.size(); ++i) {
        const std::string token = "bench-" + std::to_string(i);
        need(store.put_token(token, hub::token_hash(token), noon).ok(), "no token");
        upload::CurlOptions curl;
        curl.url = process.url();
        curl.token = token;
        lines.push_back(std::move(upload::make_curl_transport(curl)).value());
    }
    std::atomic<std::uint64_t> stored{0};
    const auto start = Steady::now();
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < work.size(); ++i)
            threads.emplace_back([&, i] {
                for (const Prepared& one : work[i]) {
                    const auto judged = upload::judge(lines[i]->send(one.request), one.sent, keys);
                    need(judged.health == upload::Health::Good, "a batch was not signed for");
                    for (const auto& result : judged.receipt->results)
                        stored += result.verdict == record::Verdict::Stored ? 1U : 0U;
                }
            });
    }
    const double seconds = std::chrono::duration<double>(Steady::now() - start).count();
    need(store.totals()->records == stored, "the store holds another number of records than was signed for");
    return {static_cast<double>(stored) / seconds, process.pss_kib()};
}

// The hub's table, and a hundred rows of it a commit, made up by the server: no client has less to do.
constexpr const char* plain_table =
    "CREATE TABLE inbox(arrival BIGSERIAL, id BYTEA PRIMARY KEY CHECK(length(id) = 16), kiosk TEXT NOT NULL, "
    "seq "
    "BIGINT NOT NULL, sha BYTEA NOT NULL CHECK(length(sha) = 32), receipt TEXT NOT NULL, captured BIGINT NOT "
    "NULL, clock SMALLINT NOT NULL, rehearsal SMALLINT NOT NULL, sealed BYTEA NOT NULL, at BIGINT NOT NULL, "
    "erased BIGINT); CREATE INDEX a ON inbox(kiosk, seq); CREATE INDEX b ON inbox(kiosk, arrival); CREATE "
    "INDEX "
    "c ON inbox(kiosk, erased) WHERE erased IS NOT NULL; CREATE INDEX d ON inbox(at)";
constexpr const char* plain_batch =
    "INSERT INTO inbox(id, kiosk, seq, sha, receipt, captured, clock, rehearsal, sealed, at) SELECT "
    "decode(md5(random()::text || i::text), 'hex'), 'load-1', i, sha256(i::text::bytea), 'KITE-4821', "
    "1772280000000, 0, 0, decode(repeat(md5(i::text), 75), 'hex'), 1772280000000 FROM generate_series(1, "
    "100) "
    "AS i ON CONFLICT(id) DO NOTHING;\n";

double pgbench(const Postgres& server, std::uint64_t records) {
    const TemporaryFolder folder;
    std::ofstream((folder / "table.sql").string()) << plain_table << ";\n";
    std::ofstream((folder / "batch.sql").string()) << plain_batch;
    const std::string to = " -h " + server.socket_folder() + " -U postgres ", out = (folder / "out").string();
    const auto run = [](const std::string& line) {
        return std::system((line + " 2>/dev/null").c_str()) == 0; // pgbench tells its progress there
    };
    need(run(server.program("psql") + " -q" + to +
             "-c 'DROP DATABASE IF EXISTS plain' -c 'CREATE DATABASE plain'"),
         "no second database");
    need(run(server.program("psql") + " -q" + to + "-d plain -f " + (folder / "table.sql").string()),
         "no table");
    need(run("exec " + server.program("pgbench") + " -n -M prepared" + to + "-c " + std::to_string(kiosks) +
             " -j 2 -t " + std::to_string(records / 100 / kiosks) + " -f " + (folder / "batch.sql").string() +
             " plain > " + out),
         "pgbench failed");
    std::ifstream result(out);
    for (std::string line; std::getline(result, line);)
        if (line.starts_with("tps = ")) return 100 * std::strtod(line.c_str() + 6, nullptr);
    need(false, "pgbench said no tps");
    return 0;
}

double middle(std::array<double, rounds> values) {
    std::ranges::sort(values);
    return values[rounds / 2];
}

} // namespace

int main() {
    const std::uint64_t records =
        number_from("PLEDGE_HUB_BENCH_RECORDS", 100'000) / 100 / kiosks * 100 * kiosks;
    std::vector<std::vector<Prepared>> work;
    for (std::size_t i = 0; i < kiosks; ++i) work.push_back(prepare(1 + i * 100'000'000, records / kiosks));
    std::array<double, rounds> on_sqlite{}, on_postgres{}, by_pgbench{}, parts{};
    long pss_kib = 0;
    for (std::size_t round = 0; round < rounds; ++round) {
        const Postgres server("-c max_wal_size=4GB");
        const TemporaryFolder folder;
        const std::string file = (folder / "hub.db").string();
        const auto sqlite = std::move(hub::open_sqlite_store(file)).value();
        const Drained small = drain(work, file, *sqlite);
        const auto postgres = std::move(hub::open_libpq_store(server.url())).value();
        const Drained large = drain(work, server.url(), *postgres);
        by_pgbench[round] = pgbench(server, records);
        on_sqlite[round] = small.records_a_second;
        on_postgres[round] = large.records_a_second;
        parts[round] = large.records_a_second / by_pgbench[round];
        pss_kib = std::max({pss_kib, small.pss_kib, large.pss_kib});
        std::printf(
            "round %zu of %llu records: hub on SQLite %.0f a second, hub on PostgreSQL %.0f, pgbench %.0f\n",
            round + 1, static_cast<unsigned long long>(records), on_sqlite[round], on_postgres[round],
            by_pgbench[round]);
        std::fflush(stdout);
    }
    const double part = middle(parts);
    std::printf(
        "middle: SQLite %.0f, PostgreSQL %.0f, pgbench %.0f; PostgreSQL through the hub is %.2f of pgbench "
        "(at least 0.5); SQLite %.2f; a hub's PSS at most %ld KiB\n",
        middle(on_sqlite), middle(on_postgres), middle(by_pgbench), part,
        middle(on_sqlite) / middle(by_pgbench), pss_kib);
    return part >= 0.5 ? 0 : 1;
}
