// Slides of the kinds that tell, of a charity that does not exist: few parts, and as many as a deck may have.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "deck/deck.hpp"
#include "scene/stage.hpp"

namespace kiosk::test {

inline deck::Quantity quantity(double value) {
    deck::Quantity out;
    out.value = out.low = value;
    out.unit = words("t");
    return out;
}

inline deck::Timeline timeline_kind(std::size_t count, bool dated) {
    deck::Timeline out;
    for (std::size_t i = 0; i < count; ++i) {
        const int year = 2000 + static_cast<int>(i * i);
        deck::Dated one{words("Year " + std::to_string(year)), words("The well at the crossing runs dry."),
                        std::nullopt, i == 1};
        if (dated) one.day = 365 * (year - 1970);
        out.moments.push_back(std::move(one));
    }
    return out;
}

inline deck::Compare compare_kind(double from, double to) {
    return {{words("Water carried"), {}, {}, quantity(from), deck::Tone::Plain},
            {words("Water needed"), {}, {}, quantity(to), deck::Tone::Harm}};
}
inline deck::Compare states_kind() {
    return {
        {words("Before"), words("6 hours"), words("To the river and back, each day."), {}, deck::Tone::Harm},
        {words("With a well"), words("9 min"), words("To the tap in the yard."), {}, deck::Tone::WayOut}};
}

// Every source to every target.
inline deck::Flow flow_kind(std::size_t sources, std::size_t targets) {
    deck::Flow out;
    for (std::size_t i = 0; i < sources; ++i)
        out.sources.push_back({words("Well " + std::to_string(i + 1)), quantity(10), deck::Tone::Plain});
    for (std::size_t i = 0; i < targets; ++i)
        out.targets.push_back({words("Village " + std::to_string(i + 1)), quantity(10),
                               i == 0 ? deck::Tone::WayOut : deck::Tone::Harm});
    for (std::size_t from = 0; from < sources; ++from)
        for (std::size_t to = 0; to < targets; ++to)
            out.bands.push_back({from, to, static_cast<double>(1 + (from * 3 + to) % 4)});
    return out;
}

inline deck::Points points_kind() {
    return {{{{words("Chile"), -71, -33}, quantity(4), deck::Tone::Harm},
             {{words("Kenya"), 38, 0}, quantity(16), deck::Tone::Harm},
             {{words("Uganda"), 32, 1}, quantity(1), deck::Tone::Harm},
             {{words("Ireland"), -8, 53}, quantity(9), deck::Tone::WayOut}},
            {{3, 1}, {3, 0}},
            {}};
}
inline deck::Points region_kind() {
    deck::Points out = points_kind();
    out.points.erase(out.points.begin());
    out.arcs = {{2, 0}};
    out.region = deck::Region{-30, 60, -10, 62};
    return out;
}

inline deck::Quote quote_kind() {
    return {words("Marian Hale"), words("farmer at Lower Harl, on the river since 1974")};
}

inline std::vector<deck::Item> items(std::size_t count, bool texts) {
    std::vector<deck::Item> out;
    for (std::size_t i = 0; i < count; ++i)
        out.push_back({words("Dig a metre of the bank"),
                       texts ? words("We lend the boots and the spade.") : Localised{},
                       i == 0 ? "drop" : ""});
    return out;
}

using NamedKinds = std::vector<std::pair<std::string, deck::Kind>>;

inline NamedKinds telling_kinds() {
    return {{"timeline", timeline_kind(4, true)},
            {"compare", compare_kind(20, 80)},
            {"flow", flow_kind(2, 3)},
            {"points", points_kind()},
            {"quote", quote_kind()},
            {"list", deck::List{items(4, false)}},
            {"steps", deck::Steps{items(3, true)}}};
}

// Others of them, and as full as a deck may make them.
inline NamedKinds crowded_kinds() {
    return {{"timeline-many", timeline_kind(8, false)},
            {"compare-states", states_kind()},
            {"flow-many", flow_kind(6, 6)},
            {"points-region", region_kind()},
            {"list-many", deck::List{items(6, true)}},
            {"steps-many", deck::Steps{items(5, true)}}};
}

} // namespace kiosk::test
