// Keys of theme.toml and of a keyboard's layout.
#include "deck/tables.hpp"

namespace kiosk::deck {

namespace {

constexpr std::string_view font_names[] = {"display", "text"};

constexpr Key stop_keys[] = {
    {"at", Type::Number, Need::Required, "", 0, 1, "where on the way from top (0) to bottom (1)"},
    {"colour", Type::Colour, Need::Required, "", 0, 0, "the colour there"},
};
constexpr Section stop_section{"[[ground]]", "One stop of a ground's gradient.", stop_keys};

constexpr Key colour(std::string_view name, std::string_view doc) {
    return {name, Type::Colour, Need::Optional, "", 0, 0, doc};
}

constexpr Key palette_keys[] = {
    {"ground",
     Type::Tables,
     Need::Optional,
     "",
     1,
     8,
     "the ground, top to bottom; one stop is a plain colour",
     {},
     &stop_section},
    colour("text", "words"),
    colour("text_2", "second words, source lines"),
    colour("line", "outlines of controls, axes"),
    colour("off", "tracks and marks that mean \"not this one\""),
    colour("surface", "cards, fields, keys"),
    colour("surface_2", "the bed of the keyboard, raised keys"),
    colour("raised", "bodies in a picture, such as homes"),
    colour("window_dark", "a window that is not lit"),
    colour("door_open", "an open door"),
    colour("map_land", "dots of the land"),
    colour("point_off", "a light that is not lit"),
    colour("accent", "the harm on grounds of the problem; the figure on others"),
    colour("light", "the way out"),
    colour("light_high", "the middle of many lights"),
    colour("light_low", "lights at the edge"),
    colour("cta", "the pledge button, the main button of a form"),
    colour("cta_text", "words on it"),
    colour("cta_pressed", "it, while a finger is on it"),
    colour("focus", "the focus ring"),
    colour("scrim", "over what lies behind a sheet"),
    colour("scrim_private", "over what was typed, behind a dialog"),
    colour("hairline", "rules; decoration only"),
    colour("selected", "a chosen card"),
    colour("key_special", "keys that do not type"),
    colour("disabled_ground", "a button that cannot be touched"),
    colour("disabled_text", "words on it"),
    colour("error", "what is wrong, as words and outline"),
    colour("error_ground", "the ground of a field with an error"),
    colour("ok", "the tick in a good field"),
    {"stroke_scale", Type::Number, Need::Optional, "1", 0.5, 3, "how much thicker strokes are"},
    {"glow", Type::Boolean, Need::Optional, "true", 0, 0, "lights have a glow"},
    {"outlined", Type::Boolean, Need::Optional, "false", 0, 0, "bodies are outlines, not fills"},
};
constexpr Section palette_section{"a ground", "The colours of one ground. Absent ones stay as they are.",
                                  palette_keys};

constexpr Key ground_key(std::string_view name, std::string_view doc) {
    return {name, Type::Table, Need::Optional, "", 0, 0, doc, {}, &palette_section};
}
constexpr Key contrast_keys[] = {
    ground_key("night", "slides of the problem"),
    ground_key("dawn", "hope, thank you"),
    ground_key("amber", "the ask"),
    ground_key("paper", "forms and sheets"),
};
constexpr Section contrast_section{"a contrast", "What differs from the standard grounds.", contrast_keys};

constexpr Key style_keys[] = {
    {"font", Type::OneOf, Need::Optional, "text", 0, 0, "the optical size", font_names},
    {"weight", Type::Integer, Need::Optional, "400", 100, 900, "weight of the face"},
    {"size", Type::Number, Need::Optional, "30", 26, 600, "px of the 1920 x 1080 canvas"},
    {"line", Type::Number, Need::Optional, "1.25", 0.7, 2, "line height as a factor of the size"},
    {"track", Type::Number, Need::Optional, "0", -0.2, 0.2, "tracking in em"},
};
constexpr Section style_section{"a type style", "One type style.", style_keys};

constexpr Key style(std::string_view name) {
    return {name, Type::Table, Need::Optional, "", 0, 0, "a type style", {}, &style_section};
}
// In the order of TypeRole.
constexpr Key type_keys[] = {
    style("hero"),    style("hero_2"),       style("qualifier"), style("display"), style("title"),
    style("title_2"), style("lead"),         style("body"),      style("eyebrow"), style("label_slide"),
    style("button"),  style("button_small"), style("label"),     style("input"),   style("key"),
    style("text"),    style("source"),
};
constexpr Section type_section{"[type]", "The type styles.", type_keys};

constexpr Key theme_keys[] = {
    colour("accent", "a deck's colour for the problem, on dark grounds"),
    colour("accent_on_light", "the same on light grounds; darker"),
    colour("light", "a deck's colour for the way out: the pledge button, lights, the ground of the ask"),
    ground_key("night", "slides of the problem"),
    ground_key("dawn", "hope, thank you"),
    ground_key("amber", "the ask"),
    ground_key("paper", "forms and sheets"),
    {"high", Type::Table, Need::Optional, "", 0, 0, "high contrast, by ground", {}, &contrast_section},
    {"light_variant",
     Type::Table,
     Need::Optional,
     "",
     0,
     0,
     "for halls in daylight, by ground",
     {},
     &contrast_section},
    {"type", Type::Table, Need::Optional, "", 0, 0, "type styles by name", {}, &type_section},
    {"icons", Type::Map, Need::Optional, "", 0, 0,
     "icons of the deck by name: SVG path data on a grid of 32 units, stroked and never filled, or a PNG of "
     "the "
     "deck's folder, such as icons/otter.png, shown in its own colours"},
};
constexpr Section theme_root{"theme.toml", "Colours and type. A deck's own file names only what differs.",
                             theme_keys};

constexpr Key page_keys[] = {
    {"rows", Type::Texts, Need::Required, "", 1, 6, "the keys of each row, with spaces between them"},
};
constexpr Section page_section{"a page of keys", "One face of the keyboard.", page_keys};
constexpr Key page(std::string_view name, Need need, std::string_view doc) {
    return {name, Type::Table, need, "", 0, 0, doc, {}, &page_section};
}
constexpr Key keyboard_keys[] = {
    {"language", Type::Text, Need::Required, "", 2, 12, "tag of the language"},
    {"right_to_left", Type::Boolean, Need::Optional, "false", 0, 0, "it is written from the right"},
    {"latin_accents", Type::Boolean, Need::Optional, "false", 0, 0,
     "the page of accents holds Latin letters: email and postcode begin there, and it stays"},
    page("letters", Need::Required, "letters"),
    page("symbols", Need::Required, "figures and signs"),
    page("accents", Need::Required, "letters with accents"),
    page("portrait_letters", Need::Optional, "letters on a portrait screen"),
    page("portrait_symbols", Need::Optional, "signs on a portrait screen"),
    page("portrait_accents", Need::Optional, "accents on a portrait screen"),
    page("number_pad", Need::Required, "for amounts"),
};
constexpr Section keyboard_root{"a keyboard", "A layout of the on-screen keyboard.", keyboard_keys};

} // namespace

const Section& theme_section() {
    return theme_root;
}
const Section& keyboard_section() {
    return keyboard_root;
}

} // namespace kiosk::deck
