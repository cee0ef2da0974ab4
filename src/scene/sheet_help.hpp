// Whom to call, in one touch from anywhere: the entries of the deck's help list. Called by the view over
// slides and forms alike; nothing counts who looked.
#pragma once

#include "scene/form_page.hpp"

namespace kiosk::scene {

// `progress`: 0 away, 1 up.
void draw_help_sheet(draw::DrawList& list, HitMap& hits, const Context& context, const Feel& feel,
                     Instant now, float progress);

} // namespace kiosk::scene
