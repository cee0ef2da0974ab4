// A deck laid out for one look, away from the frame thread: made on a thread of its own
// (command/preparation.hpp), handed over whole to the view. Shares nothing with what is on the screen but the
// bytes of the fonts.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "app/state.hpp"
#include "scene/show.hpp"
#include "text/text.hpp"

namespace kiosk::app {

struct LaidOut {
    std::shared_ptr<text::Fonts>
        fonts;              // with which it was shaped, and goes on shaping; nobody else uses them
    deck::DeckPointer deck; // as it will be shown
    scene::Look look;
    Banner banner = Banner::None;
    std::optional<scene::Show> show;       // before what it refers to goes
    std::vector<scene::SlideFault> faults; // slides that it leaves out
};

// Touches nothing but its arguments; the assets must outlive what it makes.
[[nodiscard]] LaidOut lay_deck_out(std::shared_ptr<text::Fonts> fonts, deck::DeckPointer deck,
                                   const deck::Assets& assets, const scene::Look& look, Banner banner);

} // namespace kiosk::app
