// The stations of a visit, as small steps that update() is made of: a form opens, is left, is thanked for;
// sheets come and go; a visit ends and leaves nothing behind. Internal to app/.
#pragma once

#include <vector>

#include "app/effect.hpp"
#include "app/state.hpp"
#include "app/update.hpp"

namespace kiosk::app {

using Effects = std::vector<Effect>;

void open_form(State& state, Instant now, Effects& effects);
void thank(State& state, std::string receipt, Instant now, Effects& effects);
// Clears what was typed at once, then shows the slides from the opening with the event's own look: what the
// last visitor chose is over.
void end_visit(State& state, Instant now, Effects& effects);

void open_sheet(State& state, Sheet sheet, Instant now);
void close_sheet(State& state, Instant now);
void open_pin(State& state, Instant now, Effects& effects);
void close_pin(State& state, Instant now);

// The keyboard follows the focused field, and the form's steps slide when the step has changed.
void follow_focus(State& state);
void show_step(State& state, int from, Instant now);
void submit(State& state, Instant now, Effects& effects);

} // namespace kiosk::app
