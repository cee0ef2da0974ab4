// What a durable sign-up costs: beside bare SQLite with the same settings, which stores as many bytes under
// as unique an id in a transaction of their own, with as many rows of the same sizes before; beside SQLite
// without that id; beside fdatasync alone; with 0, 10,000 and 1,000,000 records in the store. The folder is
// $KIOSK_BENCH_FOLDER, else the current one: a folder in memory measures the program, one on a disk the disk
// too.
#include <cstdlib>
#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <unistd.h>

#include "bench/bench_support.hpp"

using namespace kiosk;
using namespace kiosk::bench;
using namespace kiosk::outbox;

namespace {

constexpr std::size_t sealed_bytes = 1'300;     // a usual sign-up to two keys
constexpr std::size_t small_sealed_bytes = 200; // of a million others

// What a record of the usual size is in the store: an id and a frame.
std::pair<record::Id, std::vector<std::uint8_t>> sample() {
    const Entry entry = entry_with_new_id(1, sealed_bytes);
    return {entry.id, write_frame(entry)};
}

// A large store is filled once, and every repetition appends to it.
const BenchFolder& folder_with(std::uint64_t rows) {
    static std::map<std::uint64_t, BenchFolder> folders;
    const auto [found, made] = folders.try_emplace(rows);
    if (made) fill(found->second / "state", rows, small_sealed_bytes);
    return found->second;
}

void append(benchmark::State& state) {
    const auto rows = static_cast<std::uint64_t>(state.range(0));
    const BenchFolder fresh;
    if (rows == 0) fill(fresh / "state", 0, small_sealed_bytes);
    const BenchFolder& folder = rows == 0 ? fresh : folder_with(rows);
    auto box = std::move(SqliteOutbox::open({folder / "state", ""})).value();
    std::uint64_t seq = box->next_seq().value();
    check(box->counts().ok());
    for (auto ignored : state) {
        state.PauseTiming();
        const Entry entry = entry_with_new_id(seq++, sealed_bytes);
        state.ResumeTiming();
        check(box->append(entry).ok());
        check(box->counts().ok()); // as the clerk asks after each
    }
    state.SetItemsProcessed(state.iterations());
}

// A database with the outbox's settings and one table.
outbox::Database bare(const std::filesystem::path& path, const char* table) {
    auto database = open_store(path.string(), "", Check::Skip, 0);
    check(database.ok() && database->run(table).ok());
    return std::move(*database);
}

constexpr const char* bare_table = "CREATE TABLE t(n INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, b BLOB)";
constexpr std::string_view bare_insert = "INSERT INTO t(id, b) VALUES(?, ?)";

// As many rows as the outbox has, of the same sizes, made in one transaction.
const BenchFolder& bare_folder_with(std::uint64_t rows) {
    static std::map<std::uint64_t, BenchFolder> folders;
    const auto [found, made] = folders.try_emplace(rows);
    if (!made) return found->second;
    auto database = bare(found->second / "bare.db", bare_table);
    check(database.run("PRAGMA cache_size = -500000").ok());
    auto transaction = Transaction::begin(database);
    auto insert = database.prepare(bare_insert);
    check(transaction.ok() && insert.ok());
    for (std::uint64_t seq = 1; seq <= rows; ++seq) {
        const Entry entry = entry_with_new_id(seq, small_sealed_bytes);
        const auto frame = write_frame(entry);
        insert->bind(1, std::span<const std::uint8_t>(entry.id.bytes));
        check(insert->bind(2, std::span<const std::uint8_t>(frame)).run().ok());
        insert->reset();
    }
    check(transaction->commit().ok());
    return found->second;
}

void bare_sqlite(benchmark::State& state) {
    const auto rows = static_cast<std::uint64_t>(state.range(0));
    const BenchFolder fresh;
    const BenchFolder& folder = rows == 0 ? fresh : bare_folder_with(rows);
    auto database = bare(folder / "bare.db", rows == 0 ? bare_table : "SELECT 1");
    auto insert = database.prepare(bare_insert);
    for (auto ignored : state) {
        state.PauseTiming();
        const auto [id, frame] = sample();
        state.ResumeTiming();
        insert->bind(1, std::span<const std::uint8_t>(id.bytes));
        check(insert->bind(2, std::span<const std::uint8_t>(frame)).run().ok());
        insert->reset();
    }
    state.SetItemsProcessed(state.iterations());
}

// The least that SQLite can do: no index, so nothing keeps a retry from being a second sign-up.
void bare_sqlite_without_id(benchmark::State& state) {
    const BenchFolder folder;
    auto database = bare(folder / "bare.db", "CREATE TABLE t(n INTEGER PRIMARY KEY, b BLOB)");
    auto insert = database.prepare("INSERT INTO t(b) VALUES(?)");
    for (auto ignored : state) {
        state.PauseTiming();
        const auto [id, frame] = sample();
        state.ResumeTiming();
        check(insert->bind(1, std::span<const std::uint8_t>(frame)).run().ok());
        insert->reset();
    }
    state.SetItemsProcessed(state.iterations());
}

void bare_fdatasync(benchmark::State& state) {
    const BenchFolder folder;
    const int file = open((folder / "file").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    const std::string page(4096, 'x');
    for (auto ignored : state) {
        check(write(file, page.data(), page.size()) == static_cast<ssize_t>(page.size()));
        check(fdatasync(file) == 0);
    }
    close(file);
    state.SetItemsProcessed(state.iterations());
}

} // namespace

BENCHMARK(append)->Arg(0)->Arg(10'000)->Arg(1'000'000)->Iterations(1'000)->UseRealTime()->Unit(
    benchmark::kMicrosecond);
BENCHMARK(bare_sqlite)
    ->Arg(0)
    ->Arg(10'000)
    ->Arg(1'000'000)
    ->Iterations(1'000)
    ->UseRealTime()
    ->Unit(benchmark::kMicrosecond);
BENCHMARK(bare_sqlite_without_id)->Iterations(1'000)->UseRealTime()->Unit(benchmark::kMicrosecond);
BENCHMARK(bare_fdatasync)->Iterations(1'000)->UseRealTime()->Unit(benchmark::kMicrosecond);

BENCHMARK_MAIN();
