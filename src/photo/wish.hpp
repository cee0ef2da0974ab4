// What is wanted of a picture: how it is to lie in a room of so many pixels. Passed from those who show
// pictures to the child that decodes them. Values only.
#pragma once

#include <cstdint>

#include "base/geometry.hpp"

namespace kiosk::photo {

enum class Fit : std::uint8_t {
    Cover,   // fills the room; what is too much at two sides is cut off, the focus stays
    Contain, // all of it lies in the room, which it fills in one direction
};

struct Wish {
    PixelSize room; // in pixels of the screen
    Fit fit = Fit::Cover;
    Point focus{0.5F,
                0.5F}; // of the picture that stays in sight when it is cut: parts of its width and height
    bool operator==(const Wish&) const = default;
};

// The largest room that may be asked for: a screen of 4096 x 4096 or its like, with the margin of a slow pan.
constexpr int room_side_max = 8192;
constexpr std::int64_t room_pixels_max = 20'000'000;

} // namespace kiosk::photo
