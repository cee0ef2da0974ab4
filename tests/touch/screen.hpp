// The real screen that tests/support/touchscreen has started around this program: its fingers and its pixels.
// For the cases of tests/touch whose names begin with "inside".
#pragma once

#include <array>
#include <string>

#include "base/geometry.hpp"

namespace kiosk::test {

[[nodiscard]] bool can_start_a_screen();
constexpr char why_no_screen[] =
    "not run: a touchscreen needs root, xserver-xorg-core, xserver-xorg-video-dummy and imagemagick";
// Runs one case of this very program on a new screen of that size; its exit status. `environment`: NAME=VALUE
// for it.
[[nodiscard]] int run_on_screen(PixelSize size, const std::string& test_case, const std::string& environment);

// Asks the touch panel for one verb with its numbers, and waits until it is done; empty, or what went wrong.
[[nodiscard]] std::string ask_panel(const std::string& verb, const std::string& numbers);
[[nodiscard]] std::string tap(Point at);
// Red, green and blue of one pixel as the X server shows it.
[[nodiscard]] std::array<int, 3> pixel(int x, int y);

} // namespace kiosk::test
