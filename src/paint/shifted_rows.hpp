// A row of an image that lies between four rows and columns of pixels, by quarters: for a picture that is
// shown at its own size and moves by less than a pixel (painter_cairo.cpp). No clipping here.
#pragma once

#include <cstdint>
#include <span>

namespace kiosk::paint {

// to[i] = what lies `right` quarters right of upper[i] and `down` quarters below it (0 to 3 each). `lower` is
// the row below; both rows hold one pixel more than `to` where `right` is over 0. Premultiplied ARGB32.
void shift_row(std::span<std::uint32_t> to, const std::uint32_t* upper, const std::uint32_t* lower,
               unsigned right, unsigned down);

} // namespace kiosk::paint
