// Copies a block of pixels turned by quarters, for panels that hang on their side where no graphics device
// turns for us. Used by the presenter. Pure; never scales.
#pragma once

#include <cstdint>
#include <span>

#include "base/view.hpp"

namespace kiosk::paint {

// `from` points at the block's first pixel, `stride` in pixels; `to` takes turned(size, turn) pixels without
// gaps.
void turn_pixels(const std::uint32_t* from, int stride, PixelSize size, Turn turn,
                 std::span<std::uint32_t> to);

} // namespace kiosk::paint
