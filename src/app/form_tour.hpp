// Every state in which a visitor meets the form, one after another and in one look: each step bare, with its
// keyboards, with every error, filled with long answers, saving, failed, and what lies over it. Called by
// `check`, which judges what it is shown, and by `render --form`, which paints it. Works on a state of its
// own; touches no running kiosk. Pure.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "deck/assets.hpp"
#include "deck/deck.hpp"
#include "draw/draw_list.hpp"
#include "scene/context.hpp"
#include "scene/control.hpp"
#include "text/text.hpp"

namespace kiosk::app {

// One state on the screen. The views live as long as the call.
struct FormSight {
    std::string part; // the id of a step, or "over": sheets, dialog, thank-you, PIN pad
    std::string id;   // "filled", "keys-email", "errors-2": within its part; for the names of files
    const draw::DrawList& list;
    const scene::HitMap& hits;
    const std::vector<std::string>& unfit; // words that find no room, even at their least size
};

// To judge by machine: the keyboard under every single error as well.
enum class TourDepth : std::uint8_t { ToLookAt, ToJudge };

void tour_form(text::Fonts& fonts, const deck::DeckPointer& deck, const deck::Assets& assets,
               const scene::Look& look, TourDepth depth, const std::function<void(const FormSight&)>& show);

} // namespace kiosk::app
