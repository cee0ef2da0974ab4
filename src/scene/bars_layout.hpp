// Where the bars of a chart stand and what is written on them, for bars that grow up and bars that grow from
// the left. Made once by the kind `bars`; knows no colour of the theme and no time.
#pragma once

#include <vector>

#include "scene/chart_words.hpp"
#include "scene/figure.hpp"

namespace kiosk::scene {

struct Bar {
    Rect rect;          // whole, grown
    float fades_px = 0; // of its far end: what the source leaves open
    std::size_t row = 0, series = 0;
    bool below = false; // of a number under zero
    bool marked = true; // one of those that the slide is about
    LabelBlock value;   // its number; no lines where it has no room
    bool value_inside = false;
};

struct BarsLayout {
    std::vector<Bar> bars;          // row by row, series by series
    std::vector<LabelBlock> labels; // of the rows
    std::vector<Label> names;       // of the series, in their colours
    Point axis_from, axis_to;       // where zero is
    bool grows_up = true;

    [[nodiscard]] static BarsLayout make(const Context& context, const deck::Bars& kind, const Rect& art,
                                         bool grows_up);
};

// Whether vertical bars have the room for their labels and numbers; where they have not, they lie.
[[nodiscard]] bool bars_grow_up(const Context& context, const deck::Bars& kind);

} // namespace kiosk::scene
