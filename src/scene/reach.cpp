#include "scene/reach.hpp"

#include <algorithm>

namespace kiosk::scene {

namespace {

// Sizes in whole millimetres and rows in whole pixels: nobody feels less.
constexpr float tolerance_mm = 0.5F;

float shown_height_mm(const deck::ScreenSettings& screen, Orientation orientation) {
    const auto longer = static_cast<float>(std::max(screen.width_mm, screen.height_mm));
    const auto shorter = static_cast<float>(std::min(screen.width_mm, screen.height_mm));
    return orientation == Orientation::Portrait ? longer : shorter;
}

} // namespace

PanelMeasures measure_panel(const deck::ScreenSettings& screen, Orientation orientation) {
    const Size size = canvas(orientation);
    PanelMeasures out;
    out.px_per_mm = size.height / shown_height_mm(screen, orientation);
    const auto edge_mm = static_cast<float>(screen.lower_edge_mm);
    const auto row_at = [&](float above_floor_mm) {
        return std::clamp(size.height - (above_floor_mm - edge_mm) * out.px_per_mm, 0.0F, size.height);
    };
    out.reach_top_px = row_at(reach_high_mm);
    out.reach_bottom_px = row_at(reach_low_mm);
    return out;
}

float PanelMeasures::height_mm(float y_px, const deck::ScreenSettings& screen, Orientation turned) const {
    return static_cast<float>(screen.lower_edge_mm) + (canvas(turned).height - y_px) / px_per_mm;
}

std::vector<ReachFinding> check_reach(const HitMap& hits, const deck::ScreenSettings& screen,
                                      Orientation orientation) {
    const PanelMeasures panel = measure_panel(screen, orientation);
    std::vector<ReachFinding> findings;
    for (const auto& target : hits.targets()) {
        const ControlKind kind = target.control.kind;
        if (kind == ControlKind::Slide || kind == ControlKind::CharityName) continue;
        const float middle_mm = panel.height_mm(target.rect.centre().y, screen, orientation);
        if (middle_mm > reach_high_mm + tolerance_mm)
            findings.push_back({target.control, ReachFault::TooHigh, middle_mm});
        if (middle_mm < reach_low_mm - tolerance_mm)
            findings.push_back({target.control, ReachFault::TooLow, middle_mm});
        const float side_mm = std::min(target.rect.width, target.rect.height) / panel.px_per_mm;
        if (side_mm < target_least_mm - tolerance_mm)
            findings.push_back({target.control, ReachFault::TooSmall, side_mm});
    }
    return findings;
}

} // namespace kiosk::scene
