// The "Aa" panel: text size, contrast, movement; what is touched shows at once. Control index: the choice.
// Called by the view over any screen; changes nothing by itself.
#pragma once

#include "scene/form_page.hpp"

namespace kiosk::scene {

void draw_text_contrast_sheet(draw::DrawList& list, HitMap& hits, const Context& context, const Feel& feel,
                              Instant now, float progress);

} // namespace kiosk::scene
