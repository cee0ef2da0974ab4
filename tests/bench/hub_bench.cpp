// What a hub takes: 100,000 records from four kiosks through a real `pledge-hub` on SQLite and on PostgreSQL;
// the same records through the hub's store alone; and, on the same server, what pgbench does with the same
// batches: the hub's statement with the same rows of the same bytes, read back as the hub reads them, as many
// a commit, over as many connections. Beside it pgbench with rows that the server makes up, so that no client
// sends any. The kiosks' work on their replies comes after the clock has stopped, and every side's use of the
// processors is told apart. Three rounds, so that a busy machine harms all alike; the middle one counts. Ends
// with 1 when a hub on PostgreSQL takes less than half of what pgbench does with the same batches.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <sys/resource.h>
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
constexpr std::size_t rounds = 3;
using Steady = std::chrono::steady_clock;

void need(bool good, const char* what) {
    if (good) return;
    std::fprintf(stderr, "bench_hub: %s\n", what);
    std::exit(1);
}

double seconds_since(Steady::time_point start) {
    return std::chrono::duration<double>(Steady::now() - start).count();
}

// What this process, or its children that have ended, have taken of the processors so far.
double cpu_seconds(int of) {
    rusage used{};
    getrusage(of, &used);
    const auto in = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return in(used.ru_utime) + in(used.ru_stime);
}

// Requests made beforehand, so that what is measured is the hub and not what makes pledges up.
struct Prepared {
    upload::Batch batch;
    upload::Sent sent;
    upload::Request request;
};
using Work = std::vector<std::vector<Prepared>>; // by kiosk

std::string token_of(std::size_t kiosk) {
    return "bench-" + std::to_string(kiosk);
}

std::vector<Prepared> prepare(std::uint64_t first, std::uint64_t records) {
    std::vector<Prepared> all;
    for (std::uint64_t done = 0; done < records;) {
        Prepared made;
        for (; done < records && made.batch.size() < record::wire_records_max; ++done) {
            made.batch.push_back(upload::to_wire(sealed_entry_of(first + done)));
            record::WireRecord& record = made.batch.back();
            record.seq = done + 1;
            std::copy_n(record.sha.begin(), 16, record.id.bytes.begin()); // random, as a kiosk's
        }
        made.sent = {made.batch.front().id, made.batch.back().id};
        made.request = {upload::Method::Post,
                        "/v1/batches",
                        upload::body_of(made.batch),
                        "application/jsonl",
                        {{"X-Nonce", record::hex(made.sent.nonce.bytes)},
                         {"Idempotency-Key", record::hex(made.sent.batch.bytes)}}};
        all.push_back(std::move(made));
    }
    return all;
}

// A way of storing all records: how many a second, and what each side took of the processors, in microseconds
// a record.
struct Measured {
    double records_a_second = 0;
    double client_us = 0, hub_us = 0, server_us = 0;
};

// Calls `send` for each kiosk in a thread of its own.
void each_kiosk(const std::function<void(std::size_t)>& send) {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < kiosks; ++i) threads.emplace_back([&send, i] { send(i); });
}

Measured drain(const Work& work, const std::string& store_name, hub::Store& store, const Postgres* server,
               long& pss_kib) {
    const TemporaryFolder state;
    const HubProcess process(HUB_PROGRAM, store_name, state.path());
    std::vector<std::unique_ptr<upload::Transport>> lines;
    std::vector<std::vector<upload::Reply>> replies(kiosks);
    for (std::size_t i = 0; i < kiosks; ++i) {
        need(store.put_token(token_of(i), hub::token_hash(token_of(i)), noon).ok(), "no token");
        upload::CurlOptions curl;
        curl.url = process.url();
        curl.token = token_of(i);
        lines.push_back(std::move(upload::make_curl_transport(curl)).value());
        replies[i].reserve(work[i].size());
    }
    const double client = cpu_seconds(RUSAGE_SELF), hub = process.cpu_seconds(),
                 backend = server ? server->cpu_seconds() : 0;
    const auto start = Steady::now();
    each_kiosk([&](std::size_t i) {
        for (const Prepared& one : work[i]) replies[i].push_back(lines[i]->send(one.request));
    });
    const double seconds = seconds_since(start);
    Measured measured{0, cpu_seconds(RUSAGE_SELF) - client, process.cpu_seconds() - hub,
                      server ? server->cpu_seconds() - backend : 0};
    std::uint64_t stored = 0;
    for (std::size_t i = 0; i < kiosks; ++i)
        for (std::size_t j = 0; j < work[i].size(); ++j) {
            const auto judged = upload::judge(replies[i][j], work[i][j].sent, {{process.key()}});
            need(judged.health == upload::Health::Good, "a batch was not signed for");
            for (const auto& result : judged.receipt->results)
                stored += result.verdict == record::Verdict::Stored ? 1U : 0U;
        }
    need(store.totals()->records == stored, "the store holds another number of records than was signed for");
    pss_kib = std::max(pss_kib, process.pss_kib());
    measured.records_a_second = static_cast<double>(stored) / seconds;
    for (double* us : {&measured.client_us, &measured.hub_us, &measured.server_us})
        *us *= 1e6 / static_cast<double>(stored);
    return measured;
}

