// What is read aloud to a visitor who has asked for it: the screen when it changes, the control or the key
// under the finger or the focus, and errors. Called at the end of each update(). Says only words of the deck
// and of the interface, and single keys; never what stands in a field.
#pragma once

#include <string>

#include "app/effect.hpp"
#include "app/state.hpp"

namespace kiosk::app {

// Compares with what was said last; where something is new, puts words into State::to_say and asks for
// Effect::Speak. The slides wait for the reader.
void read_aloud(State& state, Instant now, std::vector<Effect>& effects);

// What is on the screen now, in a few sentences.
[[nodiscard]] std::string words_of_screen(const State& state);
// What this control is and does; empty for what has no name, and for the digits of a PIN.
[[nodiscard]] std::string words_of_control(const State& state, scene::Control control);

} // namespace kiosk::app
