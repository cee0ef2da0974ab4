#include "paint/blend.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace kiosk::paint {

namespace {

// Four pixels at a time, each of their sixteen channels in 16 bits: plain loops of a fixed length, which
// compilers turn into the vector instructions of any machine.
constexpr std::size_t block = 4;
constexpr std::size_t lanes = 4 * block;
using Lanes = std::array<std::uint16_t, lanes>;
using Bytes = std::array<std::uint8_t, lanes>;

constexpr std::uint32_t opaque_top = 0xFF000000;

constexpr std::uint32_t pixel(Colour c) {
    return opaque_top | std::uint32_t{c.r} << 16U | std::uint32_t{c.g} << 8U | std::uint32_t{c.b};
}

// 0..255 to 0..256, so that full is exactly full.
constexpr std::uint32_t to_256(std::uint32_t a) {
    return a + (a >> 7U);
}

void load(Lanes& out, const std::uint32_t* pixels) {
    Bytes bytes;
    std::memcpy(bytes.data(), pixels, lanes);
    for (std::size_t i = 0; i < lanes; ++i) out[i] = bytes[i];
}

// Each pixel's weight (0..256) in all of its channels.
void spread(Lanes& out, const std::array<std::uint32_t, block>& weights) {
    constexpr std::uint64_t to_all = 0x0001000100010001;
    std::array<std::uint64_t, block> wide;
    for (std::size_t i = 0; i < block; ++i) wide[i] = weights[i] * to_all;
    std::memcpy(out.data(), wide.data(), sizeof(out));
}

// dst = (src * weight + dst * rest) / 256, rounded; it does not overflow while weight + rest <= 256.
void mix(std::uint32_t* dst, const Lanes& src, const Lanes& weight, const Lanes& rest) {
    Bytes bytes;
    std::memcpy(bytes.data(), dst, lanes);
    for (std::size_t i = 0; i < lanes; ++i) {
        const auto sum = static_cast<std::uint16_t>(src[i] * weight[i] + bytes[i] * rest[i] + 128);
        bytes[i] = static_cast<std::uint8_t>(sum >> 8U);
    }
    std::memcpy(dst, bytes.data(), lanes);
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

bool is_blank(const std::uint8_t* coverage) {
    std::uint32_t all = 0;
    std::memcpy(&all, coverage, sizeof(all));
    return all == 0;
}

void make_opaque(std::uint32_t* dst) {
    for (std::size_t i = 0; i < block; ++i) dst[i] |= opaque_top;
}

using Weights = std::array<std::uint32_t, block>;

} // namespace

void blend(std::span<std::uint32_t> dst, Colour colour) {
    if (colour.a == 255) {
        std::fill(dst.begin(), dst.end(), pixel(colour));
        return;
    }
    const std::uint32_t alpha = to_256(colour.a), source = pixel(colour);
    Lanes src, weight, rest;
    load(src, std::array<std::uint32_t, block>{source, source, source, source}.data());
    weight.fill(static_cast<std::uint16_t>(alpha));
    rest.fill(static_cast<std::uint16_t>(256 - alpha));
    in_blocks(dst, nullptr, nullptr, [&](std::uint32_t* d, const std::uint32_t*, const std::uint8_t*) {
        mix(d, src, weight, rest);
    });
}

void blend(std::span<std::uint32_t> dst, Colour colour, const std::uint8_t* coverage) {
    const std::uint32_t alpha = to_256(colour.a), source = pixel(colour);
    Lanes src, weight, rest;
    load(src, std::array<std::uint32_t, block>{source, source, source, source}.data());
    in_blocks(dst, nullptr, coverage,
              [&](std::uint32_t* d, const std::uint32_t*, const std::uint8_t* covered) {
                  if (is_blank(covered)) return;
                  Weights weights, rests;
                  for (std::size_t i = 0; i < block; ++i) {
                      weights[i] = (to_256(covered[i]) * alpha + 128) >> 8U;
                      rests[i] = 256 - weights[i];
                  }
                  spread(weight, weights);
                  spread(rest, rests);
                  mix(d, src, weight, rest);
              });
}

void blend(std::span<std::uint32_t> dst, const std::uint32_t* source) {
    Lanes src, weight, rest;
    weight.fill(256);
    // Rows of a fading ground have one alpha all along: its weights are made once.
    Weights alphas{};
    rest.fill(256);
    in_blocks(dst, source, nullptr, [&](std::uint32_t* d, const std::uint32_t* pixels, const std::uint8_t*) {
        const Weights found{pixels[0] >> 24U, pixels[1] >> 24U, pixels[2] >> 24U, pixels[3] >> 24U};
        if (found != alphas) {
            alphas = found;
            Weights rests;
            for (std::size_t i = 0; i < block; ++i) rests[i] = 256 - to_256(found[i]);
            spread(rest, rests);
        }
        load(src, pixels);
        mix(d, src, weight, rest);
        make_opaque(d);
    });
}

void blend(std::span<std::uint32_t> dst, const std::uint32_t* source, const std::uint8_t* coverage) {
    Lanes src, weight, rest;
    in_blocks(dst, source, coverage,
              [&](std::uint32_t* d, const std::uint32_t* pixels, const std::uint8_t* covered) {
                  if (is_blank(covered)) return;
                  Weights weights, rests;
                  for (std::size_t i = 0; i < block; ++i) {
                      weights[i] = to_256(covered[i]);
                      // Rounded so that the two never add up to more than 16 bits hold.
                      rests[i] = 256 - ((to_256(pixels[i] >> 24U) * weights[i] + 255) >> 8U);
                  }
                  load(src, pixels);
                  spread(weight, weights);
                  spread(rest, rests);
                  mix(d, src, weight, rest);
                  make_opaque(d);
              });
}

} // namespace kiosk::paint
