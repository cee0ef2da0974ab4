#include "motion/easing.hpp"

#include <cmath>

namespace kiosk::motion {

namespace {

// One coordinate of the curve at parameter `u`, for control values `a` and `b` between 0 and 1.
float bezier(float a, float b, float u) {
    const float v = 1 - u;
    return 3 * v * v * u * a + 3 * v * u * u * b + u * u * u;
}

float slope(float a, float b, float u) {
    const float v = 1 - u;
    return 3 * v * v * a + 6 * v * u * (b - a) + 3 * u * u * (1 - b);
}

// The parameter at which x is `t`: Newton first, and halving where the slope is too flat for it.
float solve(float x1, float x2, float t) {
    constexpr float close_enough = 1e-5F;
    constexpr float slope_min = 1e-4F;
    constexpr int newton_steps_max = 8;
    constexpr int halvings_max = 24; // as fine as a float between 0 and 1
    float u = t;
    for (int step = 0; step < newton_steps_max; ++step) {
        const float away = bezier(x1, x2, u) - t;
        if (std::fabs(away) < close_enough) return u;
        const float rise = slope(x1, x2, u);
        if (rise < slope_min) break;
        u -= away / rise;
        if (u < 0 || u > 1) break;
    }
    float low = 0, high = 1;
    for (int step = 0; step < halvings_max; ++step) {
        u = (low + high) / 2;
        (bezier(x1, x2, u) < t ? low : high) = u;
    }
    return (low + high) / 2;
}

} // namespace

float CubicBezier::at(float t) const {
    if (!(t > 0)) return 0; // and for a time that is no number
    if (t >= 1) return 1;
    return bezier(y1, y2, solve(x1, x2, t));
}

CubicBezier curve(Ease ease) {
    switch (ease) {
    case Ease::Linear: return {0, 0, 1, 1};
    case Ease::Enter: return {0.16F, 1, 0.3F, 1};
    case Ease::Exit: return {0.5F, 0, 0.75F, 0};
    case Ease::Move: return {0.65F, 0, 0.35F, 1};
    case Ease::Draw: return {0.33F, 0, 0.15F, 1};
    case Ease::Settle: return {0.34F, 1.26F, 0.64F, 1};
    }
    return {0, 0, 1, 1};
}

float eased(Ease ease, float t) {
    if (ease == Ease::Linear) return t > 0 ? (t < 1 ? t : 1) : 0;
    return curve(ease).at(t);
}

} // namespace kiosk::motion
