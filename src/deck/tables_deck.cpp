// Keys of deck.toml, facts.toml, help.toml and caution.toml.
#include "deck/tables.hpp"

namespace kiosk::deck {

namespace {

constexpr std::string_view ground_choices[] = {"night", "dawn", "amber", "paper"};
constexpr std::string_view unit_choices[] = {"home", "dot", "bar"};

constexpr Key words(std::string_view name, Need need, double most, std::string_view doc) {
    return {name, Type::Words, need, "", 0, most, doc};
}

// ---- deck.toml

constexpr Key cause_keys[] = {
    {"id", Type::Text, Need::Required, "", 1, 40, "name for slides and translations"},
    words("name", Need::Required, 60, "what stands beside the cause mark"),
};
constexpr Section cause_table{"[[cause]]", "A group of slides, marked at their top left.", cause_keys};

constexpr Key allow_keys[] = {
    {"rule", Type::Text, Need::Required, "", 1, 40, "name of the rule, as `check` prints it in brackets"},
    {"slide", Type::Text, Need::Optional, "", 0, 40, "only for this slide"},
    {"because", Type::Text, Need::Required, "", 10, 400, "why; the next reader asks"},
};
constexpr Section allow_table{"[[allow]]", "Switches a warning of `check` off. Errors stay.", allow_keys};

constexpr Key common_keys[] = {
    {"id", Type::Text, Need::Required, "", 1, 40, "name of the slide, unlike any other in the deck"},
    {"kind", Type::OneOf, Need::Required, "", 0, 0, "what it shows", kind_names},
    {"enabled", Type::Boolean, Need::Optional, "true", 0, 0, "false keeps it in the file and off the screen"},
    {"seconds", Type::Number, Need::Optional, "12", 4, 120, "how long it stays"},
    {"cause", Type::Text, Need::Optional, "", 0, 40, "id of the group that it belongs to"},
    {"ground", Type::OneOf, Need::Optional, "", 0, 0,
     "night, unless the kind is lights (dawn) or ask (amber)", ground_choices},
    words("title", Need::Required, 160, "the sentence of the slide; \\n breaks a line by sense"),
    words("body", Need::Optional, 320, "a second sentence"),
    {"fact", Type::Text, Need::Optional, "", 0, 40, "the fact whose number the picture draws"},
    {"facts", Type::Texts, Need::Optional, "", 0, 12, "the facts that the words state"},
    words("note", Need::Optional, 160, "stands behind the source: what the picture does not claim"),
    words("description", Need::Required, 600, "the slide as it is read aloud"),
    words("fallback_title", Need::Optional, 160,
          "the title once the fact has expired; without one the slide drops out"),
};
constexpr Section slide_table{
    "[[slide]]", "One sentence, one picture. The keys of its kind come on top of these.", common_keys};

constexpr Key ratio_keys[] = {
    words("from_label", Need::Required, 40, "under the single block"),
    words("to_label", Need::Required, 40, "under the many"),
    words("unit_label", Need::Required, 12, "over the single block, such as \"1\u00d7\""),
};
constexpr Key share_keys[] = {
    {"unit", Type::OneOf, Need::Optional, "home", 0, 0, "what the whole is made of", unit_choices},
    words("brace_label", Need::Optional, 60, "beside the brace"),
    {"closing", Type::Boolean, Need::Optional, "false", 0, 0, "doors close at the end (homes)"},
};
constexpr Key divide_keys[] = {
    words("blocked_label", Need::Required, 40, "the way that stops"),
    words("open_label", Need::Required, 40, "the way that grows"),
    words("bar_label", Need::Required, 60, "what stops the one"),
};
constexpr Key place_keys[] = {
    words("label", Need::Required, 40, "its name on the map"),
    {"longitude", Type::Number, Need::Required, "", -180, 180, "degrees, east is positive"},
    {"latitude", Type::Number, Need::Required, "", -90, 90, "degrees, north is positive"},
};
constexpr Section place_table{"[slide.from], [slide.to]", "A place on the map.", place_keys};
constexpr Key map_keys[] = {
    words("suffix", Need::Optional, 12, "raised behind the figure, such as \"rd\""),
    {"from", Type::Table, Need::Required, "", 0, 0, "where the thick line starts", {}, &place_table},
    {"to", Type::Table, Need::Required, "", 0, 0, "where all lines end", {}, &place_table},
};
constexpr Key band_keys[] = {
    words("means_label", Need::Required, 30, "over the first band"),
    words("need_label", Need::Required, 30, "in the last ball"),
};
constexpr Key lights_keys[] = {
    words("noun", Need::Required, 40, "under the figure, such as \"children free.\""),
};
constexpr Key ask_keys[] = {
    words("button", Need::Required, 30, "on the pledge button, here and on every slide"),
    words("hint", Need::Optional, 40, "beside it"),
    {"qr_url", Type::Text, Need::Optional, "", 0, 300,
     "address in the QR code; without one no card is shown"},
    words("qr_label", Need::Optional, 40, "under the QR code"),
};
// In the order of kind_names.
constexpr Section kind_tables[] = {
    {"kind rise", "A rising curve of dots, without a scale.", {}},
    {"kind ratio", "One block, and as many as the fact says with a fading one on top.", ratio_keys},
    {"kind share", "A part of a whole, lit, under a brace. The fact is a fraction.", share_keys},
    {"kind field", "A field of screens that light up.", {}},
    {"kind divide", "One way is blocked, the other grows.", divide_keys},
    {"kind map", "Lines over the land, from one place to another. The fact is a rank.", map_keys},
    {"kind band", "One band of fixed area around a growing ball.", band_keys},
    {"kind lights", "As many lights as the fact says.", lights_keys},
    {"kind ask", "The pledge button, the QR code, the pledges of today.", ask_keys},
    {"kind statement", "A title with nothing else, for what should not be pictured.", {}},
};

constexpr Key deck_keys[] = {
    {"id", Type::Text, Need::Required, "", 1, 40, "name of the deck, kept in each record"},
    {"language", Type::Text, Need::Optional, "en", 2, 12,
     "tag of the language that these files are written in"},
    {"language_name", Type::Text, Need::Optional, "English", 1, 40, "that language, by its own name"},
    words("charity", Need::Required, 60, "full name, at the top right of each slide"),
    words("charity_short", Need::Required, 20, "short name, for sentences"),
    {"hope_needed", Type::Boolean, Need::Optional, "true", 0, 0,
     "the deck tells of a harm, so `check` asks for a slide of hope and a help list"},
    {"cause", Type::Tables, Need::Optional, "", 0, 5, "groups of slides, in order", {}, &cause_table},
    {"slide", Type::Tables, Need::Required, "", 1, 300, "the slides, in order", {}, &slide_table},
    {"allow", Type::Tables, Need::Optional, "", 0, 50, "warnings that are meant", {}, &allow_table},
};
constexpr Section deck_root{"deck.toml", "The slides.", deck_keys};

// ---- facts.toml

constexpr Key fact_keys[] = {
    {"id", Type::Text, Need::Required, "", 1, 40, "name for slides"},
    words("says", Need::Required, 400, "the fact, for staff and reviewers; not shown"),
    {"value", Type::Text, Need::Optional, "", 0, 20,
     "the number as text: \"3\", \"100\", \"2/3\"; none if the source gives none"},
    words("qualifier", Need::Optional, 20, "\"over\", \"almost\": shown above the number"),
    words("source", Need::Required, 100, "who says so, as shown on the slide"),
    {"date", Type::Date, Need::Optional, "", 0, 0, "when; its year is shown behind the source"},
    {"expires", Type::Date, Need::Optional, "", 0, 0, "from this day on the fact is no longer shown"},
};
constexpr Section fact_table{"[[fact]]", "One fact, its number and its source.", fact_keys};
constexpr Key facts_keys[] = {
    {"fact", Type::Tables, Need::Required, "", 1, 300, "the facts", {}, &fact_table},
};
constexpr Section facts_root{"facts.toml", "What the deck may say, and who says so.", facts_keys};

// ---- help.toml

constexpr Key entry_keys[] = {
    {"id", Type::Text, Need::Required, "", 1, 40, "name for translations"},
    words("who", Need::Required, 80, "whom it is for"),
    {"call", Type::Text, Need::Required, "", 1, 40, "number or address, as shown"},
    words("service", Need::Required, 60, "who answers"),
};
constexpr Section entry_table{"[[entry]]", "One card of the help sheet.", entry_keys};
constexpr Key emergency_keys[] = {
    words("title", Need::Required, 60, "when to call; \\n breaks a line"),
    {"call", Type::Text, Need::Required, "", 1, 10, "the number"},
    words("service", Need::Required, 60, "who answers"),
};
constexpr Section emergency_table{"[emergency]", "The large card.", emergency_keys};
constexpr Key help_keys[] = {
    words("title", Need::Required, 40, "head of the sheet"),
    words("intro", Need::Optional, 120, "beside it"),
    words("footnote", Need::Optional, 80, "at its foot"),
    {"checked", Type::Date, Need::Optional, "", 0, 0,
     "when somebody last called these numbers; `check` reminds"},
    {"emergency", Type::Table, Need::Required, "", 0, 0, "in danger right now", {}, &emergency_table},
    {"entry", Type::Tables, Need::Required, "", 1, 6, "the other cards", {}, &entry_table},
};
constexpr Section help_root{"help.toml", "Whom to call, behind \"Need help?\" on every screen.", help_keys};

// ---- caution.toml

constexpr Key term_keys[] = {
    {"term", Type::Text, Need::Required, "", 2, 60,
     "words that should not be on the screen, in any case of letters"},
    {"instead", Type::Text, Need::Required, "", 2, 120, "the better words"},
    {"because", Type::Text, Need::Required, "", 10, 200, "why"},
    {"language", Type::Text, Need::Optional, "", 0, 12, "only in this language; else in all"},
};
constexpr Section term_table{"[[term]]", "A term with a better one.", term_keys};
constexpr Key caution_keys[] = {
    {"term", Type::Tables, Need::Required, "", 1, 500, "the terms", {}, &term_table},
};
constexpr Section caution_root{"caution.toml", "Words with better ones; `check` looks for them.",
                               caution_keys};

} // namespace

const Section& deck_section() {
    return deck_root;
}
const Section& slide_section() {
    return slide_table;
}
const Section& kind_section(std::size_t kind) {
    return kind_tables[kind];
}
const Section& facts_section() {
    return facts_root;
}
const Section& help_section() {
    return help_root;
}
const Section& caution_section() {
    return caution_root;
}

} // namespace kiosk::deck
