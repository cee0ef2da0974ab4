// A picture's header, then the picture. Oracle: what decodes has the size that its header says, lies within
// the bounds, and fits a room with as many pixels as it says.
#include <cstdint>
#include <cstdlib>
#include <span>

#include "base/image_header.hpp"
#include "photo/fit.hpp"
#include "photo/image_stb.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace kiosk;
    const auto file = std::as_bytes(std::span(bytes, size));
    const auto header = read_image_header(file);
    // Large ones only cost time here: what they cost the kiosk is bounded by the child.
    constexpr std::int64_t pixels_max = 512 * 512;
    if (!header) return 0;
    if (header->stored.width > image_side_max || header->stored.height > image_side_max) std::abort();
    const std::int64_t pixels = std::int64_t{header->stored.width} * header->stored.height;
    if (pixels > image_pixels_max) std::abort();
    if (pixels > pixels_max) return 0;
    auto decoded = photo::decode(file);
    if (!decoded) return 0;
    if (decoded->size != header->stored || decoded->rgba.size() != static_cast<std::size_t>(pixels) * 4)
        std::abort();
    const auto upright = photo::upright(std::move(*decoded), header->orientation);
    if (upright.size != header->upright()) std::abort();
    const auto fitted =
        photo::fit(upright, {{31, 17}, size % 2 == 0 ? photo::Fit::Cover : photo::Fit::Contain});
    if (fitted.pixels.size() != static_cast<std::size_t>(fitted.size.width * fitted.size.height))
        std::abort();
    for (const std::uint32_t pixel : fitted.pixels)
        if ((pixel >> 16U & 0xFFU) > pixel >> 24U) std::abort(); // premultiplied
    return 0;
}
