// A keyboard or switch that is plugged in: everything that fingers can do, by Tab, arrows, Enter and Escape,
// with a visible focus; typing goes to the field that has the caret. Internal to app/. Does nothing where the
// settings forbid it, but for the staff's own pad.
#pragma once

#include "app/visit.hpp"
#include "base/input.hpp"
#include "scene/control.hpp"

namespace kiosk::app {

void key(State& state, const KeyEvent& event, Instant now, const scene::HitMap& hits, Effects& effects);
// For a single switch: the focus goes on by itself, and the switch (Enter or Space) chooses.
void scan(State& state, Instant now, const scene::HitMap& hits);

} // namespace kiosk::app
