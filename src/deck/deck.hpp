// A deck: slides, facts, help list, form and theme as staff wrote them, checked, immutable. Made by load.hpp,
// shown by scene/. A slide names a kind and gives words and numbers; how the kind draws is scene/'s.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "base/localised.hpp"
#include "deck/kinds.hpp"
#include "deck/kinds_chart.hpp"
#include "deck/kinds_picture.hpp"
#include "deck/kinds_telling.hpp"
#include "deck/theme.hpp"
#include "form/definition.hpp"

namespace kiosk::deck {

// One type for each kind of slide. Which word of deck.toml, which keys and which loader belong to one stands
// in kind_rows.hpp; how it is drawn, in scene/kinds.hpp. The order means nothing.
using Kind = std::variant<Rise, Ratio, Share, Field, Divide, Map, Band, Lights, Ask, Statement, //
                          Photograph,                                                           //
                          Number, Bars, Line, Donut, Pictogram, Goal,                           //
                          Timeline, Compare, Flow, Points, Quote, List, Steps>;

// What of a slide has a name that the next slide may share: it then goes from place to place instead of
// fading.
struct SlideParts {
    PartId title = no_part, figure = no_part, lights = no_part, icon = no_part;
};

struct Slide {
    std::string id;
    Kind kind;
    SlideParts parts;
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
