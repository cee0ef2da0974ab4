// Inner loops of the painter: a colour, or a row of colours, laid over a row of pixels, whole or through a
// row of coverage (0..255). For the rasterising files of paint/. No clipping here: the caller cuts the row to
// its damage.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "base/colour.hpp"

namespace kiosk::paint {

// dst = colour over dst.
void blend(std::span<std::uint32_t> dst, Colour colour);
// dst = colour * coverage over dst; the coverage has at least as many entries as dst.
void blend(std::span<std::uint32_t> dst, Colour colour, const std::uint8_t* coverage);
// dst = source over dst; the source is premultiplied ARGB32, one for each pixel of dst.
void blend(std::span<std::uint32_t> dst, const std::uint32_t* source);
void blend(std::span<std::uint32_t> dst, const std::uint32_t* source, const std::uint8_t* coverage);
// dst = tile over dst, again and again; all pixels of the tile have one alpha, and are a multiple of four.
void blend(std::span<std::uint32_t> dst, std::span<const std::uint32_t> tile, int alpha);

} // namespace kiosk::paint
