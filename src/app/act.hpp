// What a control does when a finger lifts from it, or when a key chooses it. Internal to app/. Never decides
// whether the finger still lay on it: that is the hit map's.
#pragma once

#include "app/visit.hpp"

namespace kiosk::app {

// `at`: where the finger was, for the caret; ignored by most.
void act(State& state, scene::Control control, Point at, Instant now, Effects& effects);

} // namespace kiosk::app
