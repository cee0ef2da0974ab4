#include "paint/blend.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace kiosk::paint {

namespace {

// Four pixels at a time, each of their sixteen channels in 16 bits: vectors of gcc and clang, which become
// the vector instructions of any machine. They go by reference: how they would be handed over by value
// depends on the processor.
constexpr std::size_t block = 4;
using Pixels [[gnu::vector_size(16)]] = std::uint32_t;
using Bytes [[gnu::vector_size(16)]] = std::uint8_t;
using Lanes [[gnu::vector_size(32)]] = std::uint16_t;

constexpr std::uint32_t opaque_top = 0xFF000000;

constexpr std::uint32_t pixel(Colour c) {
    return opaque_top | std::uint32_t{c.r} << 16U | std::uint32_t{c.g} << 8U | std::uint32_t{c.b};
}

// 0..255 to 0..256, so that full is exactly full.
constexpr std::uint32_t to_256(std::uint32_t a) {
    return a + (a >> 7U);
}
void make_256(Lanes& lanes) {
    lanes += lanes >> 7;
}

void fill(Lanes& out, std::uint32_t value) {
    out = Lanes{} + static_cast<std::uint16_t>(value);
}

void widen(Lanes& out, const Pixels& pixels) {
    Bytes bytes;
    std::memcpy(&bytes, &pixels, sizeof(bytes));
    out = __builtin_convertvector(bytes, Lanes);
}

// Each pixel's lowest byte in all of its channels.
void spread(Lanes& out, const Pixels& bytes_of_pixels) {
    Pixels wide = bytes_of_pixels | bytes_of_pixels << 8;
    wide |= wide << 16;
    widen(out, wide);
}
// The same of four bytes of coverage, as 0..256.
void spread(Lanes& out, const std::uint8_t* coverage) {
    std::uint32_t all = 0;
    std::memcpy(&all, coverage, sizeof(all));
    const Pixels first{all, 0, 0, 0};
    Bytes bytes;
    std::memcpy(&bytes, &first, sizeof(bytes));
    // Each byte twice, and again.
    for (int i = 0; i < 2; ++i)
        bytes = __builtin_shufflevector(bytes, bytes, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7);
    out = __builtin_convertvector(bytes, Lanes);
    make_256(out);
}

// pixels = (src * weight + pixels * rest) / 256, rounded; it does not overflow while weight + rest <= 256.
void mix(Pixels& pixels, const Lanes& src, const Lanes& weight, const Lanes& rest) {
    Lanes lanes;
    widen(lanes, pixels);
    lanes = (src * weight + lanes * rest + 128) >> 8;
    const Bytes bytes = __builtin_convertvector(lanes, Bytes);
    std::memcpy(&pixels, &bytes, sizeof(pixels));
}

// Calls each(dst, source, coverage) with four pixels at a time. A short rest at the end goes by way of
// copies, so that `each` never counts. Source and coverage may be null and are then not to be read.
template <typename Each>
void in_blocks(std::span<std::uint32_t> dst, const std::uint32_t* source, const std::uint8_t* coverage,
               Each each) {
    std::size_t at = 0;
    for (; at + block <= dst.size(); at += block) {
        each(dst.data() + at, source == nullptr ? nullptr : source + at,
             coverage == nullptr ? nullptr : coverage + at);
    }
    if (at == dst.size()) return;
    std::array<std::uint32_t, block> last{}, last_source{};
    std::array<std::uint8_t, block> last_coverage{};
    const std::size_t count = dst.size() - at;
    std::copy_n(dst.data() + at, count, last.data());
    if (source != nullptr) std::copy_n(source + at, count, last_source.data());
    if (coverage != nullptr) std::copy_n(coverage + at, count, last_coverage.data());
    each(last.data(), last_source.data(), last_coverage.data());
    std::copy_n(last.data(), count, dst.data() + at);
}

std::uint32_t all_of(const std::uint8_t* coverage) {
    std::uint32_t all = 0;
    std::memcpy(&all, coverage, sizeof(all));
    return all;
}
constexpr std::uint32_t none_covered = 0, all_covered = 0xFFFFFFFF;

void load(Pixels& pixels, const std::uint32_t* from) {
    std::memcpy(&pixels, from, sizeof(pixels));
}
void store(std::uint32_t* to, const Pixels& pixels) {
    std::memcpy(to, &pixels, sizeof(pixels));
}

} // namespace

