// The "Aa" panel: text size, contrast, movement, controls lower, and reading aloud where it can be heard;
// what is touched shows at once. Control index: the choice. Called by the view over any screen; changes
// nothing by itself.
#pragma once

#include "scene/form_page.hpp"

namespace kiosk::scene {

void draw_text_contrast_sheet(draw::DrawList& list, HitMap& hits, const Context& context, const Feel& feel,
                              Instant now, float progress, bool can_speak = false);

} // namespace kiosk::scene
