// SVG path data ("M5 16H27A3 3 0 0 1 30 19Z") read into a Path. Called for icons, and by nobody on what a
// visitor typed. Reads every command of SVG 1.1; arcs become cubic curves. Bounded, and never guesses: bad
// data is an error.
#pragma once

#include <cstddef>
#include <string_view>

#include "base/path.hpp"
#include "base/result.hpp"

namespace kiosk {

// An icon has some dozens of points; more than this is no icon, and would be slow to stroke.
constexpr std::size_t svg_bytes_max = 8192;
constexpr std::size_t svg_verbs_max = 1024;

[[nodiscard]] Result<Path> parse_svg_path(std::string_view data);

} // namespace kiosk
