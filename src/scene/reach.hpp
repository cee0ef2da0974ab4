// Where hands reach on a screen of a true size that hangs at a true height: how far the controls at the foot
// move up, so that none stands lower than a seated visitor reaches. Called by those who make a Look; `check`
// judges with the same numbers.
#pragma once

#include "deck/settings.hpp"
#include "scene/context.hpp"

namespace kiosk::scene {

// What is reached from a wheelchair and standing, above the floor.
constexpr float reach_low_mm = 380, reach_high_mm = 1220;

// Of a design pixel; 0 where the settings tell no size.
[[nodiscard]] float pixel_mm(const deck::ScreenSettings& screen, Orientation orientation);

// By whole 8 px: 0 where the lower edge hangs high enough. No more than the layouts can give up; `check`
// finds what still stands too low then.
[[nodiscard]] float lift_px(const deck::ScreenSettings& screen, Orientation orientation);

} // namespace kiosk::scene
