// A store that is damaged, at the start or under a running kiosk: set aside, carved, and sign-ups are taken
// again at once. KIOSK_DAMAGES sets how many seeded damages; KIOSK_SEED which.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <random>
#include <string>

#include <doctest/doctest.h>

#include "outbox/frame.hpp"
#include "outbox/opened.hpp"
#include "outbox/outbox_sqlite.hpp"
#include "outbox/power_cut_sqlite.hpp"
#include "support/entries.hpp"
#include "support/file_bytes.hpp"
#include "support/number_from.hpp"
#include "support/sanitized.hpp"
#include "support/temporary_folder.hpp"

using namespace kiosk;
using namespace kiosk::outbox;

namespace {

double seconds_of(const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

constexpr std::size_t page = 16'384;
constexpr double again_within_seconds = sanitized ? 10 : 2;

// One of the ways in which disks and people break a file.
void damage(std::vector<std::uint8_t>& bytes, std::mt19937_64& random) {
    const std::size_t pages = bytes.size() / page;
    const auto at_page = [&](std::size_t number) {
        return bytes.begin() + static_cast<std::ptrdiff_t>(number * page);
    };
    switch (random() % 6) {
    case 0: // bits flip
        for (std::uint64_t i = 1 + random() % 20; i > 0; --i) {
            auto& byte = bytes[random() % bytes.size()];
            byte = static_cast<std::uint8_t>(byte ^ (1U << (random() % 8)));
        }
        break;
    case 1: std::fill_n(at_page(random() % pages), page, std::uint8_t{0}); break;
    case 2: // the header
        for (std::size_t i = 0; i < 100; ++i) bytes[i] = static_cast<std::uint8_t>(random());
        break;
    case 3: bytes.resize(random() % bytes.size()); break;
    case 4: {
        const auto one = at_page(random() % (pages - 1));
        std::swap_ranges(one, one + static_cast<std::ptrdiff_t>(page), at_page(pages - 1));
        break;
    }
    default: // another program's file
        bytes.assign(1 + random() % 50'000, 'x');
        break;
    }
}

} // namespace

TEST_CASE(
    "after any damage, and there are many kinds, the store opens, takes sign-ups, and kept what was whole") {
    const std::uint64_t seed = number_from("KIOSK_SEED", 1), damages = number_from("KIOSK_DAMAGES", 60);
    constexpr std::uint64_t records = 25;
    const TemporaryFolder folder;
    {
        auto outbox = opened(folder);
        for (std::uint64_t seq = 1; seq <= records; ++seq) REQUIRE(outbox->append(entry_of(seq, 3'000)).ok());
    }
    const auto whole = read_bytes(folder / "state/outbox.db");
    std::uint64_t readable = 0, kept = 0, refused = 0;
    double slowest = 0;
    for (std::uint64_t i = 0; i < damages; ++i) {
        CAPTURE(seed + i);
        std::mt19937_64 random(seed + i);
        auto bytes = whole;
        damage(bytes, random);
        std::filesystem::remove_all(folder / "state");
        std::filesystem::create_directory(folder / "state");
        write_bytes(folder / "state/outbox.db", bytes);
        std::uint64_t left = 0; // whole frames that any means could still find
        REQUIRE(carve(folder / "state/outbox.db", [&](const Entry&) { return ++left, true; }).ok());
        slowest = std::max(slowest, seconds_of([&] {
                               auto outbox = opened(folder);
                               // What the check at the start does not see comes up at the latest here.
                               for (int tries = 0; tries < 4; ++tries) {
                                   const auto next = outbox->next_seq();
                                   if (!next) continue;
                                   Entry entry = entry_of(*next + 5'000);
                                   entry.seq = *next;
                                   if (outbox->append(entry)) break;
                                   ++refused;
                               }
                               const auto counts = outbox->counts();
                               REQUIRE_MESSAGE(counts.ok(), counts.error().message);
                               CHECK(counts->balanced());
                               const auto page_of = outbox->page_after(0, 100);
                               REQUIRE(page_of.ok());
                               std::uint64_t here = 0, fresh = 0;
                               for (const Stored& stored : *page_of) {
                                   if (stored.entry.sealed.empty()) continue;
                                   if (stored.entry.id == id_of(stored.entry.seq))
                                       ++here;
                                   else
                                       ++fresh;
                               }
                               CHECK(fresh == 1);
                               readable += left;
                               kept += std::min(here, left);
                           }));
    }
    std::cout << "damages " << damages << ", seed " << seed << ": " << kept << " of " << readable
              << " whole records kept, slowest " << slowest << " s, " << refused
              << " sign-ups asked to try again\n";
    CHECK(kept * 100 >= readable * 99);
    CHECK(slowest < again_within_seconds);
}

TEST_CASE("a store that breaks under a running kiosk is set aside, and sign-ups are taken again within two "
          "seconds") {
    const TemporaryFolder folder;
    auto outbox = opened(folder);
    constexpr std::uint64_t records = 300; // more than SQLite keeps in memory, so that it must read
    for (std::uint64_t seq = 1; seq <= records; ++seq) REQUIRE(outbox->append(entry_of(seq, 12'000)).ok());
    {
        std::fstream file(folder / "state/outbox.db", std::ios::in | std::ios::out | std::ios::binary);
        const std::string rubbish(page, '\x5a');
        for (int number = 3; number < 300; number += 2) {
            file.seekp(static_cast<std::streamoff>(number) * static_cast<std::streamoff>(page));
            file.write(rubbish.data(), static_cast<std::streamsize>(rubbish.size()));
        }
    }
    bool stored = false;
    const double taken = seconds_of([&] {
        for (std::uint64_t seq = 1; seq <= records && outbox->find(id_of(seq)).ok(); ++seq) {
        }
        for (int tries = 0; tries < 3 && !stored; ++tries) {
            const auto next = outbox->next_seq();
            if (next) stored = outbox->append(entry_of(*next)).ok();
        }
    });
    CHECK(stored);
    CHECK(taken < again_within_seconds);
    CHECK_FALSE(outbox->report().set_aside.empty());
    CHECK(outbox->report().carved > 100);
    CHECK(outbox->note().find("set aside") != std::string::npos);
    CHECK(outbox->counts()->balanced());
}

TEST_CASE(
    "a large damaged store is carved in parts while the new one works, across a restart, each record once") {
    const TemporaryFolder folder;
    constexpr std::uint64_t records = 6'500; // 75 MiB: more than is carved before the start
    std::filesystem::create_directory(folder / "state");
    {
        std::ofstream file(folder / "state/outbox.db", std::ios::binary);
        file << "what was a header";
        for (std::uint64_t seq = 1; seq <= records; ++seq) {
            const auto frame = write_frame(entry_of(seq, 12'000));
            file.write(reinterpret_cast<const char*>(frame.data()),
                       static_cast<std::streamsize>(frame.size()));
        }
    }
    {
        auto outbox = opened(folder);
        CHECK(outbox->report().carving);
        CHECK(outbox->report().carved > 1'000);
        CHECK(outbox->report().carved < records);
        CHECK(outbox->note().find("follows by itself") != std::string::npos);
        REQUIRE(outbox->append(entry_of(*outbox->next_seq())).ok());
    }
    auto outbox = opened(folder);
    CHECK(outbox->note().find("set aside") != std::string::npos);
    for (int i = 0; i < 40 && outbox->report().carving; ++i) REQUIRE(outbox->counts().ok());
    CHECK_FALSE(outbox->report().carving);
    CHECK(outbox->counts()->accepted == records + 1);
    CHECK(outbox->counts()->balanced());
    CHECK(outbox->report().broken_frames == 0);
}

TEST_CASE("a disk on which each new store is broken at once is told after a few files, and fills no folder") {
    const TemporaryFolder folder;
    PowerCutDisk disk("rubbish"); // its files stay where they are when they are set aside: broken for ever
    auto opened = SqliteOutbox::open({folder / "state", disk.name()});
    REQUIRE(opened.ok());
    REQUIRE((*opened)->append(entry_of(1)).ok());
    disk.cut_after(0);
    CHECK_FALSE((*opened)->append(entry_of(2)).ok());
    std::mt19937_64 random(1);
    disk.come_back(random);
    auto* file = disk.find((folder / "state/outbox.db").string());
    REQUIRE(file != nullptr);
    file->live.assign(40'000, 'x');
    std::string said;
    for (int i = 0; i < 20; ++i) {
        const auto appended = (*opened)->append(entry_of(2));
        REQUIRE_FALSE(appended.ok());
        said = appended.error().message;
    }
    CHECK(said.find("another machine or disk") != std::string::npos);
    std::size_t aside = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder / "state"))
        if (entry.path().filename().string().starts_with("outbox.db.damaged-")) ++aside;
    CHECK(aside >= 1);
    CHECK(aside <= 3);
}
