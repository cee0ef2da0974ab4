// The pad on which staff enter their PIN: digits as dots only, messages of the lock, and nothing about the
// kiosk behind it. Control: PinDigit with the digit, PinDelete, PinCancel.
#pragma once

#include <string_view>

#include "scene/form_page.hpp"

namespace kiosk::scene {

struct PinPad {
    int entered = 0; // digits so far
    int length = 6;
    bool checking = false;
    bool wrong = false;
    int wait_s = 0;            // locked for so long; 0: not locked
    std::string_view demo_pin; // shown in demo mode only
};

void draw_pin_pad(draw::DrawList& list, HitMap& hits, const Context& context, const Feel& feel, Instant now,
                  const PinPad& pad, float progress);

} // namespace kiosk::scene
