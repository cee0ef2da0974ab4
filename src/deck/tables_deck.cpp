// Keys of deck.toml, facts.toml, help.toml and caution.toml.
#include "deck/kind_rows.hpp"
#include "deck/load.hpp"
#include "deck/tables.hpp"

namespace kiosk::deck {

namespace {

// In the order of Qualifier, less its None.
constexpr std::string_view qualifier_choices[] = {"over", "almost", "about", "up to", "fewer than"};
constexpr std::string_view ground_choices[] = {"night", "dawn", "amber", "paper"};

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
    {"title_id", Type::Text, Need::Optional, "", 1, 40,
     "a name that the slide before or after gives to a part of its own: the title goes there, or comes from "
     "there, and does not fade"},
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
    {"slide", Type::Tables, Need::Required, "", 1, slides_max, "the slides, in order", {}, &slide_table},
    {"allow", Type::Tables, Need::Optional, "", 0, 50, "warnings that are meant", {}, &allow_table},
};
constexpr Section deck_root{"deck.toml", "The slides.", deck_keys};

// ---- facts.toml

constexpr Key fact_keys[] = {
    {"id", Type::Text, Need::Required, "", 1, 40, "name for slides"},
    words("says", Need::Required, 400, "the fact, for staff and reviewers; not shown"),
    {"value", Type::Text, Need::Optional, "", 0, 20,
     "the number as text: \"3\", \"12.5\", \"2/3\"; none if the source gives none"},
    {"low", Type::Number, Need::Optional, "", -1e15, 1e15, "the lower end of a range, in place of value"},
    {"high", Type::Number, Need::Optional, "", -1e15, 1e15, "the upper end of a range"},
    {"data", Type::Text, Need::Optional, "", 1, 40, "id of a [[data]]: the number stands there"},
    {"row", Type::Text, Need::Optional, "", 1, 120, "the first cell of its row"},
    {"column", Type::Text, Need::Optional, "", 1, 120, "the name of its column"},
    {"qualifier", Type::OneOf, Need::Optional, "", 0, 0,
     "how the source limits the number; shown with it, in every language", qualifier_choices},
    words("unit", Need::Optional, 24, "of the number, such as \"%\" or \"litres\""),
    words("source", Need::Optional, 100,
          "who says so, as shown on the slide; needed, unless a [[data]] gives it"),
    {"date", Type::Date, Need::Optional, "", 0, 0, "when; its year is shown behind the source"},
    {"expires", Type::Date, Need::Optional, "", 0, 0, "from this day on the fact is no longer shown"},
};
constexpr Key data_keys[] = {
    {"id", Type::Text, Need::Required, "", 1, 40, "name for facts and slides"},
    {"file", Type::Text, Need::Required, "", 5, 120,
     "a table such as \"data/meals.csv\": names of columns in the first line, of rows in the first cells"},
    words("source", Need::Required, 100, "who says so, as shown on the slide"),
    {"date", Type::Date, Need::Optional, "", 0, 0, "when; its year is shown behind the source"},
    {"expires", Type::Date, Need::Optional, "", 0, 0, "from this day on nothing of it is shown"},
};
constexpr Section data_table{
    "[[data]]",
    "A table that staff keep in a spreadsheet and save as CSV: UTF-8, cells apart by "
    "comma, or by semicolon where numbers have a decimal comma.",
    data_keys};
constexpr Section fact_table{"[[fact]]", "One fact, its number and its source.", fact_keys};
constexpr Key facts_keys[] = {
    {"fact", Type::Tables, Need::Required, "", 1, 300, "the facts", {}, &fact_table},
    {"data", Type::Tables, Need::Optional, "", 0, 40, "tables of numbers", {}, &data_table},
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
