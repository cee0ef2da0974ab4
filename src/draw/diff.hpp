// What changed between two draw lists, as few rectangles of pixels. This is the whole of damage tracking:
// when nothing changed the damage is empty, and nothing is painted or shown.
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
    static Damage whole(PixelSize size);
    [[nodiscard]] std::span<const PixelRect> rects() const { return rects_; }
    [[nodiscard]] bool empty() const { return rects_.empty(); }

  private:
    std::vector<PixelRect> rects_;
};

// Compares by digests and order; keeps its scratch memory from frame to frame.
//
// A pixel shows the commands that cover it, in their order. So any common subsequence of the two lists may
// stay as it is, and the bounds of every other command of either list are damaged. The subsequence is the
// longest increasing one of the pairs with equal digests (the k-th of a kind with the k-th): O(n) when lists
// are alike at both ends, O(n log n) at worst.
//
// One shape is worth more care: an opaque disc that grows or shrinks around its middle, as large as the
// screen. Within the smaller of the two neither it nor what it hides has changed.
class Differ {
  public:
    // Adds to `damage`; both lists are shown through the same viewport.
    void compare(const DrawList& before, const DrawList& after, const Viewport& viewport, Damage& damage);

  private:
    static constexpr std::uint32_t none = 0xFFFFFFFF;
    struct Slot { // of the table from digests to the places in `before` that are not yet paired
        std::uint64_t digest = 0;
        std::uint32_t first = none;
    };
    void index(std::span<const Command> before);
    [[nodiscard]] Slot& slot(std::uint64_t digest);
    void pair_up(std::span<const Command> after);
    void keep_longest();
    // Inside it both lists show the same disc, and nothing below it; before these places in them.
    struct Hidden {
        Point centre;
        float radius = 0, outer = 0; // in design pixels
        std::size_t before = 0, after = 0;
        bool found = false;
    };
    [[nodiscard]] Hidden find_disc(std::span<const Command> before, std::span<const Command> after,
                                   float scale) const;

    std::vector<Slot> table_;
    std::vector<std::uint32_t> next_;     // in `before`: the next place with the same digest
    std::vector<std::uint32_t> pair_;     // of each command of `after`: its place in `before`, or none
    std::vector<std::uint32_t> tails_;    // of the increasing subsequences, by length
    std::vector<std::uint32_t> previous_; // in `after`, along the subsequence
    std::vector<bool> kept_;              // in `before`
};

} // namespace kiosk::draw
