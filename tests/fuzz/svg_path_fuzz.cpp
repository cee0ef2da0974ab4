// The outline of an icon. Oracle: a path has the points that its verbs ask for, and all of them are finite.
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/svg_path.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto path = kiosk::parse_svg_path({reinterpret_cast<const char*>(bytes), size});
    if (!path) return 0;
    std::size_t points = 0;
    for (const kiosk::Verb verb : path->verbs) {
        constexpr std::size_t points_of[] = {1, 1, 2, 3, 0};
        points += points_of[static_cast<std::size_t>(verb)];
    }
    if (points != path->points.size()) std::abort();
    for (const kiosk::Point& point : path->points)
        if (!std::isfinite(point.x) || !std::isfinite(point.y)) std::abort();
    return 0;
}
