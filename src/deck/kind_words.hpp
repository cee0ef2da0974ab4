// All that a kind of slide says beside title, sentence and source: for the checks, which look for terms in it
// and count what there is to read. Draws nothing.
#pragma once

#include <vector>

#include "deck/deck.hpp"

namespace kiosk::deck {

struct KindWords {
    std::vector<const Localised*> read; // what tells the slide's story: lines of a list, moments, who said it
    std::vector<const Localised*> labels; // short words on a picture, taken in with it
};

// Valid as long as the kind is.
[[nodiscard]] KindWords words_of_kind(const Kind& kind);

} // namespace kiosk::deck
