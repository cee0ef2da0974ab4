// What changed between two draw lists, as few rectangles of pixels. This is the whole of damage tracking: when
// nothing changed the damage is empty, and nothing is painted or shown.
#pragma once

#include <span>
#include <vector>

#include "base/geometry.hpp"
#include "draw/draw_list.hpp"

namespace kiosk::draw {

// How design pixels lie on the frame buffer: pixel = design * scale + offset.
struct Viewport {
    PixelSize size;
    float scale = 1;
    Point offset;
    // The largest canvas that fits the frame buffer, centred.
    [[nodiscard]] static Viewport fit(Size canvas, PixelSize size);
    [[nodiscard]] Point to_design(Point pixel) const;
    [[nodiscard]] PixelRect to_pixels(const Rect& design) const; // rounded outwards, cut to the frame buffer
    bool operator==(const Viewport&) const = default;
};

class Damage {
  public:
    static constexpr std::size_t rects_max = 24; // more are merged: each costs a pass over the list
    void clear() { rects_.clear(); }
    void add(PixelRect rect); // merges where the union wastes little
    [[nodiscard]] std::span<const PixelRect> rects() const { return rects_; }
    [[nodiscard]] bool empty() const { return rects_.empty(); }

  private:
    std::vector<PixelRect> rects_;
};

// Compares by digests and order; keeps its scratch memory from frame to frame.
class Differ {
  public:
    void compare(const DrawList& before, const DrawList& after, const Viewport& viewport, Damage& damage);

  private:
    std::vector<std::uint64_t> scratch_;
};

} // namespace kiosk::draw
