// The picker of languages: each by its own name, the current one with a tick. Control index: the place in the
// deck's list.
#pragma once

#include "scene/form_page.hpp"

namespace kiosk::scene {

void draw_language_sheet(draw::DrawList& list, HitMap& hits, const Context& context, const Feel& feel,
                         Instant now, float progress);

} // namespace kiosk::scene
