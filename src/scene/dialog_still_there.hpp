// "Are you still there?" over a form whose words are masked, with the seconds that are left. Any touch but
// "Clear and leave" carries on.
#pragma once

#include "scene/form_page.hpp"

namespace kiosk::scene {

struct StillThere {
    float progress = 1; // 0..1 of its coming
    float seconds_left = 20;
    float seconds_all = 20;
    bool over_sheet = false; // no form is open below: nothing will be cleared
};

void draw_still_there(draw::DrawList& list, HitMap& hits, const Context& context, const Feel& feel,
                      Instant now, const StillThere& state);

} // namespace kiosk::scene
