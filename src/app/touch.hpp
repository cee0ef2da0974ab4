// Fingers: one acts, the others wait; a control acts when the finger lifts off it, and not when it slid away.
// Internal to app/.
#pragma once

#include "app/visit.hpp"
#include "base/input.hpp"
#include "scene/control.hpp"

namespace kiosk::app {

void touch(State& state, const FingerEvent& event, Instant now, const scene::HitMap& hits, Effects& effects);
// Lets go of fingers that never lift: some panels forget to say so.
void release_stuck_finger(State& state, Instant now);

} // namespace kiosk::app
