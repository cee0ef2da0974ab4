// Keys of the kinds of slide that tell: timeline, compare, flow, map, quote, list, steps.
#include "deck/kind_rows.hpp"
#include "deck/kinds_telling.hpp"
#include "deck/schema.hpp"

namespace kiosk::deck {

namespace {

constexpr std::string_view tone_choices[] = {"plain", "harm", "way_out"};

constexpr Key words(std::string_view name, Need need, double most, std::string_view doc) {
    return {name, Type::Words, need, "", 0, most, doc};
}
constexpr Key tone(std::string_view fallback) {
    return {"tone",      Type::OneOf, Need::Optional, fallback, 0, 0, "what it stands for, and so its colour",
            tone_choices};
}
constexpr Key fact(std::string_view doc) {
    return {"fact", Type::Text, Need::Optional, "", 0, 40, doc};
}
constexpr Key id(std::string_view doc) {
    return {"id", Type::Text, Need::Required, "", 1, 40, doc};
}

constexpr Key moment_keys[] = {
    words("when", Need::Required, 24, "as it is written: \"March 2020\", \"Day 3\""),
    words("label", Need::Required, 90, "what happened"),
    {"date", Type::Date, Need::Optional, "", 0, 0,
     "where all moments have one, they stand as far apart as they are in time, if there is room"},
    {"marked", Type::Boolean, Need::Optional, "false", 0, 0, "the moment that the slide is about"},
};
constexpr Section moment_table{"[[slide.moment]]", "One moment of a timeline.", moment_keys};
constexpr Key timeline_keys[] = {
    {"moment", Type::Tables, Need::Required, "", 2, 8, "the moments, in order", {}, &moment_table},
};

constexpr Key side_keys[] = {
    words("label", Need::Required, 40, "its name, such as \"Before\""),
    fact("its number; where both sides have one, circles show them by area"),
    words("figure", Need::Optional, 12, "large words instead of the number: \"6 hours\""),
    words("text", Need::Optional, 140, "the state in plain words, where no circles are drawn"),
    tone("plain"),
};
constexpr Section side_table{"[slide.from], [slide.to] of compare", "One of the two sides.", side_keys};
constexpr Key compare_keys[] = {
    {"from", Type::Table, Need::Required, "", 0, 0, "the first side", {}, &side_table},
    {"to", Type::Table, Need::Required, "", 0, 0, "the second", {}, &side_table},
};

constexpr Key end_keys[] = {
    id("name for the bands"),
    words("label", Need::Required, 40, "beside its bar"),
    tone("plain"),
};
constexpr Section end_table{"[[slide.from]], [[slide.to]] of flow", "Where bands start or end.", end_keys};
constexpr Key band_keys[] = {
    {"from", Type::Text, Need::Required, "", 1, 40, "id of a [[slide.from]]"},
    {"to", Type::Text, Need::Required, "", 1, 40, "id of a [[slide.to]]"},
    {"fact", Type::Text, Need::Required, "", 1, 40, "the number that it is as wide as"},
};
constexpr Section band_table{"[[slide.band]]", "One band of a flow.", band_keys};
constexpr Key flow_keys[] = {
    {"from", Type::Tables, Need::Required, "", 1, flow_ends_max, "the sources, from the top", {}, &end_table},
    {"to", Type::Tables, Need::Required, "", 1, flow_ends_max, "the targets, from the top", {}, &end_table},
    {"band", Type::Tables, Need::Required, "", 1, flow_ends_max* flow_ends_max, "the bands", {}, &band_table},
    {"sums", Type::Boolean, Need::Optional, "true", 0, 0, "write the sum of its bands beside each label"},
};

constexpr Key place_keys[] = {
    words("label", Need::Required, 40, "its name on the map"),
    {"longitude", Type::Number, Need::Required, "", -180, 180, "degrees, east is positive"},
    {"latitude", Type::Number, Need::Required, "", -90, 90, "degrees, north is positive"},
};
constexpr Section place_table{"[slide.from], [slide.to] of map", "A place on the map.", place_keys};
constexpr Key point_keys[] = {
    id("name for the arcs"),
    words("label", Need::Required, 40, "its name on the map"),
    {"longitude", Type::Number, Need::Required, "", -180, 180, "degrees, east is positive"},
    {"latitude", Type::Number, Need::Required, "", -90, 90, "degrees, north is positive"},
    fact("its number: the area of its dot; one for all points or for none"),
    tone("harm"),
};
constexpr Section point_table{"[[slide.point]]", "A place on the map, one of several.", point_keys};
constexpr Key arc_keys[] = {
    {"from", Type::Text, Need::Required, "", 1, 40, "id of a [[slide.point]]"},
    {"to", Type::Text, Need::Required, "", 1, 40, "id of another"},
};
constexpr Section arc_table{"[[slide.arc]]", "A line between two points.", arc_keys};
constexpr Key region_keys[] = {
    {"west", Type::Number, Need::Required, "", -180, 180,
     "degrees; greater than east to cross the date line"},
    {"east", Type::Number, Need::Required, "", -180, 180, "degrees"},
    {"south", Type::Number, Need::Required, "", -85, 85, "degrees"},
    {"north", Type::Number, Need::Required, "", -85, 85, "degrees"},
};
constexpr Section region_table{"[slide.region]", "The part of the earth that the map shows.", region_keys};
constexpr Key map_keys[] = {
    words("suffix", Need::Optional, 12,
          "raised behind the figure, such as \"rd\"; with {} for the figure, words may stand before it: "
          "\"ika-{}\""),
    {"from",
     Type::Table,
     Need::Optional,
     "",
     0,
     0,
     "where a thick line starts; the fact is then a rank",
     {},
     &place_table},
    {"to", Type::Table, Need::Optional, "", 0, 0, "where it and lines out of the dark end", {}, &place_table},
    {"point",
     Type::Tables,
     Need::Optional,
     "",
     1,
     12,
     "or: places, named and as large as their numbers",
     {},
     &point_table},
    {"arc", Type::Tables, Need::Optional, "", 0, 12, "lines between points", {}, &arc_table},
    {"region",
     Type::Table,
     Need::Optional,
     "",
     0,
     0,
     "the part that is shown with points; else the whole earth",
     {},
     &region_table},
};

constexpr Key quote_keys[] = {
    words("who", Need::Required, 60, "who said it, as that person agreed to be named"),
    words("role", Need::Optional, 100, "what that person does, or where"),
};

constexpr Key item_keys[] = {
    {"id", Type::Text, Need::Optional, "", 1, 40,
     "a name that the slide before or after gives to a part of its own: the line goes there"},
    words("label", Need::Required, 90, "the line, in large type"),
    words("text", Need::Optional, 120, "a second line, smaller"),
    {"icon", Type::Text, Need::Optional, "", 0, 40,
     "an icon of the theme's [icons] or of the program; without one its number stands there"},
};
constexpr Section line_table{"[[slide.line]]", "One line of a list.", item_keys};
constexpr Section step_table{"[[slide.step]]", "One step along a path.", item_keys};
constexpr Key list_keys[] = {
    {"line", Type::Tables, Need::Required, "", 2, 6, "the lines, in order", {}, &line_table},
};
constexpr Key steps_keys[] = {
    {"step", Type::Tables, Need::Required, "", 2, 5, "the steps, in order; the last is lit", {}, &step_table},
};

} // namespace

constexpr Section kind_map{
    "kind map", "The land in dots: a line from one place to another, or points with lines between them.",
    map_keys};
constexpr Section kind_timeline{"kind timeline", "Dated moments on a line.", timeline_keys};
constexpr Section kind_compare{
    "kind compare", "Two sides: circles by area where both have a number, else words beside each other.",
    compare_keys};
constexpr Section kind_flow{"kind flow", "Bands from sources to targets, as wide as their numbers.",
                            flow_keys};
constexpr Section kind_quote{
    "kind quote", "A voice. The title is what was said; its quotation marks are put around it.", quote_keys};
constexpr Section kind_list{"kind list", "Lines that come one after another.", list_keys};
constexpr Section kind_steps{"kind steps", "Steps along a path that rises to the last.", steps_keys};

} // namespace kiosk::deck
