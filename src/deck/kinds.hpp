// The first kinds of slide, each with what it needs beyond title, body and source. Part of deck.hpp, which
// everybody includes; filled by load_kind.cpp, drawn by scene/. Values only.
#pragma once

#include <cstdint>
#include <string>

#include "base/localised.hpp"

namespace kiosk::deck {

// A part of a slide that may be on the next one too: the same number wherever the deck gives it the same
// name.
using PartId = std::uint32_t;
constexpr PartId no_part = 0;

struct Rise {}; // a rising curve of dots, without a scale

struct Ratio { // blocks: one, and `factor` of them with a fading one on top
    int factor = 3;
    std::string figure;             // "3x" with the multiplication sign
    Localised qualifier;            // "over", "almost" or empty
    Localised from_label, to_label; // "January 2020"
    Localised unit_label;           // "1x"
};

enum class ShareUnit : std::uint8_t { Home, Dot, Bar };
struct Share { // a part of a whole: lit units under a brace
    int numerator = 2, denominator = 3;
    Localised qualifier;
    std::string figure; // the fraction as a character, such as U+2154
    Localised brace_label;
    ShareUnit unit = ShareUnit::Home;
    bool closing = false; // doors close after the brace
};

struct Field {}; // a field of screens that light up column by column

struct Divide { // one way is blocked, the other grows
    Localised blocked_label, open_label, bar_label;
};

struct Place {
    Localised label;
    double longitude = 0, latitude = 0;
};
struct Map { // a thick line between two places, and thin ones out of the dark to the second
    Localised figure, figure_suffix; // "3", "rd" or "ika-{}"
    Place from, to;
};

struct Band { // one band of fixed area around a growing ball
    Localised means_label, need_label;
};

struct Lights { // `count` full lights and some that thin out
    int count = 100;
    Localised qualifier;
    std::string figure;    // "100"
    Localised figure_noun; // "children free."
};

struct Ask {
    Localised button, hint; // "Make a pledge", "Three short steps"
    std::string qr_url;     // empty: no card
    Localised qr_label;     // "Or use your phone"
};

struct Statement {}; // a title with nothing else

} // namespace kiosk::deck
