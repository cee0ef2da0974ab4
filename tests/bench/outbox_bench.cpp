// What a durable sign-up costs: beside bare SQLite with the same settings and one row a transaction, beside
// fdatasync alone, and with 0, 10,000 and 1,000,000 records in the store. The folder is $KIOSK_BENCH_FOLDER,
// else the current one: a folder in memory measures the program, one on a disk the disk too.
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <unistd.h>

#include "outbox/frame.hpp"
#include "outbox/outbox_sqlite.hpp"
#include "outbox/schema_sqlite.hpp"
#include "support/entries.hpp"

using namespace kiosk;
using namespace kiosk::outbox;

namespace {

constexpr std::size_t sealed_bytes = 1'300; // a usual sign-up to two keys

class BenchFolder {
  public:
    BenchFolder() {
        const char* base = std::getenv("KIOSK_BENCH_FOLDER");
        path_ = std::string(base != nullptr ? base : ".") + "/outbox-bench-XXXXXX";
        if (mkdtemp(path_.data()) == nullptr) std::abort();
    }
    ~BenchFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    BenchFolder(const BenchFolder&) = delete;
    BenchFolder& operator=(const BenchFolder&) = delete;
    [[nodiscard]] std::filesystem::path operator/(const std::string& name) const {
        return std::filesystem::path(path_) / name;
    }

  private:
    std::string path_;
};

void check(bool good) {
    if (!good) std::abort();
}

// Rows as append() makes them, in one transaction: a million one by one would take an hour.
void fill(const std::filesystem::path& folder, std::uint64_t rows) {
    check(SqliteOutbox::open({folder, ""}).ok());
    auto database = open_store((folder / "outbox.db").string(), "", Check::Skip, 0);
    check(database.ok());
    auto transaction = Transaction::begin(*database);
    auto rec = database->prepare("INSERT INTO rec(seq, id, frame, sha) VALUES(?, ?, ?, ?)");
    auto st = database->prepare("INSERT INTO st(seq, state, made_ms, sealed_bytes) VALUES(?, 1, 0, 0)");
    check(transaction.ok() && rec.ok() && st.ok());
    for (std::uint64_t seq = 1; seq <= rows; ++seq) {
        const Entry entry = entry_of(seq, 200);
        const auto frame = write_frame(entry);
        const auto number = static_cast<std::int64_t>(seq);
        rec->bind(1, number).bind(2, std::span<const std::uint8_t>(entry.id.bytes));
        rec->bind(3, std::span<const std::uint8_t>(frame)).bind(4, std::span<const std::uint8_t>(entry.sha));
        check(rec->run().ok() && st->bind(1, number).run().ok());
        rec->reset();
        st->reset();
    }
    check(database->run("UPDATE meta SET v = " + std::to_string(rows) + " WHERE k = 'accepted'").ok());
    check(transaction->commit().ok());
}

void append(benchmark::State& state) {
    const BenchFolder folder;
    fill(folder / "state", static_cast<std::uint64_t>(state.range(0)));
    auto box = std::move(SqliteOutbox::open({folder / "state", ""})).value();
    std::uint64_t seq = box->next_seq().value();
    check(box->counts().ok());
    for (auto ignored : state) {
        state.PauseTiming();
        const Entry entry = entry_of(seq++, sealed_bytes);
        state.ResumeTiming();
        check(box->append(entry).ok());
        check(box->counts().ok()); // as the clerk asks after each
    }
    state.SetItemsProcessed(state.iterations());
}

void bare_sqlite(benchmark::State& state) {
    const BenchFolder folder;
    auto database = open_store((folder / "bare.db").string(), "", Check::Skip, 0); // the same settings
    check(database.ok());
    check(database->run("CREATE TABLE t(n INTEGER PRIMARY KEY, id BLOB UNIQUE, b BLOB)").ok());
    std::uint64_t seq = 0;
    for (auto ignored : state) {
        state.PauseTiming();
        const Entry entry = entry_of(++seq, sealed_bytes);
        state.ResumeTiming();
        auto insert = database->prepare("INSERT INTO t(id, b) VALUES(?, ?)");
        insert->bind(1, std::span<const std::uint8_t>(entry.id.bytes));
        check(insert->bind(2, std::span<const std::uint8_t>(entry.sealed)).run().ok());
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

BENCHMARK(append)->Arg(0)->Arg(10'000)->Arg(1'000'000)->Iterations(1'500)->UseRealTime()->Unit(
    benchmark::kMillisecond);
BENCHMARK(bare_sqlite)->Iterations(1'500)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(bare_fdatasync)->Iterations(1'500)->UseRealTime()->Unit(benchmark::kMillisecond);

BENCHMARK_MAIN();
