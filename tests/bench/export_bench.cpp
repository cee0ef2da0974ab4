// How fast a store becomes a verified bundle, beside SQLite's own shell, which writes the same rows as CSV
// and checks nothing. The folder is $KIOSK_BENCH_FOLDER, else the current one.
#include <cstdlib>
#include <string>

#include <benchmark/benchmark.h>

#include "bench/bench_support.hpp"
#include "handover/bundle.hpp"

using namespace kiosk;
using namespace kiosk::bench;

namespace {

constexpr std::uint64_t rows = 100'000;
constexpr std::size_t sealed_bytes = 1'300; // a usual sign-up to two keys

void export_bundle(benchmark::State& state) {
    const BenchFolder folder;
    fill(folder / "state", rows, sealed_bytes);
    auto box = std::move(outbox::SqliteOutbox::open({folder / "state", ""})).value();
    outbox::DirectAccess access(*box);
    for (auto ignored : state)
        check(handover::write_bundle(access, {folder / "", "hall", "spring", {}, "2026-02-28"}, {}).ok());
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(rows));
}

void sqlite3_csv(benchmark::State& state) {
    const BenchFolder folder;
    fill(folder / "state", rows, sealed_bytes);
    const std::string line = "sqlite3 -csv '" + (folder / "state/outbox.db").string() +
                             "' 'SELECT seq, hex(id), hex(sha), made_ms, hex(frame) FROM rec' > '" +
                             (folder / "rows.csv").string() + "'";
    for (auto ignored : state) check(std::system(line.c_str()) == 0);
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(rows));
}

} // namespace

BENCHMARK(export_bundle)->Iterations(1)->UseRealTime()->Unit(benchmark::kSecond);
BENCHMARK(sqlite3_csv)->Iterations(1)->UseRealTime()->Unit(benchmark::kSecond);

BENCHMARK_MAIN();
