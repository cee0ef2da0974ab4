// An outline of lines and curves, built or kept by the caller. For the draw list, and for icons read from SVG
// path data. Draws nothing and knows no colour.
#pragma once

#include <cstdint>
#include <vector>

#include "base/geometry.hpp"

namespace kiosk {

enum class Verb : std::uint8_t { Move, Line, Quad, Cubic, Close };

// Verbs, and their points (1, 1, 2, 3 and 0 of them).
struct Path {
    std::vector<Verb> verbs;
    std::vector<Point> points;
    Path& move_to(Point p);
    Path& line_to(Point p);
    Path& quad_to(Point control, Point p);
    Path& cubic_to(Point c1, Point c2, Point p);
    Path& close();
    void clear() { verbs.clear(), points.clear(); }
};

} // namespace kiosk
