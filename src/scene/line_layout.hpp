// Where the lines of a chart run, the numbers of its axis, and the words at ends and points. Made once by the
// kind `line`; knows no colour of the theme and no time.
#pragma once

#include <optional>
#include <vector>

#include "scene/chart_words.hpp"

namespace kiosk::scene {

struct LineLayout {
    struct Tick {
        float y = 0;
        Label label;
    };
    struct Series {
        draw::Path line;
        std::optional<draw::Path> area; // closed, down to zero
        std::vector<Point> points;      // those that were measured
        LabelBlock value;               // of the last point
        LabelBlock name;
    };
    struct Note {
        Point at;
        LabelBlock words;
        Rect box;     // of the words
        Point leader; // where the thin line from the point ends
    };
    Rect plot; // from the first point to the last, from the lowest tick to the highest
    std::vector<Tick> ticks;
    std::vector<Label> dates;
    std::vector<Series> series;
    std::vector<Note> notes;

    [[nodiscard]] static LineLayout make(const Context& context, const deck::Line& kind, const Rect& art);
};

} // namespace kiosk::scene
