// Walks through every screen on which visitors touch something, as a panel of this size would show it, and
// says what lies out of reach or is too small for a finger. Called by `check` and by tests. Pure: works on a
// state of its own, touches no running kiosk.
#pragma once

#include <string>
#include <vector>

#include "deck/assets.hpp"
#include "deck/settings.hpp"
#include "scene/context.hpp"
#include "text/text.hpp"

namespace kiosk::app {

// One sentence for each fault, each said once: "screen: ..., expected ..., found ...; ...". Empty: all is
// well. Looks at slides, sheets and all steps of the form with and without the keyboard, at the standard text
// size.
[[nodiscard]] std::vector<std::string> check_reach(text::Fonts& fonts, const deck::DeckPointer& deck,
                                                   const deck::Assets& assets,
                                                   const deck::ScreenSettings& screen,
                                                   scene::Orientation orientation);

} // namespace kiosk::app
