// The spiral of the lights: how the seeds of a sunflower stand, each with the same room. For the slide of
// hope and the thank-you.
#pragma once

#include <cmath>

#include "base/geometry.hpp"

namespace kiosk::scene {

// Light n stands at R = spacing * sqrt(n + 1/2), angle n * the golden angle (H. Vogel, "A better way to
// construct the sunflower head", 1979), counted from 3 o'clock. `turn` is in radians, for all alike.
struct Spiral {
    Point centre;
    float spacing_px = 1;

    [[nodiscard]] float distance_of(int n) const {
        return spacing_px * std::sqrt(static_cast<float>(n) + 0.5F);
    }
    [[nodiscard]] Point place(int n, float turn = 0) const {
        constexpr double golden_angle = 137.508 * 3.14159265358979323846 / 180;
        const double angle = n * golden_angle + static_cast<double>(turn);
        const float distance = distance_of(n);
        return {centre.x + distance * static_cast<float>(std::cos(angle)),
                centre.y + distance * static_cast<float>(std::sin(angle))};
    }
};

} // namespace kiosk::scene
