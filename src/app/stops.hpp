// Where the focus of a keyboard or switch may stand, in the order in which a screen is read, and the way from
// one place to the next. Internal to app/. Knows the form's fields even where they have scrolled away; never
// acts.
#pragma once

#include <vector>

#include "app/state.hpp"
#include "scene/control.hpp"

namespace kiosk::app {

// The fields of the step first, whether they are on the screen or above and below it, then everything else in
// the order in which it was drawn. The keys of the on-screen keyboard only for a switch that scans: who has a
// keyboard needs no other.
[[nodiscard]] std::vector<scene::Control> stops(const State& state, const scene::HitMap& hits,
                                                bool with_keys);
// The stop before (-1) or behind (+1) `from`, around the ends; None where there is none at all.
[[nodiscard]] scene::Control neighbour(const std::vector<scene::Control>& stops, scene::Control from,
                                       int way);
// The first stop of a field of the form; None for a field that is not asked now.
[[nodiscard]] scene::Control stop_of_field(const State& state, int field);
// Brings the row of this field onto the screen, where a step is longer than that.
void scroll_to_field(State& state, int field);

} // namespace kiosk::app
