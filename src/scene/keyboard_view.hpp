// The on-screen keyboard and the number pad as they lie on the screen: bed, keys, the key under the finger.
// Called by form_screen; what a key does is form/keyboard's.
#pragma once

#include "form/keyboard.hpp"
#include "scene/form_page.hpp"

namespace kiosk::scene {

// The bed of keys when it is fully up; in design pixels.
[[nodiscard]] Rect keyboard_bed(const Look& look);

// `part` is how far it has risen, 0 to 1. Keys are targets only when it is up.
void draw_keyboard(const Page& page, const form::Keyboard& keyboard, const form::FormState& form, float part);

} // namespace kiosk::scene
