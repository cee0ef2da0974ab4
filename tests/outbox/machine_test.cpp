// The store on a real kernel's real file system, whose power fails: `scripts/prove machine` starts an
// emulated machine that runs the first case until the emulator is killed, and the second over the disk that
// is left. A way of storing that is known to lose must lose there. KIOSK_MACHINE_FOLDER: the disk;
// KIOSK_MACHINE_SAID: what the machine had said before; KIOSK_MACHINE_CONTROL: the way that loses.
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <set>
#include <string>

#include <doctest/doctest.h>

#include "outbox/outbox_sqlite.hpp"
#include "outbox/statement_sqlite.hpp"
#include "support/entries.hpp"

using namespace kiosk;
using namespace kiosk::outbox;

namespace {

constexpr std::size_t usual_bytes = 700;

bool is_control() {
    const char* const control = std::getenv("KIOSK_MACHINE_CONTROL");
    return control != nullptr && *control != '\0';
}

void say(std::uint64_t seq) {
    std::printf("stored %llu\n", static_cast<unsigned long long>(seq));
    std::fflush(stdout);
}

// Takes sign-ups, marks every hundred as sent and shreds them, until the power fails.
void work(const std::filesystem::path& folder) {
    auto box = std::move(SqliteOutbox::open({folder / "state", ""})).value();
    REQUIRE(box->report().set_aside.empty());
    std::vector<record::Id> sent;
    for (;;) {
        const std::uint64_t seq = box->next_seq().value();
        REQUIRE(box->append(entry_of(seq, usual_bytes)).ok());
        say(seq);
        sent.push_back(id_of(seq));
        if (sent.size() < 100) continue;
        REQUIRE(box->mark_acked(sent, {1}).ok());
        REQUIRE(box->purge_acked({1}).ok());
        sent.clear();
    }
}

// As the web advises: a log that is synchronised now and then.
Database careless(const std::filesystem::path& folder) {
    auto database = std::move(Database::open((folder / "careless.db").string(), "")).value();
    REQUIRE(database.run("PRAGMA journal_mode = WAL").ok());
    REQUIRE(database.run("PRAGMA synchronous = NORMAL").ok());
    REQUIRE(database.run("CREATE TABLE IF NOT EXISTS t(n INTEGER PRIMARY KEY, b BLOB)").ok());
    return database;
}

void work_carelessly(const std::filesystem::path& folder) {
    auto database = careless(folder);
    auto seq = static_cast<std::uint64_t>(database.integer("SELECT ifnull(max(n), 0) FROM t").value());
    // A number is never said twice, as ours are not.
    for (seq += 1'000'000;; ++seq) {
        REQUIRE(database.run("INSERT INTO t VALUES(" + std::to_string(seq) + ", zeroblob(700))").ok());
        say(seq);
    }
}

} // namespace

TEST_CASE("machine: works until the power fails") {
    const char* folder = std::getenv("KIOSK_MACHINE_FOLDER");
    if (folder == nullptr || std::getenv("KIOSK_MACHINE_SAID") != nullptr) return;
    if (is_control()) work_carelessly(folder);
    work(folder);
}

TEST_CASE("machine: what it said was stored is there") {
    const char* const folder = std::getenv("KIOSK_MACHINE_FOLDER");
    const char* const said = std::getenv("KIOSK_MACHINE_SAID");
    if (folder == nullptr || said == nullptr) return;
    std::set<std::uint64_t> stored;
    std::ifstream in(said);
    for (std::string line; std::getline(in, line);)
        if (line.starts_with("stored ") && line.ends_with("\r"))
            stored.insert(std::strtoull(line.c_str() + 7, nullptr, 10));
    std::uint64_t lost = 0;
    if (is_control()) {
        auto database = careless(folder);
        for (const std::uint64_t seq : stored)
            if (database.integer("SELECT count(*) FROM t WHERE n = " + std::to_string(seq)).value() == 0)
                ++lost;
        std::cout << "the careless way: said " << stored.size() << ", lost " << lost << "\n";
        return;
    }
    auto opened = SqliteOutbox::open({std::filesystem::path(folder) / "state", ""});
    REQUIRE_MESSAGE(opened.ok(), opened.error().message);
    SqliteOutbox& box = **opened;
    CHECK(box.report().set_aside.empty());
    for (const std::uint64_t seq : stored) {
        const auto found = box.find(id_of(seq));
        REQUIRE(found.ok());
        const bool there = *found && (*found)->entry.sha == entry_of(seq, usual_bytes).sha;
        lost += there ? 0 : 1;
    }
    const auto counts = box.counts();
    REQUIRE(counts.ok());
    CHECK(counts->balanced());
    CHECK(lost == 0);
    std::cout << "said " << stored.size() << ", accepted " << counts->accepted << ", lost " << lost << "\n";
}
