// The table of the kinds of slide: the word in deck.toml, the keys that it adds, and what reads them. A kind
// is one row here, one type in deck.hpp and one make_picture() in scene/kinds.hpp. Included by the tables and
// loaders of deck/ only; data only.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

#include "deck/deck.hpp"
#include "deck/schema.hpp"

namespace kiosk::deck {

class KindReader;

// A key that names a part of a slide which goes to the part of the same name on the slide before or after.
constexpr Key part_key(std::string_view name, std::string_view doc) {
    return {name, Type::Text, Need::Optional, "", 1, 40, doc};
}
constexpr Key figure_id_key = part_key("figure_id", "as title_id, for the figure");
constexpr Key lights_id_key = part_key("lights_id", "as title_id, for what lights up, one after another");

struct KindRow {
    std::string_view name;
    const Section* section;
    Kind (*load)(KindReader& reader);
    Ground ground = Ground::Night; // where the slide names none
};

// tables_kinds.cpp
extern const Section kind_rise, kind_ratio, kind_share, kind_field, kind_divide, kind_map, kind_band,
    kind_lights, kind_ask, kind_statement;
// tables_picture.cpp, load_picture.cpp
extern const Section kind_picture;
[[nodiscard]] Kind load_picture(KindReader& reader);
// tables_chart.cpp
extern const Section kind_number, kind_bars, kind_line, kind_donut, kind_pictogram, kind_goal;
// tables_telling.cpp
extern const Section kind_timeline, kind_compare, kind_flow, kind_quote, kind_list, kind_steps;
// load_kind.cpp
[[nodiscard]] Kind load_rise(KindReader& reader);
[[nodiscard]] Kind load_ratio(KindReader& reader);
[[nodiscard]] Kind load_share(KindReader& reader);
[[nodiscard]] Kind load_field(KindReader& reader);
[[nodiscard]] Kind load_divide(KindReader& reader);
[[nodiscard]] Kind load_map(KindReader& reader);
[[nodiscard]] Kind load_band(KindReader& reader);
[[nodiscard]] Kind load_lights(KindReader& reader);
[[nodiscard]] Kind load_ask(KindReader& reader);
[[nodiscard]] Kind load_statement(KindReader& reader);
// load_chart.cpp
[[nodiscard]] Kind load_bars(KindReader& reader);
[[nodiscard]] Kind load_line(KindReader& reader);
[[nodiscard]] Kind load_donut(KindReader& reader);
// load_figure.cpp
[[nodiscard]] Kind load_number(KindReader& reader);
[[nodiscard]] Kind load_pictogram(KindReader& reader);
[[nodiscard]] Kind load_goal(KindReader& reader);

// load_telling.cpp
[[nodiscard]] Kind load_timeline(KindReader& reader);
[[nodiscard]] Kind load_compare(KindReader& reader);
[[nodiscard]] Kind load_flow(KindReader& reader);
[[nodiscard]] Kind load_quote(KindReader& reader);
[[nodiscard]] Kind load_list(KindReader& reader);
[[nodiscard]] Kind load_steps(KindReader& reader);

inline constexpr KindRow kind_rows[] = {
    {"rise", &kind_rise, load_rise},
    {"ratio", &kind_ratio, load_ratio},
    {"share", &kind_share, load_share},
    {"field", &kind_field, load_field},
    {"divide", &kind_divide, load_divide},
    {"map", &kind_map, load_map},
    {"band", &kind_band, load_band},
    {"lights", &kind_lights, load_lights, Ground::Dawn},
    {"picture", &kind_picture, load_picture},
    {"ask", &kind_ask, load_ask, Ground::Amber},
    {"number", &kind_number, load_number},
    {"bars", &kind_bars, load_bars},
    {"line", &kind_line, load_line},
    {"donut", &kind_donut, load_donut},
    {"pictogram", &kind_pictogram, load_pictogram},
    {"goal", &kind_goal, load_goal, Ground::Dawn},
    {"timeline", &kind_timeline, load_timeline},
    {"compare", &kind_compare, load_compare},
    {"flow", &kind_flow, load_flow},
    {"quote", &kind_quote, load_quote},
    {"list", &kind_list, load_list},
    {"steps", &kind_steps, load_steps},
    // The last one is what an unknown kind is read as.
    {"statement", &kind_statement, load_statement},
};

inline constexpr auto kind_names = [] {
    std::array<std::string_view, std::size(kind_rows)> names;
    std::transform(std::begin(kind_rows), std::end(kind_rows), names.begin(),
                   [](const KindRow& row) { return row.name; });
    return names;
}();

} // namespace kiosk::deck
