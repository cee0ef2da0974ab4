// What the staff's page tells, as data: each kiosk's state in words, sums, and the plot's counts. Pure: made
// from rows of the store and the time; written as HTML by page.hpp. Called by site.hpp and tests.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "hub/store.hpp"

namespace kiosk::hub {

enum class Condition : std::uint8_t {
    Look, // somebody should look at it
    Fine, // heard from, nothing wrong
    New,  // has a token and was never heard from
    Off,  // not heard from for a while, and nothing waited on it
};

struct KioskLine {
    KioskRow row;
    Condition condition = Condition::New;
    std::string words; // "In order", "Not heard from for 3 hours; 12 pledges wait on it"
    std::string seen;  // "4 minutes ago", "never"
};

struct Overview {
    WallTime at; // when it was true
    Totals totals;
    std::uint64_t waiting = 0, quarantined = 0, missing = 0; // of all kiosks, as they last said
    std::size_t heard = 0, look = 0;                         // kiosks
    std::vector<KioskLine> kiosks;                           // those to look at first, then by name
};

// A kiosk speaks every ten minutes; twice unheard is silence.
constexpr Duration silence_after = seconds(25 * 60);

[[nodiscard]] Overview overview_of(std::span<const KioskRow> rows, const Totals& totals, WallTime now);

// "just now", "4 minutes ago", "3 hours ago", "2 days ago".
[[nodiscard]] std::string ago(WallTime then, WallTime now);
// "1 pledge", "12 pledges"; thousands with a comma.
[[nodiscard]] std::string counted(std::uint64_t count, std::string_view one, std::string_view many);
[[nodiscard]] std::string grouped(std::uint64_t count); // 1,234,567

} // namespace kiosk::hub
