// A deck: slides, facts, help list, form and theme as staff wrote them, checked, immutable. Made by load.hpp,
// shown by scene/. A slide names a kind and gives words and numbers; how the kind draws is scene/'s.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "base/localised.hpp"
#include "deck/theme.hpp"
#include "form/definition.hpp"

namespace kiosk::deck {

// ---- kinds of slide, each with what it needs beyond title, body and source

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
    Localised figure, figure_suffix; // "3", "rd"
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

using Kind = std::variant<Rise, Ratio, Share, Field, Divide, Map, Band, Lights, Ask, Statement>;

struct Slide {
    std::string id;
    Kind kind;
    Ground ground = Ground::Night;
    int cause = 0; // 0: none; 1.. the group whose mark is lit
    int duration_ms = 12'000;
    Localised title, body, source;
    Localised description; // spoken
    bool enabled = true;
};

// ---- help, causes, the deck

struct HelpEntry {
    Localised who;     // "Adults worried about a child"
    std::string call;  // a number or an address, as shown
    Localised service; // "NSPCC helpline"
};
struct Help {
    Localised title, intro, footnote;
    Localised emergency_title;   // "A child is in danger right now"
    std::string emergency_call;  // "999"
    Localised emergency_service; // "UK emergency services"
    std::vector<HelpEntry> entries;
};

struct LanguageName {
    Language tag;     // "cy"
    std::string name; // "Cymraeg"
};

struct Deck {
    std::string id;
    std::string version; // SHA-256 of the files as read, hex
    Localised charity;   // its name, as it stands at the head of each slide
    Localised charity_short;
    std::vector<LanguageName> languages; // the first is the deck's own; complete ones only
    std::vector<Localised> causes;       // names of the groups, in order; at most 5
    std::vector<Slide> slides;
    Help help;
    form::Definition form;
    Theme theme;
};
using DeckPointer = std::shared_ptr<const Deck>;

} // namespace kiosk::deck
