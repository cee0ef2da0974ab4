#include "scene/reach.hpp"

#include <algorithm>
#include <cmath>

namespace kiosk::scene {

namespace {
constexpr float step_px = 8;
constexpr float foot_landscape_px = 36, foot_upright_px = 24; // free below the lowest control
constexpr float most_landscape_px = 240, most_upright_px = 320;
} // namespace

float pixel_mm(const deck::ScreenSettings& screen, Orientation orientation) {
    const bool upright = orientation == Orientation::Portrait;
    const auto shorter = static_cast<float>(std::min(screen.width_mm, screen.height_mm));
    const auto longer = static_cast<float>(std::max(screen.width_mm, screen.height_mm));
    const Size size = canvas(orientation);
    const float mm =
        std::min((upright ? shorter : longer) / size.width, (upright ? longer : shorter) / size.height);
    return std::max(0.0F, mm);
}

float lift_px(const deck::ScreenSettings& screen, Orientation orientation) {
    const float mm = pixel_mm(screen, orientation);
    const float low_by_mm = reach_low_mm - static_cast<float>(screen.lower_edge_mm);
    if (mm <= 0 || low_by_mm <= 0) return 0;
    const bool upright = orientation == Orientation::Portrait;
    const float needed = low_by_mm / mm - (upright ? foot_upright_px : foot_landscape_px);
    return std::clamp(std::ceil(needed / step_px) * step_px, 0.0F,
                      upright ? most_upright_px : most_landscape_px);
}

} // namespace kiosk::scene
