// What can be seen only when a deck is laid out: each slide and sheet in every language, text size, variant
// and orientation, at moments all along its time. Called by `pledge-kiosk check`; what can be told from the
// files alone is deck/check.hpp's. Knows no kind of slide: it looks at draw lists, hit maps and painted
// grounds. Never shows or writes anything.
#pragma once

#include <functional>
#include <string>

#include "base/result.hpp"
#include "deck/assets.hpp"
#include "deck/load.hpp"
#include "deck/settings.hpp"
#include "scene/images.hpp"
#include "text/text.hpp"

namespace kiosk::lint {

struct Options {
    deck::ScreenSettings screen;     // true size and height, for targets and reach
    std::string deck_file;           // named where a finding has no place of its own
    scene::Images* images = nullptr; // of the deck
    std::function<void(std::size_t done, std::size_t total)> progress = {};
};

// All findings are warnings or notes, each once with how many looks show it: a deck may switch them off and
// say why. Fails only when the machine cannot paint.
[[nodiscard]] Result<deck::Diagnostics> lint_deck(const deck::LoadedDeck& loaded, const deck::Assets& assets,
                                                  text::Fonts& fonts, const Options& options);

} // namespace kiosk::lint
