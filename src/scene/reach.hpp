// Where hands can reach, and how large a finger's target must be, on the panel as it stands in the hall: from
// its true size and the height of its lower edge above the floor. Used by app/reach_check.hpp and by tests.
// Knows lengths only, no layouts; draws nothing.
#pragma once

#include <string>
#include <vector>

#include "deck/settings.hpp"
#include "scene/context.hpp"
#include "scene/control.hpp"

namespace kiosk::scene {

// Millimetres above the floor: ADA 308 and EN 301 549 clause 8. Targets: 22 mm square, as the design has it.
constexpr float reach_low_mm = 380, reach_high_mm = 1220, target_least_mm = 22;

// Of a picture that fills a panel, in design pixels. A panel that is turned has its longer side upright,
// however the settings name its sides.
struct PanelMeasures {
    float px_per_mm = 0;
    float reach_top_px = 0;    // no control above this row
    float reach_bottom_px = 0; // nor below this one
    [[nodiscard]] float height_mm(float y_px, const deck::ScreenSettings& screen, Orientation turned) const;
};
[[nodiscard]] PanelMeasures measure_panel(const deck::ScreenSettings& screen, Orientation orientation);

enum class ReachFault : std::uint8_t { TooHigh, TooLow, TooSmall };
struct ReachFinding {
    Control control;
    ReachFault fault = ReachFault::TooHigh;
    float found_mm = 0; // the height of the control's middle above the floor, or its shorter side
};
// What of these targets a seated or short visitor does not reach, or anybody misses. The bare slide and the
// charity's name, which is for staff, are left out.
[[nodiscard]] std::vector<ReachFinding> check_reach(const HitMap& hits, const deck::ScreenSettings& screen,
                                                    Orientation orientation);

} // namespace kiosk::scene
