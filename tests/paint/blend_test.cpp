#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "paint/blend.hpp"

using namespace kiosk;

namespace {

int channel(std::uint32_t pixel, unsigned shift) {
    return static_cast<int>(pixel >> shift & 0xFFU);
}

// source over dst by the book, in floating point.
int over(int dst, double source, double alpha) {
    return static_cast<int>(std::lround(source * alpha + dst * (1 - alpha)));
}

} // namespace

TEST_CASE("blending is within a level of the formula at every alpha, coverage and level") {
    for (int alpha = 0; alpha <= 255; alpha += 3) {
        for (int coverage = 0; coverage <= 255; coverage += 5) {
            std::array<std::uint32_t, 6> dst{0xFF000000, 0xFFFFFFFF, 0xFF808080,
                                             0xFF123456, 0xFFFEDCBA, 0xFF7F7F7F};
            const auto before = dst;
            std::array<std::uint8_t, 6> mask{};
            mask.fill(static_cast<std::uint8_t>(coverage));
            paint::blend(dst, Colour{255, 107, 0, static_cast<std::uint8_t>(alpha)}, mask.data());
            auto again = before;
            const auto level = [&](int c) { return static_cast<std::uint32_t>((c * alpha + 127) / 255); };
            const std::uint32_t premultiplied =
                static_cast<std::uint32_t>(alpha) << 24U | level(255) << 16U | level(107) << 8U;
            std::array<std::uint32_t, 6> source{};
            source.fill(premultiplied);
            paint::blend(again, source.data(), mask.data());
            const double share = alpha / 255.0 * coverage / 255.0;
            for (std::size_t i = 0; i < dst.size(); ++i) {
                const int red = over(channel(before.at(i), 16), 255, share);
                const int green = over(channel(before.at(i), 8), 107, share);
                REQUIRE(std::abs(channel(dst.at(i), 16) - red) <= 1);
                REQUIRE(std::abs(channel(dst.at(i), 8) - green) <= 1);
                REQUIRE(std::abs(channel(again.at(i), 16) - red) <= 2);
                REQUIRE(std::abs(channel(again.at(i), 8) - green) <= 2);
                REQUIRE((dst.at(i) >> 24U) == 0xFF);
                REQUIRE((again.at(i) >> 24U) == 0xFF);
            }
        }
    }
}

TEST_CASE("nothing and all are exact") {
    std::array<std::uint32_t, 5> dst{0xFF010203, 0xFFFFFFFF, 0xFF808080, 0xFF123456, 0xFF000000};
    const auto before = dst;
    const std::array<std::uint8_t, 5> none{}, all{255, 255, 255, 255, 255};
    const std::array<std::uint32_t, 5> clear{};
    paint::blend(dst, Colour{9, 8, 7}, none.data());
    paint::blend(dst, Colour{9, 8, 7, 0});
    paint::blend(dst, clear.data());
    paint::blend(dst, clear.data(), all.data());
    CHECK(dst == before);
    paint::blend(dst, Colour{9, 8, 7}, all.data());
    for (const std::uint32_t p : dst) CHECK(p == 0xFF090807);
    dst = before;
    std::array<std::uint32_t, 5> opaque{};
    opaque.fill(0xFF090807);
    paint::blend(dst, opaque.data());
    for (const std::uint32_t p : dst) CHECK(p == 0xFF090807);
}

TEST_CASE("a pixel does not depend on the length of its row") {
    std::vector<std::uint8_t> mask;
    for (int i = 0; i < 23; ++i) mask.push_back(static_cast<std::uint8_t>(i * 11));
    std::vector<std::uint32_t> whole(23, 0xFF336699);
    paint::blend(whole, Colour{255, 193, 69, 200}, mask.data());
    for (std::size_t first = 0; first < whole.size(); ++first) {
        std::vector<std::uint32_t> part(whole.size() - first, 0xFF336699);
        paint::blend(part, Colour{255, 193, 69, 200}, mask.data() + first);
        REQUIRE(std::equal(part.begin(), part.end(), whole.begin() + static_cast<std::ptrdiff_t>(first)));
    }
}

TEST_CASE("a tile laid again and again gives the pixels of the row that it stands for, at every alpha") {
    for (int alpha = 0; alpha <= 255; ++alpha) {
        const auto level = [&](int c) { return static_cast<std::uint32_t>(c * alpha / 255); };
        std::array<std::uint32_t, 8> tile{};
        for (std::size_t i = 0; i < tile.size(); ++i)
            tile.at(i) = static_cast<std::uint32_t>(alpha) << 24U | level(255) << 16U |
                         level(30 * static_cast<int>(i)) << 8U | level(7);
        for (const std::size_t length : {1U, 7U, 8U, 21U}) {
            std::vector<std::uint32_t> source, row(length, 0xFF336699);
            for (std::size_t i = 0; i < length; ++i) source.push_back(tile.at(i % tile.size()));
            auto expected = row;
            paint::blend(expected, source.data());
            paint::blend(row, tile, alpha);
            REQUIRE(row == expected);
        }
    }
}
