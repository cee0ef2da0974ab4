// Keys of the kinds of slide that draw numbers, on top of those of every slide.
#include "deck/kind_rows.hpp"
#include "deck/schema.hpp"

namespace kiosk::deck {

namespace {

constexpr std::string_view direction_choices[] = {"vertical", "horizontal"};
constexpr std::string_view arrangement_choices[] = {"grouped", "stacked"};

constexpr Key words(std::string_view name, Need need, double most, std::string_view doc) {
    return {name, Type::Words, need, "", 0, most, doc};
}
constexpr Key prefix_key = words("prefix", Need::Optional, 6, "before each number, such as \"\u00a3\"");
constexpr Key suffix_key =
    words("suffix", Need::Optional, 12, "behind each number, such as \"%\"; else the unit of the fact");
constexpr Key data_key{
    "data", Type::Text, Need::Optional, "", 1, 40, "id of a [[data]] whose rows are drawn"};
constexpr Key rows_key{
    "rows", Type::Texts, Need::Optional, "", 0, 60, "which rows of it, by their first cell; all when absent"};

constexpr Key number_keys[] = {
    figure_id_key,
    prefix_key,
    suffix_key,
    {"ring", Type::Text, Need::Optional, "", 1, 40,
     "a fact that is a fraction, or has the unit \"%\": a ring closes so far"},
};

constexpr Key bar_keys[] = {
    words("label", Need::Required, 40, "what the bar is"),
    {"fact", Type::Text, Need::Optional, "", 1, 40, "the fact whose number it draws"},
    {"facts", Type::Texts, Need::Optional, "", 0, 4, "one for each series, in place of fact"},
};
constexpr Section bar_table{"[[slide.bar]]", "One bar, or one group of them; in place of data.", bar_keys};
constexpr Key bars_series_keys[] = {
    words("label", Need::Required, 30, "name of the series"),
    {"column", Type::Text, Need::Optional, "", 1, 120, "the column of the data that it draws"},
};
constexpr Section bars_series_table{"[[slide.series]] of bars", "Two or more bars for each label.",
                                    bars_series_keys};
constexpr Key bars_keys[] = {
    {"direction", Type::OneOf, Need::Optional, "vertical", 0, 0, "how the bars grow", direction_choices},
    {"arrangement", Type::OneOf, Need::Optional, "grouped", 0, 0, "series side by side, or on one another",
     arrangement_choices},
    prefix_key,
    suffix_key,
    data_key,
    rows_key,
    {"marked", Type::Text, Need::Optional, "", 1, 120,
     "the label of the bar that the slide is about: the others step back"},
    {"bar", Type::Tables, Need::Optional, "", 0, 12, "the bars", {}, &bar_table},
    {"series",
     Type::Tables,
     Need::Optional,
     "",
     0,
     4,
     "one for each column of numbers",
     {},
     &bars_series_table},
};

constexpr Key line_series_keys[] = {
    words("label", Need::Optional, 30, "name of the line, at its end"),
    {"column", Type::Text, Need::Required, "", 1, 120, "the column of the data that it draws"},
    {"area", Type::Boolean, Need::Optional, "false", 0, 0, "filled down to zero"},
};
constexpr Section line_series_table{"[[slide.series]] of line", "One line.", line_series_keys};
constexpr Key note_keys[] = {
    words("label", Need::Required, 40, "what happened"),
    {"row", Type::Text, Need::Required, "", 1, 120, "where, by the first cell of a row"},
    {"series", Type::Integer, Need::Optional, "1", 1, 4, "on which line"},
};
constexpr Section note_table{"[[slide.annotation]]", "Words at one point of a line.", note_keys};
constexpr Key line_keys[] = {
    prefix_key,
    suffix_key,
    {"data", Type::Text, Need::Required, "", 1, 40, "id of a [[data]] whose rows are drawn, in order"},
    rows_key,
    {"series",
     Type::Tables,
     Need::Required,
     "",
     1,
     4,
     "the lines, the first in the strong colour",
     {},
     &line_series_table},
    {"annotation", Type::Tables, Need::Optional, "", 0, 4, "words at points", {}, &note_table},
};

constexpr Key part_keys[] = {
    words("label", Need::Required, 40, "what the part is"),
    {"fact", Type::Text, Need::Required, "", 1, 40, "the fact whose number it is"},
};
constexpr Section part_table{"[[slide.part]]", "One part of the whole; in place of data.", part_keys};
constexpr Key donut_keys[] = {
    prefix_key,
    suffix_key,
    data_key,
    rows_key,
    {"column", Type::Text, Need::Optional, "", 1, 120, "the column with its numbers; the second when absent"},
    {"part", Type::Tables, Need::Optional, "", 0, 6, "the parts, 2 to 6", {}, &part_table},
};

constexpr Key pictogram_keys[] = {
    figure_id_key,
    part_key("icon_id", "as title_id, for the icon beside the legend"),
    {"icon", Type::Text, Need::Required, "", 1, 40, "name of an icon of the program or of the theme"},
    {"per", Type::Number, Need::Optional, "1", 0.001, 1e12, "how many one icon stands for"},
    {"of", Type::Text, Need::Optional, "", 1, 40, "the fact that is the whole: its rest is drawn unlit"},
    words("legend", Need::Required, 40, "behind one icon: what it stands for, such as \"= 1,000 meals\""),
    prefix_key,
    suffix_key,
};

constexpr Key goal_keys[] = {
    figure_id_key,
    {"aim", Type::Text, Need::Optional, "", 1, 40, "the fact that is the aim"},
    {"today", Type::Boolean, Need::Optional, "false", 0, 0,
     "the pledges of the day and the aim of the kiosk, in place of the two facts"},
    words("label", Need::Optional, 30, "behind the figure, such as \"raised so far\""),
    prefix_key,
    suffix_key,
};

} // namespace

constexpr Section kind_number{"kind number", "One large figure that counts up. The fact is its number.",
                              number_keys};
constexpr Section kind_bars{"kind bars", "Bars with their numbers on them, at most 12, or 24 in series.",
                            bars_keys};
constexpr Section kind_line{"kind line", "Numbers in order, joined: how something went.", line_keys};
constexpr Section kind_donut{"kind donut", "Parts of a whole, the largest in the middle.", donut_keys};
constexpr Section kind_pictogram{"kind pictogram",
                                 "Icons, each for so many; the last may be a part. The fact is their number.",
                                 pictogram_keys};
constexpr Section kind_goal{"kind goal", "How much of an aim is reached. The fact is what has come in.",
                            goal_keys};

} // namespace kiosk::deck
