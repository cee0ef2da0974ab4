// The veil under words on a picture: how thick it must be so that they can be read whatever the picture
// shows. Called by picture_photograph.cpp and by tests; draws nothing.
#pragma once

#include "deck/theme.hpp"

namespace kiosk::scene {

// The least part (0..1) of the ground's colour over a picture at which words keep 4.5 to 1 and lines and
// controls 3 to 1 (WCAG 2.2, 1.4.3 and 1.4.11), even where the picture is white or black. A hair more than
// the least.
[[nodiscard]] float scrim_alpha(const deck::Palette& palette, Colour ground);

// The ground's colour at a part of the canvas's height.
[[nodiscard]] Colour ground_at(const deck::Palette& palette, float part);

} // namespace kiosk::scene
