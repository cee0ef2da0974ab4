// "How we use your details": the notice of form.toml, as a sheet. Longer ones turn by whole pages. Called by
// the view over the form; holds nothing that was typed.
#pragma once

#include "scene/form_page.hpp"

namespace kiosk::scene {

// `page_index` counts pages that were scrolled; returns how many more there are.
int draw_privacy_sheet(draw::DrawList& list, HitMap& hits, const Context& context, const Feel& feel,
                       Instant now, float progress, int page_index = 0);

} // namespace kiosk::scene
