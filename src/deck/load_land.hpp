// The land of the map as dots, from the text of assets/map/*.csv. Called by load_assets() with the bytes of
// the file; projecting the dots is scene/'s. Opens no file.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace kiosk::deck {

// A place in degrees; east and north are positive.
struct LandPoint {
    float longitude = 0, latitude = 0;
    bool operator==(const LandPoint&) const = default;
};

// Three times what the map has: more would be slower to draw, and no finer to see at the distance of a
// visitor.
constexpr std::size_t land_points_max = 4000;

// Lines of "longitude,latitude" under that very heading; lines that start with '#' are skipped. `name` is for
// the message, which names the line.
Result<std::vector<LandPoint>> load_land(std::string_view csv, std::string_view name);

} // namespace kiosk::deck
