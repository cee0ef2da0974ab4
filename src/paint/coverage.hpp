// How much of each pixel of a row a rounded box or a ring covers: circles are boxes with full corners.
// Straight edges are covered exactly; a round one by the distance of the pixel's centre from it, which is
// within 3 % of the area for radii over 2 px. No cache and no rounding of places, so that what moves slowly
// moves smoothly. For painter_cairo.cpp; pixels, not design units.
#pragma once

#include <cstdint>
#include <vector>

#include "base/geometry.hpp"
#include "draw/draw_list.hpp"

namespace kiosk::paint {

// Of one row: pixels [first, full_first) and [full_end, end) have coverage in the buffer, [full_first,
// full_end) is full (255). Empty when first >= end.
struct CoverageRow {
    int first = 0, full_first = 0, full_end = 0, end = 0;
};

struct RoundBox {
    Rect rect;
    draw::Corners corners;
};

// Coverage of the pixels of row y within [clip_first, clip_end); entry x - clip_first of `buffer` is pixel x.
[[nodiscard]] CoverageRow cover(const RoundBox& box, int y, int clip_first, int clip_end,
                                std::vector<std::uint8_t>& buffer);
// Inside `outer` and outside `inner`. Here [full_first, full_end) is the hole, where nothing is covered, and
// all else of the row has its coverage in the buffer.
[[nodiscard]] CoverageRow cover_ring(const RoundBox& outer, const RoundBox& inner, int y, int clip_first,
                                     int clip_end, std::vector<std::uint8_t>& buffer,
                                     std::vector<std::uint8_t>& scratch);

} // namespace kiosk::paint
