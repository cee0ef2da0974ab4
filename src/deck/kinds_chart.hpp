// Kinds of slide that draw numbers: one figure, bars, lines, parts of a whole, icons, an aim. Part of
// deck.hpp; filled by load_chart.cpp and load_figure.cpp, drawn by scene/. Values only; nothing here knows a
// place.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/localised.hpp"
#include "deck/quantity.hpp"

namespace kiosk::deck {

// What stands before and behind each number of a slide, such as "£" and "%".
struct Affixes {
    Localised prefix, suffix;
};

struct Number { // one figure that counts up
    Quantity figure;
    Affixes affixes;
    std::optional<double> ring; // 0..1: a ring closes so far around nothing but itself
};

struct Bars { // one bar, or one for each series, for each row
    enum class Direction : std::uint8_t { Vertical, Horizontal };
    enum class Arrangement : std::uint8_t { Grouped, Stacked };
    struct Row {
        Localised label;
        std::vector<Quantity> values; // one for each series
        bool marked = false;
    };
    Direction direction = Direction::Vertical;
    Arrangement arrangement = Arrangement::Grouped;
    Affixes affixes;
    std::vector<Localised> series; // their names; empty when there is one alone
    std::vector<Row> rows;
};

struct Line { // values in order, joined
    struct Series {
        Localised label;
        std::vector<std::optional<double>> values; // one for each point; none: not measured
        bool area = false;                         // filled down to zero
    };
    struct Note {
        Localised label;
        std::size_t series = 0, point = 0;
    };
    Affixes affixes;
    int decimals = 0;
    std::vector<Localised> points; // what stands below: years, months
    std::vector<Series> series;
    std::vector<Note> notes;
};

struct Donut { // parts of a whole
    struct Part {
        Localised label;
        Quantity value;
    };
    Affixes affixes;
    std::vector<Part> parts;
};

struct Pictogram {    // icons, each for so many
    std::string icon; // its name
    double per = 1;   // what one icon stands for
    Quantity count;
    std::optional<Quantity> of; // the whole, whose rest is drawn unlit
    Affixes affixes;
    Localised legend; // behind one icon: "= 1,000 meals"
};

struct Goal {                // so much of an aim
    bool of_the_day = false; // the pledges of today and their aim, in place of the two
    Quantity raised, aim;
    Affixes affixes;
    Localised label; // behind the figure: "raised so far"
};

} // namespace kiosk::deck
