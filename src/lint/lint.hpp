// What can be seen only when a deck is laid out: each slide, and each state of the form and of the sheets, in
// every language, text size, variant and orientation; slides at moments all along their time. Called by
// `pledge-kiosk check`; what can be told from the files alone is deck/check.hpp's. Knows no kind of slide: it
// looks at draw lists, hit maps and painted grounds. Never shows or writes anything.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "deck/assets.hpp"
#include "deck/load.hpp"
#include "deck/settings.hpp"
#include "draw/draw_list.hpp"
#include "scene/context.hpp"
#include "scene/control.hpp"
#include "scene/images.hpp"
#include "text/text.hpp"

namespace kiosk::lint {

// What visitors meet beside the slides: one state of the form, or of what lies over it.
struct Sight {
    std::string_view part, state; // "who", "errors-keys": names for the message
    const draw::DrawList& list;
    const scene::HitMap& hits;
    const std::vector<std::string>& unfit; // words that find no room
};
// Shows all of them in a look, one after another (app/form_tour.hpp).
using Tour = std::function<void(const scene::Look&, const std::function<void(const Sight&)>&)>;

struct Options {
    deck::ScreenSettings screen;     // true size and height, for targets and reach
    std::string deck_file;           // named where a finding has no place of its own
    scene::Images* images = nullptr; // of the deck
    std::function<void(std::size_t done, std::size_t total)> progress = {};
    Tour tour = {}; // without one the form is not looked at
};

// All findings are warnings or notes, each once with how many looks show it: a deck may switch them off and
// say why. Fails only when the machine cannot paint.
[[nodiscard]] Result<deck::Diagnostics> lint_deck(const deck::LoadedDeck& loaded, const deck::Assets& assets,
                                                  text::Fonts& fonts, const Options& options);

} // namespace kiosk::lint
