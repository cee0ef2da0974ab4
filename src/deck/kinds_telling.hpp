// The kinds of slide that tell in words and places: timeline, compare, flow, points on a map, quote, list,
// steps. Part of deck.hpp, which everybody includes; filled by load_telling.cpp, drawn by scene/. Values
// only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/localised.hpp"
#include "deck/kinds.hpp"
#include "deck/quantity.hpp"

namespace kiosk::deck {

// What a part of a picture stands for, and so its colour.
enum class Tone : std::uint8_t { Plain, Harm, WayOut };

struct Dated { // one moment of a timeline
    Localised when, label;
    std::optional<int> day; // since 1970-01-01, where the deck gives a date
    bool marked = false;
};
struct Timeline { // 2 to 8 moments on a line, in order
    std::vector<Dated> moments;
    // All moments have dates: they may stand on the line as far apart as they are in time.
    [[nodiscard]] bool to_scale() const {
        for (const Dated& one : moments)
            if (!one.day) return false;
        return true;
    }
};

struct Side { // one of the two that are compared
    Localised label, figure, text;
    std::optional<Quantity> quantity; // not negative
    Tone tone = Tone::Plain;
};
struct Compare { // two quantities by area where both have a number, else two states in words
    Side from, to;
};

struct FlowEnd {
    Localised label;
    std::optional<Quantity> sum; // of its bands, where they can be added
    Tone tone = Tone::Plain;
};
struct FlowBand { // indices into sources and targets
    std::size_t from = 0, to = 0;
    double value = 0; // over 0
};
constexpr std::size_t flow_ends_max = 6; // more bars would be thinner than their labels
struct Flow {                            // bands from sources to targets, as wide as their numbers
    std::vector<FlowEnd> sources, targets;
    std::vector<FlowBand> bands;
};

struct MapPoint {
    Place place;
    std::optional<Quantity> quantity; // not negative: the area of its dot
    Tone tone = Tone::Harm;
};
struct MapArc { // indices into the points
    std::size_t from = 0, to = 0;
};
struct Region { // degrees; west may be greater than east: then it crosses the date line
    double west = -170, east = 190, south = -56, north = 78;
    [[nodiscard]] bool holds(const Place& place) const {
        const bool across = west < east ? place.longitude >= west && place.longitude <= east
                                        : place.longitude >= west || place.longitude <= east;
        return across && place.latitude >= south && place.latitude <= north;
    }
};
struct Points { // places on a map, and lines between them
    std::vector<MapPoint> points;
    std::vector<MapArc> arcs;
    std::optional<Region> region;
};

struct Quote { // the title is what was said
    Localised who, role;
};

struct Item { // a line of a list, or a step
    Localised label, text;
    std::string icon; // name of an icon; empty: its number
    PartId part = no_part;
};
struct List {
    std::vector<Item> items;
};
struct Steps {
    std::vector<Item> items;
};

} // namespace kiosk::deck
