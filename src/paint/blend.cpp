#include "paint/blend.hpp"

#include <algorithm>

namespace kiosk::paint {

namespace {

// Two channels at a time, 8 bits of each in 16: red and blue, and (shifted down) alpha and green.
constexpr std::uint32_t two_channels = 0x00FF00FF;
constexpr std::uint32_t two_halves = 0x00800080;

// 0..255 to 0..256, so that full is exactly full.
constexpr std::uint32_t to_256(std::uint32_t a) {
    return a + (a >> 7U);
}

// src * weight + dst * (256 - weight), rounded; weight 0..256.
constexpr std::uint32_t mixed(std::uint32_t dst, std::uint32_t src, std::uint32_t weight) {
    const std::uint32_t rest = 256 - weight;
    const std::uint32_t rb =
        ((src & two_channels) * weight + (dst & two_channels) * rest + two_halves) >> 8U & two_channels;
    const std::uint32_t ag =
        (((src >> 8U) & two_channels) * weight + ((dst >> 8U) & two_channels) * rest + two_halves) &
        ~two_channels;
    return rb | ag;
}

constexpr std::uint32_t scaled(std::uint32_t src, std::uint32_t weight) {
    const std::uint32_t rb = ((src & two_channels) * weight + two_halves) >> 8U & two_channels;
    const std::uint32_t ag = (((src >> 8U) & two_channels) * weight + two_halves) & ~two_channels;
    return rb | ag;
}

// A premultiplied source over an opaque pixel.
constexpr std::uint32_t over(std::uint32_t dst, std::uint32_t src) {
    return src + scaled(dst, 256 - to_256(src >> 24U));
}

constexpr std::uint32_t pixel(Colour c) {
    return 0xFF000000U | std::uint32_t{c.r} << 16U | std::uint32_t{c.g} << 8U | std::uint32_t{c.b};
}

constexpr std::uint32_t opaque_top = 0xFF000000;

} // namespace

void blend(std::span<std::uint32_t> dst, Colour colour) {
    const std::uint32_t src = pixel(colour);
    if (colour.a == 255) {
        std::fill(dst.begin(), dst.end(), src);
        return;
    }
    const std::uint32_t weight = to_256(colour.a);
    for (std::uint32_t& d : dst) d = mixed(d, src, weight) | opaque_top;
}

void blend(std::span<std::uint32_t> dst, Colour colour, const std::uint8_t* coverage) {
    const std::uint32_t src = pixel(colour);
    const std::uint32_t alpha = to_256(colour.a);
    for (std::size_t i = 0; i < dst.size(); ++i) {
        const std::uint32_t weight = (to_256(coverage[i]) * alpha + 128) >> 8U;
        dst[i] = mixed(dst[i], src, weight) | opaque_top;
    }
}

void blend(std::span<std::uint32_t> dst, const std::uint32_t* source) {
    for (std::size_t i = 0; i < dst.size(); ++i) dst[i] = over(dst[i], source[i]) | opaque_top;
}

void blend(std::span<std::uint32_t> dst, const std::uint32_t* source, const std::uint8_t* coverage) {
    for (std::size_t i = 0; i < dst.size(); ++i) {
        dst[i] = over(dst[i], scaled(source[i], to_256(coverage[i]))) | opaque_top;
    }
}

} // namespace kiosk::paint