void blend(std::span<std::uint32_t> dst, Colour colour) {
    if (colour.a == 255) {
        std::fill(dst.begin(), dst.end(), pixel(colour));
        return;
    }
    const std::uint32_t alpha = to_256(colour.a);
    Lanes src, weight, rest;
    widen(src, Pixels{} + pixel(colour));
    fill(weight, alpha);
    fill(rest, 256 - alpha);
    in_blocks(dst, nullptr, nullptr, [&](std::uint32_t* d, const std::uint32_t*, const std::uint8_t*) {
        Pixels pixels;
        load(pixels, d);
        mix(pixels, src, weight, rest);
        store(d, pixels);
    });
}

void blend(std::span<std::uint32_t> dst, Colour colour, const std::uint8_t* coverage) {
    const std::uint32_t alpha = to_256(colour.a), source = pixel(colour);
    const bool opaque = alpha == 256;
    Lanes src;
    widen(src, Pixels{} + source);
    const auto each = [&](std::uint32_t* d, const std::uint32_t*, const std::uint8_t* covered) {
        // Most of what a mask covers it covers in full.
        const std::uint32_t all = all_of(covered);
        if (all == none_covered) return;
        if (all == all_covered && opaque) {
            store(d, Pixels{} + source);
            return;
        }
        Lanes weight;
        spread(weight, covered);
        // 256 times 256 would not fit in 16 bits; it needs no product.
        if (!opaque) weight = (weight * static_cast<std::uint16_t>(alpha) + 128) >> 8;
        Pixels pixels;
        load(pixels, d);
        mix(pixels, src, weight, 256 - weight);
        store(d, pixels);
    };
    in_blocks(dst, nullptr, coverage, each);
}

void blend(std::span<std::uint32_t> dst, const std::uint32_t* source) {
    Lanes weight;
    fill(weight, 256);
    const auto each = [&](std::uint32_t* d, const std::uint32_t* from, const std::uint8_t*) {
        Pixels pixels, over;
        load(over, from);
        load(pixels, d);
        Lanes src, rest;
        widen(src, over);
        spread(rest, over >> 24);
        make_256(rest);
        mix(pixels, src, weight, 256 - rest);
        store(d, pixels | opaque_top);
    };
    in_blocks(dst, source, nullptr, each);
}

void blend(std::span<std::uint32_t> dst, const std::uint32_t* source, const std::uint8_t* coverage) {
    const auto each = [&](std::uint32_t* d, const std::uint32_t* from, const std::uint8_t* covered) {
        if (all_of(covered) == none_covered) return;
        Pixels pixels, over;
        load(over, from);
        load(pixels, d);
        Lanes src, weight, alpha;
        widen(src, over);
        spread(weight, covered);
        spread(alpha, over >> 24);
        make_256(alpha);
        // Rounded up, so that the two never add up to more than 16 bits hold: (alpha * weight + 255) / 256.
        // Of 256 times 256 no bit is left in 16.
        Lanes gone = (alpha * weight + 255) >> 8;
        gone |= (alpha & weight) & 256;
        mix(pixels, src, weight, 256 - gone);
        store(d, pixels | opaque_top);
    };
    in_blocks(dst, source, coverage, each);
}

void blend(std::span<std::uint32_t> dst, std::span<const std::uint32_t> tile, int alpha) {
    Lanes weight, rest;
    fill(weight, 256);
    fill(rest, 256 - to_256(static_cast<std::uint32_t>(alpha)));
    const auto each = [&](std::uint32_t* d, const std::uint32_t* from, const std::uint8_t*) {
        Pixels pixels, over;
        load(over, from);
        load(pixels, d);
        Lanes src;
        widen(src, over);
        mix(pixels, src, weight, rest);
        store(d, pixels | opaque_top);
    };
    for (; !dst.empty(); dst = dst.subspan(std::min(tile.size(), dst.size())))
        in_blocks(dst.first(std::min(tile.size(), dst.size())), tile.data(), nullptr, each);
}

} // namespace kiosk::paint
