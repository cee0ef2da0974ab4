// What a picture file says of itself, read from its first bytes before anything is decoded: PNG or JPEG, and
// how large. Called where pictures come in (the deck's checks, the sandboxed decoder). Decodes nothing and
// trusts nothing: every length is checked against the bytes that are there.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "base/geometry.hpp"
#include "base/result.hpp"

namespace kiosk {

// The bounds of a picture that staff bring. A photograph of 16 million pixels is twice what a screen of
// 3840 x 2160 shows; what decodes to more than that costs memory and shows nothing.
constexpr std::size_t image_bytes_max = std::size_t{20} << 20;
constexpr int image_side_max = 8192;
constexpr std::int64_t image_pixels_max = 16'800'000;
// Within these bytes a JPEG must have said its size: room for eight blocks of what cameras write before it.
constexpr std::size_t image_head_bytes_max = std::size_t{512} << 10;

enum class ImageFormat : std::uint8_t { Png, Jpeg };

struct ImageHeader {
    ImageFormat format = ImageFormat::Png;
    PixelSize stored;    // as the rows lie in the file
    int orientation = 1; // how the camera was held: 1 to 8 as in EXIF 2.32, tag 0x0112; 1 is upright
    // As it is meant to be seen: from 5 on the sides change places.
    [[nodiscard]] PixelSize upright() const {
        return orientation >= 5 ? PixelSize{stored.height, stored.width} : stored;
    }
};

// Reads `head`, the first bytes of a file (all of them, or image_head_bytes_max). Fails with what was
// expected and found where it is neither format, is cut short, or goes past a bound. Formats: PNG (ISO/IEC
// 15948, 11.2.2), JPEG (ITU-T T.81, B.2.2), its orientation by EXIF.
[[nodiscard]] Result<ImageHeader> read_image_header(std::span<const std::byte> head);

} // namespace kiosk
