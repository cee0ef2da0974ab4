// Pledges an hour as bars: inline SVG that fills its box at any width, with its figures in words and as a
// table for those who do not see it. Pure. Called by page.hpp. Makes no script and no style attribute, which
// the page's policy would refuse.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/time.hpp"

namespace kiosk::hub {

enum class Span : std::uint8_t { Day, Week };

struct Plot {
    Span span = Span::Day;
    WallTime from;                     // the start of the first hour
    std::vector<std::uint64_t> counts; // one an hour; 24 or 168
    int utc_offset_s = 0;              // of the hub's own time zone
};

// Where the plot begins: 23 hours before this one, or the midnight six days ago, by the hub's own time zone.
[[nodiscard]] WallTime plot_start(Span span, WallTime now, int utc_offset_s);
[[nodiscard]] constexpr std::size_t plot_hours(Span span) {
    return span == Span::Day ? 24 : 168;
}

// The smallest of 4, 10, 20, 30, 40, 60, 80, 100, 200, 300... that is not less: so that a half is whole too.
[[nodiscard]] std::uint64_t plot_top(std::uint64_t largest);

// "<figure>...</figure>".
[[nodiscard]] std::string plot_html(const Plot& plot);

} // namespace kiosk::hub
