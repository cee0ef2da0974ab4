// Places of the earth on the canvas, by the Equal Earth projection: land keeps its area, so that no country
// looks larger than it is. Called by the map; pure.
#pragma once

#include <cmath>

#include "base/geometry.hpp"

namespace kiosk::scene {

// Formula and constants: B. Savric, T. Patterson, B. Jenny, "The Equal Earth map projection", International
// Journal of Geographical Information Science 33 (2019), equations 9 and 10.
struct EqualEarth {
    double central_meridian = 0; // degrees
    double scale_px = 1;         // the radius of the sphere
    Point centre;                // where the central meridian crosses the equator

    // Degrees, east and north positive. A longitude wraps to within half a turn of the central meridian.
    [[nodiscard]] Point place(double longitude, double latitude) const {
        constexpr double a1 = 1.340264, a2 = -0.081106, a3 = 0.000893, a4 = 0.003796;
        constexpr double pi = 3.14159265358979323846, m = 0.86602540378443864676; // m: half the root of 3
        const double turns = (longitude - central_meridian) / 360;
        const double lambda = (turns - std::floor(turns + 0.5)) * 2 * pi;
        const double theta = std::asin(m * std::sin(latitude * pi / 180));
        const double t2 = theta * theta, t6 = t2 * t2 * t2;
        const double x = lambda * std::cos(theta) / (m * (a1 + 3 * a2 * t2 + t6 * (7 * a3 + 9 * a4 * t2)));
        const double y = theta * (a1 + a2 * t2 + t6 * (a3 + a4 * t2));
        return {centre.x + static_cast<float>(scale_px * x), centre.y - static_cast<float>(scale_px * y)};
    }
};

} // namespace kiosk::scene
