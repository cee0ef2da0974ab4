// A keyboard or switch that is plugged in: everything that fingers can do, by Tab, Enter and Escape, with a
// visible focus; typing goes to the field that has the caret. Internal to app/.
#pragma once

#include "app/visit.hpp"
#include "base/input.hpp"
#include "scene/control.hpp"

namespace kiosk::app {

void key(State& state, const KeyEvent& event, Instant now, const scene::HitMap& hits, Effects& effects);

} // namespace kiosk::app
