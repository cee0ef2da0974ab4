// A hub with a staff's page and a small fleet in every state, in a folder, for the tests of the page.
// For tests only.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "hub/passphrase.hpp"
#include "hub/site.hpp"
#include "hub/store_sqlite.hpp"
#include "support/sealed_entries.hpp"
#include "support/temporary_folder.hpp"
#include "upload/batch.hpp"

namespace kiosk {

constexpr std::string_view staff_passphrase = "seven paper lanterns & tea";

struct StaffedHub {
    static constexpr WallTime now{1'772'305'200'000}; // 2026-02-28T19:00:00Z
    TemporaryFolder folder;
    std::string path = (folder / "hub.db").string();
    std::unique_ptr<hub::Store> store = std::move(hub::open_sqlite_store(path)).value();
    std::unique_ptr<hub::StaffStore> staff = std::move(hub::open_sqlite_staff_store(path)).value();
    std::vector<std::string> log;

    StaffedHub() {
        const auto hash = hub::hash_passphrase(staff_passphrase);
        REQUIRE(hash.ok());
        REQUIRE(staff->put_staff("ana", *hash, now).ok());
    }
    [[nodiscard]] std::unique_ptr<hub::Site> site(bool secure = false) {
        auto made = std::make_unique<hub::Site>(hub::SiteOptions{secure, "0.1.0", [](WallTime) { return 0; }},
                                                std::move(hub::open_sqlite_store(path)).value(),
                                                std::move(hub::open_sqlite_staff_store(path)).value());
        made->set_log([this](const hub::LogLine& line) { log.push_back(line.object()); });
        return made;
    }
    // `count` pledges, made at `at` and arrived then.
    void add(const std::string& kiosk, std::uint64_t count, WallTime at) {
        while (count > 0) {
            std::vector<record::WireRecord> batch;
            for (; count > 0 && batch.size() < record::wire_records_max; --count) {
                // The ids of the whole fleet differ, each kiosk counts its own from 1.
                batch.push_back(upload::to_wire(sealed_entry_of(++made_)));
                batch.back().seq = ++seqs_[kiosk];
                batch.back().captured = at;
                batch.back().clock = ClockTrust::Synced;
            }
            REQUIRE(store->put_batch(kiosk, batch, at).ok());
        }
    }
    void beat(const std::string& kiosk, hub::Heartbeat beat, WallTime at) {
        REQUIRE(store->put_heartbeat(kiosk, beat, at).ok());
    }
    // An evening: five kiosks, the pledges of some hours.
    void fill() {
        const auto before = [](int minutes) {
            return WallTime{now.unix_ms - std::int64_t{minutes} * 60'000};
        };
        constexpr int hourly[] = {3, 9, 14, 31, 22, 40, 12};
        for (int hour = 0; hour < 7; ++hour) {
            add("hall-left", static_cast<std::uint64_t>(hourly[hour]), before(hour * 60 + 20));
            add("hall-right", static_cast<std::uint64_t>(hourly[6 - hour] / 2), before(hour * 60 + 25));
        }
        add("foyer", 12, before(26 * 60));
        add("foyer", 20, before(50 * 60));
        add("balcony", 5, before(200));
        beat("hall-left", {"0.1.0", "good", 131, 0, 0, 131, 0, 0}, before(2));
        beat("hall-right", {"0.1.0", "good", 66, 3, 0, 62, 0, 0}, before(1));
        beat("foyer", {"0.1.0", "good", 32, 0, 0, 0, 32, 0}, before(1500));
        beat("balcony", {"0.1.0", "good", 17, 12, 0, 5, 0, 0}, before(190));
        beat("door", {"0.1.0-rc", "good", 4, 0, 2, 0, 2, 1}, before(3));
        REQUIRE(store->put_token("stage", record::Sha256{9}, now).ok());
    }

  private:
    std::uint64_t made_ = 0;
    std::map<std::string, std::uint64_t> seqs_;
};

} // namespace kiosk
