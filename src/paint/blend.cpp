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

// Each pixel's byte in all of its channels.
void spread(Lanes& out, const std::array<std::uint32_t, block>& bytes_of_pixels) {
    constexpr std::uint32_t to_all = 0x01010101;
    std::array<std::uint32_t, block> wide;
    for (std::size_t i = 0; i < block; ++i) wide[i] = bytes_of_pixels[i] * to_all;
    load(out, wide.data());
}
// The same of four bytes of coverage, as 0..256.
void spread(Lanes& out, const std::uint8_t* coverage) {
    spread(out, std::array<std::uint32_t, block>{coverage[0], coverage[1], coverage[2], coverage[3]});
    for (std::uint16_t& lane : out) lane = static_cast<std::uint16_t>(lane + (lane >> 7U));
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

std::uint32_t all_of(const std::uint8_t* coverage) {
    std::uint32_t all = 0;
    std::memcpy(&all, coverage, sizeof(all));
    return all;
}
constexpr std::uint32_t none_covered = 0, all_covered = 0xFFFFFFFF;

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
    const bool opaque = alpha == 256;
    Lanes src, weight, rest, full;
    load(src, std::array<std::uint32_t, block>{source, source, source, source}.data());
    full.fill(static_cast<std::uint16_t>(256 - alpha));
    in_blocks(
        dst, nullptr, coverage, [&](std::uint32_t* d, const std::uint32_t*, const std::uint8_t* covered) {
            // Most of what a mask covers it covers in full.
            const std::uint32_t all = all_of(covered);
            if (all == none_covered) return;
            if (all == all_covered && opaque) {
                std::fill_n(d, block, source);
                return;
            }
            spread(weight, covered);
            // 256 times 256 would not fit in 16 bits; it needs no product.
            if (!opaque)
                for (std::uint16_t& lane : weight)
                    lane = static_cast<std::uint16_t>(static_cast<std::uint16_t>(lane * alpha + 128U) >> 8U);
            for (std::size_t i = 0; i < lanes; ++i) rest[i] = static_cast<std::uint16_t>(256 - weight[i]);
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
            spread(rest, found);
            for (std::uint16_t& lane : rest) lane = static_cast<std::uint16_t>(256 - (lane + (lane >> 7U)));
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
                  if (all_of(covered) == none_covered) return;
                  load(src, pixels);
                  spread(weight, covered);
                  spread(rest, {pixels[0] >> 24U, pixels[1] >> 24U, pixels[2] >> 24U, pixels[3] >> 24U});
                  // Rounded so that the two never add up to more than 16 bits hold; the product of two 256
                  // and what rounds it take 17.
                  for (std::size_t i = 0; i < lanes; ++i) {
                      const std::uint32_t alpha = rest[i] + (std::uint32_t{rest[i]} >> 7U);
                      rest[i] = static_cast<std::uint16_t>(256 - ((alpha * weight[i] + 255) >> 8U));
                  }
                  mix(d, src, weight, rest);
                  make_opaque(d);
              });
}

} // namespace kiosk::paint
