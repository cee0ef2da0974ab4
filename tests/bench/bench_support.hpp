// What the benchmarks of the store share: a folder where $KIOSK_BENCH_FOLDER says, and rows in numbers that
// appending one by one would take an hour for.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>

#include "outbox/frame.hpp"
#include "outbox/outbox_sqlite.hpp"
#include "outbox/schema_sqlite.hpp"
#include "support/entries.hpp"

namespace kiosk::bench {

class BenchFolder {
  public:
    BenchFolder() {
        const char* base = std::getenv("KIOSK_BENCH_FOLDER");
        path_ = std::string(base != nullptr ? base : ".") + "/bench-XXXXXX";
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

inline void check(bool good) {
    if (!good) std::abort();
}

inline outbox::Entry entry_with_new_id(std::uint64_t seq, std::size_t sealed_bytes) {
    outbox::Entry entry = entry_of(seq, sealed_bytes);
    entry.id = record::make_id(); // as they come: all over the index
    return entry;
}

// A store with so many acked rows, made in one transaction.
inline void fill(const std::filesystem::path& folder, std::uint64_t rows, std::size_t sealed_bytes) {
    using Bytes = std::span<const std::uint8_t>;
    check(outbox::SqliteOutbox::open({folder, ""}).ok());
    auto database = outbox::open_store((folder / "outbox.db").string(), "", outbox::Check::Skip, 0);
    check(database.ok());
    check(database->run("PRAGMA cache_size = -500000").ok());
    auto transaction = outbox::Transaction::begin(*database);
    auto rec =
        database->prepare("INSERT INTO rec(seq, id, frame, sha, made_ms, ahead) VALUES(?, ?, ?, ?, 0, 0)");
    auto st = database->prepare("INSERT INTO st(seq, state, made_ms, acked_ms) VALUES(?, 1, 0, 0)");
    check(transaction.ok() && rec.ok() && st.ok());
    for (std::uint64_t seq = 1; seq <= rows; ++seq) {
        const outbox::Entry entry = entry_with_new_id(seq, sealed_bytes);
        const auto frame = outbox::write_frame(entry);
        const auto number = static_cast<std::int64_t>(seq);
        rec->bind(1, number).bind(2, Bytes(entry.id.bytes)).bind(3, Bytes(frame)).bind(4, Bytes(entry.sha));
        check(rec->run().ok() && st->bind(1, number).run().ok());
        rec->reset();
        st->reset();
    }
    check(database->run("UPDATE meta SET v = " + std::to_string(rows) + " WHERE k = 'accepted'").ok());
    check(transaction->commit().ok());
}

} // namespace kiosk::bench
