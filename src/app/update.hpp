// What happens next: update() takes one input and the state before it to the state after it, and says what
// the loop shall do (effects). Pure: no clock, no I/O; the same inputs give the same states, which is how
// whole visits are tested and simulated. The hit map is that of the list which the visitor saw.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "app/effect.hpp"
#include "app/input.hpp"
#include "app/state.hpp"
#include "scene/control.hpp"

namespace kiosk::app {

// Puts a new state to rest on the first slide.
void start(State& state, deck::DeckPointer deck, const deck::Assets& assets, const scene::Look& look,
           const Limits& limits, Instant now);

void update(State& state, const Input& input, Instant now, const scene::HitMap& hits,
            std::vector<Effect>& effects);

// A deck without the slides that staff switched off, and without those that failed.
[[nodiscard]] deck::DeckPointer shown_deck(const deck::Deck& deck, const std::set<std::string>& switched_off,
                                           const std::map<std::string, std::string>& benched = {});

// Words, keyboard and layouts of another language; what was typed stays. Also when the screen is turned.
void set_language(State& state, const Language& language);

// The next instant at which a Tick will change something (a time-out, a key that repeats); Instant::never()
// when only a touch can.
[[nodiscard]] Instant next_tick(const State& state);

// Whether letters of a keyboard that is plugged in have somewhere to go: only then are they asked for.
[[nodiscard]] bool wants_text(const State& state);

// Whether nobody has touched the slides for so long that they are shown dimmed. The next touch only wakes
// them.
[[nodiscard]] bool dimmed(const State& state, Instant now);

// Whether a form is open that may hold something typed.
[[nodiscard]] inline bool form_open(const State& state) {
    return state.screen == Screen::Form;
}

} // namespace kiosk::app