// The hub's store without HTTP, lines of the wire and receipts.
Measured store_alone(const Work& work, const Postgres& server, std::uint64_t records) {
    const auto store = std::move(hub::open_libpq_store(server.url())).value();
    const double client = cpu_seconds(RUSAGE_SELF), backend = server.cpu_seconds();
    const auto start = Steady::now();
    each_kiosk([&](std::size_t i) {
        for (const Prepared& one : work[i])
            need(store->put_batch(token_of(i), one.batch, noon).ok(), "the store refused a batch");
    });
    const double seconds = seconds_since(start), each = 1e6 / static_cast<double>(records);
    return {static_cast<double>(records) / seconds, 0, (cpu_seconds(RUSAGE_SELF) - client) * each,
            (server.cpu_seconds() - backend) * each};
}

bool run(const std::string& line) {
    return std::system((line + " 2>/dev/null").c_str()) == 0; // pgbench tells its progress there
}

std::string to(const Postgres& server) {
    return " -h " + server.socket_folder() + " -U postgres ";
}

constexpr std::string_view insert_start =
    "INSERT INTO inbox(id, kiosk, seq, sha, receipt, captured, clock, rehearsal, sealed, at) ";
constexpr std::string_view insert_end = " ON CONFLICT(id) DO NOTHING RETURNING id, sha;\n";

// One kiosk's batches as the hub says them, values and all.
void write_batches(std::span<const Prepared> batches, std::size_t kiosk, const std::string& path) {
    std::ofstream script(path);
    for (const Prepared& one : batches) {
        script << "BEGIN;\n" << insert_start << "VALUES";
        for (const record::WireRecord& record : one.batch)
            script << (&record == one.batch.data() ? "" : ",") << "('\\x" << record::hex(record.id) << "','"
                   << token_of(kiosk) << "'," << record.seq << ",'\\x" << record::hex(record.sha) << "','"
                   << record.receipt << "'," << record.captured.unix_ms << ","
                   << static_cast<int>(record.clock) << "," << int{record.rehearsal} << ",'\\x"
                   << record::hex(record.sealed) << "'," << noon.unix_ms << ")";
        script << insert_end << "COMMIT;\n";
    }
}

// Rows made up by the server: no client has less to do.
std::string made_up_batch() {
    return "BEGIN;\n" + std::string(insert_start) +
           "SELECT decode(md5(random()::text || i::text), 'hex'), 'load-1', i, sha256(i::text::bytea), "
           "'KITE-4821', 1772280000000, 0, 0, decode(repeat(md5(i::text), 75), 'hex'), 1772280000000 FROM "
           "generate_series(1, 100) AS i" +
           std::string(insert_end) + "COMMIT;\n";
}

double tps_in(const std::string& path) {
    std::ifstream result(path);
    for (std::string line; std::getline(result, line);)
        if (line.starts_with("tps = ")) return std::strtod(line.c_str() + 6, nullptr);
    need(false, "pgbench said no tps");
    return 0;
}

