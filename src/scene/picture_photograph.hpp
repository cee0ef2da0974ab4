// In which room a picture of staff's is shown, without laying the slide out: for `check`, which says whether
// the picture is large enough for it, and for the slide itself.
#pragma once

#include "deck/deck.hpp"
#include "scene/context.hpp"
#include "scene/images.hpp"

namespace kiosk::scene {

// How much larger than its room a picture is that moves in it: it goes as far, once, and stops.
constexpr float pan_margin = 0.04F;

[[nodiscard]] ImageWish photograph_wish(const deck::Photograph& kind, const Look& look);
// Whether it fills the screen, with words on it. In high contrast no words stand on a picture.
[[nodiscard]] bool covers(const deck::Photograph& kind, const Look& look);

} // namespace kiosk::scene
