// Pixels turned upright, cut to their focus and scaled to a room: what the screen shows, at its exact size,
// so that painting copies and never scales. Pure; called by the sandboxed child.
#pragma once

#include <cstdint>
#include <vector>

#include "photo/image_stb.hpp"
#include "photo/wish.hpp"

namespace kiosk::photo {

// Turned as EXIF's orientation (1 to 8) says; 1 is upright already.
[[nodiscard]] Pixels upright(Pixels pixels, int orientation);

struct Fitted {
    PixelSize size;                    // the wish's room, or smaller in one direction (Contain)
    std::vector<std::uint32_t> pixels; // premultiplied ARGB32
};
// Smaller by the average under a tent as wide as the step, larger by straight lines between pixels.
[[nodiscard]] Fitted fit(const Pixels& pixels, const Wish& wish);

// How many pixels of the screen one pixel of a picture of this size becomes; over 1 it is blown up.
[[nodiscard]] float enlargement(PixelSize picture, const Wish& wish);

} // namespace kiosk::photo
