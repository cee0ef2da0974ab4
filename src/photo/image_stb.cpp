#include "photo/image_stb.hpp"

#include <memory>
#include <string>

#include "base/image_header.hpp"

// Only what a deck may hold: the decoder of GIF in Debian's version crashes on small hostile files (stb issue
// 1916), and what is not compiled cannot be reached.
#define STBI_ONLY_PNG
#define STBI_ONLY_JPEG
#define STBI_NO_STDIO
#define STBI_NO_HDR
#define STBI_NO_LINEAR
#define STBI_MAX_DIMENSIONS 8192
#define STB_IMAGE_STATIC
#define STB_IMAGE_IMPLEMENTATION
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#include <stb/stb_image.h>
#pragma GCC diagnostic pop

namespace kiosk::photo {

namespace {

static_assert(STBI_MAX_DIMENSIONS == image_side_max);

struct Free {
    void operator()(stbi_uc* pixels) const { stbi_image_free(pixels); }
};

// Whether every part of a PNG lies within the file, up to its last one. stb asks for as much memory as a part
// claims to be long before it looks whether the file is: found by the fuzzer, a hundred bytes that ask for
// two gigabytes.
bool is_whole(std::span<const std::byte> png) {
    constexpr std::size_t signature = 8, around = 12; // length, name, check sum
    constexpr std::size_t last = 0x49454E44;          // "IEND"
    const auto four = [&](std::size_t at) {
        std::size_t value = 0;
        for (std::size_t i = 0; i < 4; ++i) value = value << 8U | std::to_integer<std::size_t>(png[at + i]);
        return value;
    };
    for (std::size_t at = signature; at + around <= png.size();) {
        const std::size_t length = four(at);
        if (length > png.size() - at - around) return false;
        if (four(at + 4) == last) return true;
        at += around + length;
    }
    return false;
}

} // namespace

Result<Pixels> decode(std::span<const std::byte> file) {
    constexpr int channels = 4;
    if (file.size() > image_bytes_max)
        return input_error("expected at most 20 MiB, found more; save it smaller");
    const auto header = read_image_header(file.first(std::min(file.size(), image_head_bytes_max)));
    if (!header) return header.error();
    if (header->format == ImageFormat::Png && !is_whole(file))
        return input_error(
            "expected a whole PNG, found one that ends in the middle of a part; save it again");
    int width = 0, height = 0, found = 0;
    const std::unique_ptr<stbi_uc, Free> decoded(
        stbi_load_from_memory(reinterpret_cast<const stbi_uc*>(file.data()), static_cast<int>(file.size()),
                              &width, &height, &found, channels));
    if (!decoded)
        return input_error(std::string("expected a whole picture, found one that cannot be decoded (") +
                           stbi_failure_reason() + "); save it again");
    if (header->stored != PixelSize{width, height})
        return input_error("expected a picture of the size that its header says, found another");
    Pixels pixels;
    pixels.size = {width, height};
    const std::size_t bytes = static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * channels;
    pixels.rgba.assign(decoded.get(), decoded.get() + bytes);
    return pixels;
}

} // namespace kiosk::photo
