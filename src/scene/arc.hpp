// A quadratic curve of which any part from its start can be drawn, measured by length. Used for the lines of
// the map; knows no time and draws nothing itself.
#pragma once

#include <array>

#include "base/geometry.hpp"
#include "draw/draw_list.hpp"

namespace kiosk::scene {

class Arc {
  public:
    Arc() = default;
    // From one point to another, its control point the middle of the chord raised by `bend` of the chord's
    // length.
    Arc(Point from, Point to, float bend);

    [[nodiscard]] Point from() const { return from_; }
    [[nodiscard]] Point to() const { return to_; }
    // The point at a fraction (0..1) of the length.
    [[nodiscard]] Point at(float fraction) const { return on_curve(parameter(fraction)); }
    // The path of the first `fraction` of the length; `path` keeps its memory.
    void start_of(float fraction, draw::Path& path) const;

  private:
    // Enough for less than half a pixel of error on the longest line of the map.
    static constexpr std::size_t samples = 48;
    [[nodiscard]] Point on_curve(float t) const;
    [[nodiscard]] float parameter(float fraction) const;

    Point from_, control_, to_;
    std::array<float, samples + 1> lengths_{}; // up to each sample, as a fraction of the whole
};

} // namespace kiosk::scene
