// A PNG or JPEG as rows of pixels, by stb_image with every other format left out. Called by the sandboxed
// child (decode_child.cpp) and by the fuzz target, never on the bytes of a stranger in the kiosk's own
// process.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/geometry.hpp"
#include "base/result.hpp"

namespace kiosk::photo {

struct Pixels {
    PixelSize size;
    std::vector<std::uint8_t> rgba; // straight alpha, row by row without gaps
};

// Looks at the header first (base/image_header.hpp): what is past a bound is never decoded. Fails where the
// file does not keep what its header says.
[[nodiscard]] Result<Pixels> decode(std::span<const std::byte> file);

} // namespace kiosk::photo
