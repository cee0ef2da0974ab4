// The sheet that a visitor meets when the kiosk cannot keep a sign-up: it says so before anything is typed,
// and shows the way by the visitor's own telephone where the deck has one. Called by app's view. Never tells
// visitors the cause.
#pragma once

#include "scene/context.hpp"
#include "scene/control.hpp"
#include "scene/feel.hpp"

namespace kiosk::scene {

void draw_closed_sheet(draw::DrawList& list, HitMap& hits, const Context& context, const Feel& feel,
                       Instant now, float progress);

} // namespace kiosk::scene
