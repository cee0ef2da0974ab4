#include "scene/axis_ticks.hpp"

#include <algorithm>
#include <cmath>

namespace kiosk::scene {

AxisTicks axis_ticks(double least, double most, bool from_zero) {
    constexpr double intervals_least = 2, intervals_most = 5, near_zero = 0.6;
    constexpr double of_step = -0.12; // larger steps are worth a little room
    constexpr double close = 1e-9;
    constexpr double steps[] = {1, 2, 2.5, 5};
    if (from_zero || (least > 0 && least < near_zero * most)) least = std::min(least, 0.0);
    if (from_zero || (most < 0 && most > near_zero * least)) most = std::max(most, 0.0);
    if (most <= least) most = least + std::max(1.0, std::fabs(least) / 2);
    // Of all steps that make two to five intervals, the one that leaves the least room over.
    const double span = most - least;
    double step = 0, spare = 0;
    for (double power = std::pow(10, std::floor(std::log10(span / intervals_most))); power <= span;
         power *= 10)
        for (const double one : steps) {
            const double tried = one * power;
            const double intervals = std::ceil(most / tried - close) - std::floor(least / tried + close);
            if (intervals < intervals_least || intervals > intervals_most) continue;
            const double over = intervals * tried - span + tried * of_step;
            if (step > 0 && over >= spare) continue;
            step = tried, spare = over;
        }
    if (step <= 0) step = span;
    AxisTicks out;
    const double first = std::floor(least / step + close), last = std::ceil(most / step - close);
    for (double n = first; n <= last; ++n) out.at.push_back(n * step);
    // 2.5 needs one place more than its power.
    const int places = static_cast<int>(std::floor(std::log10(step) + 1e-9));
    const bool half = std::fabs(step / std::pow(10, places) - 2.5) < 1e-6;
    out.decimals = std::max(0, -places + (half ? 1 : 0));
    return out;
}

} // namespace kiosk::scene
