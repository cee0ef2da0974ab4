// What the kinds of slide that tell need beyond title, body and source.
#include <algorithm>
#include <charconv>
#include <string>
#include <vector>

#include "base/nearest.hpp"
#include "deck/kind_reader.hpp"
#include "deck/kind_rows.hpp"
#include "deck/say.hpp"

namespace kiosk::deck {

namespace {

// Days since 1970-01-01 of "2020", "2020-03" or "2020-03-14"; a shorter date is its first day.
// Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2013), days_from_civil.
std::optional<int> day_of(std::string_view date) {
    const auto part = [&](std::size_t first, std::size_t length, int otherwise) {
        int value = otherwise;
        if (date.size() >= first + length)
            std::from_chars(date.data() + first, date.data() + first + length, value);
        return value;
    };
    if (date.empty()) return std::nullopt;
    constexpr int days_per_era = 146'097, to_1970 = 719'468;
    int year = part(0, 4, 1970);
    const int month = part(5, 2, 1), day = part(8, 2, 1);
    year -= month <= 2 ? 1 : 0;
    const int era = (year >= 0 ? year : year - 399) / 400;
    const int year_of_era = year - era * 400;
    const int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * days_per_era + day_of_era - to_1970;
}

Tone tone(const KindReader& reader) {
    return static_cast<Tone>(reader.keys().choice("tone"));
}

// The number of `fact`, which is drawn as an area or a width: nothing without a fact; one below zero is an
// error.
std::optional<Quantity> drawn(KindReader& reader) {
    const Fact* fact = reader.fact();
    if (fact == nullptr) return std::nullopt;
    if (fact->quantity && fact->quantity->value >= 0) return fact->quantity;
    reader.wrong_fact(*fact, "fact", "a number of 0 or more");
    return std::nullopt;
}

Place place(KindReader& reader) {
    return {reader.words("label"), reader.keys().number("longitude"), reader.keys().number("latitude")};
}

// The place of the id at key `name` in `ids`; one that is not there is reported, and the first given back.
std::size_t named(KindReader& reader, std::string_view name, const std::vector<std::string>& ids,
                  std::string_view of) {
    const std::string id = reader.keys().text(name);
    const auto found = std::find(ids.begin(), ids.end(), id);
    if (found != ids.end()) return static_cast<std::size_t>(found - ids.begin());
    if (id.empty()) return 0; // reported as missing already
    const std::vector<std::string_view> known(ids.begin(), ids.end());
    const auto near = nearest(id, known);
    reader.error(name, "unknown-name", say(name, ": expected the id of a ", of, ", found \"", id, "\""),
                 near ? say("write \"", *near, "\"") : say("add a ", of, " with that id"));
    return 0;
}

Side side(KindReader& reader) {
    Side out;
    out.label = reader.words("label");
    out.figure = reader.words("figure");
    out.text = reader.words("text");
    out.quantity = drawn(reader);
    out.tone = tone(reader);
    return out;
}

std::vector<FlowEnd> ends(KindReader& reader, std::string_view name, std::vector<std::string>& ids) {
    std::vector<FlowEnd> out;
    reader.each(name, [&](KindReader& one) {
        check_id(one.keys(), ids, one.loading());
        out.push_back({one.words("label"), std::nullopt, tone(one)});
    });
    return out;
}

// The sum of an end grows by a band. A sum of other units, or of "over" and "almost", is none.
void add(std::optional<Quantity>& sum, const Quantity& one, bool& sound) {
    if (!sum) {
        sum = one;
        return;
    }
    sound = sound && sum->qualifier == one.qualifier && sum->unit.entries == one.unit.entries &&
            !one.is_fraction() && !sum->is_fraction();
    sum->value += one.value, sum->low += one.low;
    sum->decimals = std::max(sum->decimals, one.decimals);
}

void write_sums(Flow& flow, const std::vector<Quantity>& bands) {
    bool sound = true;
    for (std::size_t i = 0; i < bands.size(); ++i) {
        add(flow.sources[flow.bands[i].from].sum, bands[i], sound);
        add(flow.targets[flow.bands[i].to].sum, bands[i], sound);
    }
    if (sound) return;
    for (auto* side : {&flow.sources, &flow.targets})
        for (FlowEnd& end : *side) end.sum.reset();
}

Kind points(KindReader& reader) {
    Points out;
    std::vector<std::string> ids;
    reader.each("point", [&](KindReader& one) {
        check_id(one.keys(), ids, one.loading());
        out.points.push_back({place(one), drawn(one), tone(one)});
    });
    const auto with =
        std::ranges::count_if(out.points, [](const MapPoint& one) { return one.quantity.has_value(); });
    if (with > 0 && with < std::ssize(out.points))
        reader.error(
            "point", "value",
            say("point: expected a fact for each or for none, found ", with, " of ", out.points.size()),
            "name a fact with a number for each, or take them out");
    reader.each("arc", [&](KindReader& one) {
        const std::size_t from = named(one, "from", ids, "[[slide.point]]");
        const std::size_t to = named(one, "to", ids, "[[slide.point]]");
        if (from != to)
            out.arcs.push_back({from, to});
        else if (one.keys().text("from") == one.keys().text("to"))
            one.error("to", "value", "to: expected another point than from, found the same", "name another");
    });
    reader.table("region", [&](KindReader& one) {
        // The dots of the land are three degrees apart: a smaller part would show no shape.
        constexpr double width_least = 40, height_least = 24;
        Region region{one.keys().number("west"), one.keys().number("east"), one.keys().number("south"),
                      one.keys().number("north")};
        const double width = region.east - region.west + (region.east > region.west ? 0 : 360);
        if (width < width_least || region.north - region.south < height_least)
            one.error("west", "value",
                      say("region: expected ", width_least, " degrees or more from west to east and ",
                          height_least, " from south to north, found ", width, " and ",
                          region.north - region.south),
                      "show a larger part");
        else
            out.region = region;
    });
    for (const MapPoint& one : out.points)
        if (out.region && !out.region->holds(one.place))
            reader.error("point", "value",
                         say("point: expected points inside the region, found \"", one.place.label.in(""),
                             "\" outside"),
                         "make the region larger, or take the point out");
    return out;
}

std::vector<Item> items(KindReader& reader, std::string_view name) {
    std::vector<Item> out;
    reader.each(name, [&](KindReader& one) {
        out.push_back({one.words("label"), one.words("text"), one.icon("icon"), one.part("id")});
    });
    return out;
}

} // namespace

Kind load_timeline(KindReader& reader) {
    Timeline out;
    reader.each("moment", [&](KindReader& one) {
        Dated moment{one.words("when"), one.words("label"), day_of(one.keys().text("date")),
                     one.keys().boolean("marked")};
        const auto before = out.moments.empty() ? std::nullopt : out.moments.back().day;
        if (before && moment.day && *moment.day < *before)
            one.error("date", "value",
                      "date: expected one not before that of the moment above, found an earlier",
                      "put the moments in order");
        out.moments.push_back(std::move(moment));
    });
    return out;
}

Kind load_compare(KindReader& reader) {
    Compare out;
    reader.table("from", [&](KindReader& one) { out.from = side(one); });
    reader.table("to", [&](KindReader& one) { out.to = side(one); });
    const bool circles = out.from.quantity && out.to.quantity;
    for (const auto& [side, name] : {std::pair{&out.from, "from"}, std::pair{&out.to, "to"}})
        if (!circles && side->figure.empty() && side->text.empty() && reader.keys().has(name))
            reader.error(name, "missing-key",
                         say(name, ": expected text or figure, or a fact on both sides, found neither"),
                         "say the state in plain words: text = \"...\"");
    return out;
}

Kind load_flow(KindReader& reader) {
    Flow out;
    std::vector<std::string> from_ids, to_ids;
    out.sources = ends(reader, "from", from_ids);
    out.targets = ends(reader, "to", to_ids);
    std::vector<Quantity> bands;
    reader.each("band", [&](KindReader& one) {
        const std::size_t from = named(one, "from", from_ids, "[[slide.from]]");
        const std::size_t to = named(one, "to", to_ids, "[[slide.to]]");
        const auto quantity = drawn(one);
        if (!quantity || out.sources.empty() || out.targets.empty()) return;
        out.bands.push_back({from, to, quantity->value});
        bands.push_back(*quantity);
    });
    if (reader.keys().boolean("sums")) write_sums(out, bands);
    return out;
}

Kind load_quote(KindReader& reader) {
    return Quote{reader.words("who"), reader.words("role")};
}

Kind load_list(KindReader& reader) {
    return List{items(reader, "line")};
}

Kind load_steps(KindReader& reader) {
    return Steps{items(reader, "step")};
}

Kind load_map(KindReader& reader) {
    const bool line = reader.keys().has("from") || reader.keys().has("to");
    if (!line && reader.keys().has("point")) return points(reader);
    for (const std::string_view name : {"from", "to"})
        if (!reader.keys().has(name))
            reader.error(
                name, "missing-key", say("map: expected ", name, ", or a list of point, found neither"),
                say("write [slide.", name, "] with label, longitude and latitude, or [[slide.point]]"));
    if (line && reader.keys().has("point"))
        reader.error("point", "value", "point: expected from and to, or points, found both",
                     "make two slides of it");
    constexpr int rank_max = 999;
    Map out;
    const int rank = reader.whole("the rank", 1, rank_max, 1);
    out.figure.entries.emplace_back(reader.loading().translations.own(), say(rank));
    out.figure_suffix = reader.words("suffix");
    reader.table("from", [&](KindReader& one) { out.from = place(one); });
    reader.table("to", [&](KindReader& one) { out.to = place(one); });
    return out;
}

} // namespace kiosk::deck