// A pgbench for each kiosk: it takes scripts at random, and each batch must come once. In parts, because it
// looks through the whole script for the number of each line's end.
Measured pgbench_same(const Work& work, const Postgres& server, std::uint64_t records) {
    constexpr std::size_t batches_a_part = 25;
    double seconds = 0;
    const double client = cpu_seconds(RUSAGE_CHILDREN), backend = server.cpu_seconds();
    for (std::size_t begin = 0; begin < work[0].size(); begin += batches_a_part) {
        const TemporaryFolder folder;
        std::string all;
        const auto script = [&](std::size_t i) { return (folder / std::to_string(i)).string(); };
        for (std::size_t i = 0; i < kiosks; ++i) {
            const std::span batches(work[i]);
            write_batches(batches.subspan(begin, std::min(batches_a_part, batches.size() - begin)), i,
                          script(i));
            all += server.program("pgbench") + " -n -t 1 -f " + script(i) + to(server) + "postgres >" +
                   script(i) + ".out & ";
        }
        need(run(all + "wait"), "pgbench failed");
        double slowest = 0; // without reading the script and connecting
        for (std::size_t i = 0; i < kiosks; ++i) slowest = std::max(slowest, 1 / tps_in(script(i) + ".out"));
        seconds += slowest;
    }
    const double each = 1e6 / static_cast<double>(records);
    return {static_cast<double>(records) / seconds, (cpu_seconds(RUSAGE_CHILDREN) - client) * each, 0,
            (server.cpu_seconds() - backend) * each};
}

Measured pgbench_made_up(const Postgres& server, std::uint64_t records) {
    const TemporaryFolder folder;
    const std::string script = (folder / "batch").string(), out = (folder / "out").string();
    std::ofstream(script) << made_up_batch();
    const double client = cpu_seconds(RUSAGE_CHILDREN), backend = server.cpu_seconds();
    need(run(server.program("pgbench") + " -n -M prepared" + to(server) + "-c " + std::to_string(kiosks) +
             " -j 2 -t " + std::to_string(records / 100 / kiosks) + " -f " + script + " postgres > " + out),
         "pgbench failed");
    const double each = 1e6 / static_cast<double>(records);
    return {100 * tps_in(out), (cpu_seconds(RUSAGE_CHILDREN) - client) * each, 0,
            (server.cpu_seconds() - backend) * each};
}

// Before each way: the hub's own table, empty, and nothing left to be written by those before.
void empty(const Postgres& server) {
    need(run(server.program("psql") + " -q" + to(server) + "-c 'TRUNCATE inbox' -c CHECKPOINT postgres"),
         "no empty table");
}

void say(const char* way, const Measured& measured) {
    std::printf("  %-34s %6.0f a second; us of the processors a record: %5.1f client, %5.1f hub, %5.1f "
                "PostgreSQL\n",
                way, measured.records_a_second, measured.client_us, measured.hub_us, measured.server_us);
}

double middle(std::array<double, rounds> values) {
    std::ranges::sort(values);
    return values[rounds / 2];
}

} // namespace

int main() {
    const std::uint64_t records =
        number_from("PLEDGE_HUB_BENCH_RECORDS", 100'000) / 100 / kiosks * 100 * kiosks;
    Work work;
    for (std::size_t i = 0; i < kiosks; ++i) work.push_back(prepare(1 + i * 100'000'000, records / kiosks));
    std::array<double, rounds> parts{}, parts_made_up{};
    long pss_kib = 0;
    for (std::size_t round = 0; round < rounds; ++round) {
        const Postgres server("-c max_wal_size=4GB");
        const TemporaryFolder folder;
        const std::string file = (folder / "hub.db").string();
        const auto sqlite = std::move(hub::open_sqlite_store(file)).value();
        const auto postgres = std::move(hub::open_libpq_store(server.url())).value();
        std::printf("round %zu of %llu records:\n", round + 1, static_cast<unsigned long long>(records));
        say("hub on SQLite", drain(work, file, *sqlite, nullptr, pss_kib));
        const Measured through_hub = drain(work, server.url(), *postgres, &server, pss_kib);
        say("hub on PostgreSQL", through_hub);
        empty(server);
        say("the hub's store alone", store_alone(work, server, records));
        empty(server);
        const Measured same = pgbench_same(work, server, records);
        say("pgbench, the same batches", same);
        empty(server);
        const Measured made_up = pgbench_made_up(server, records);
        say("pgbench, rows of the server's own", made_up);
        std::fflush(stdout);
        parts[round] = through_hub.records_a_second / same.records_a_second;
        parts_made_up[round] = through_hub.records_a_second / made_up.records_a_second;
    }
    const double part = middle(parts);
    std::printf(
        "middle: through the hub %.2f of pgbench with the same batches (at least 0.5), %.2f of pgbench "
        "whose rows no client sends; a hub's PSS at most %ld KiB\n",
        part, middle(parts_made_up), pss_kib);
    return part >= 0.5 ? 0 : 1;
}
