#include <doctest/doctest.h>

#include <cmath>

#include "photo/fit.hpp"

using namespace kiosk;
using photo::Fit;
using photo::Pixels;
using photo::Wish;

namespace {

// Each pixel tells its place by its red (x) and green (y).
Pixels places(int width, int height) {
    Pixels pixels;
    pixels.size = {width, height};
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            for (const int value : {x, y, 0, 255}) pixels.rgba.push_back(static_cast<std::uint8_t>(value));
    return pixels;
}

std::pair<int, int> place_at(const Pixels& pixels, int x, int y) {
    const auto at = static_cast<std::size_t>(y * pixels.size.width + x) * 4;
    return {pixels.rgba[at], pixels.rgba[at + 1]};
}

int red(std::uint32_t pixel) {
    return static_cast<int>(pixel >> 16U & 0xFFU);
}

} // namespace

TEST_CASE("a picture is turned upright as its camera was held") {
    using Place = std::pair<int, int>;
    // What comes to the top left corner, and to the one right of it, by EXIF's drawing of the eight ways.
    const std::pair<Place, Place> wanted[] = {{{0, 0}, {1, 0}}, {{2, 0}, {1, 0}}, {{2, 1}, {1, 1}},
                                              {{0, 1}, {1, 1}}, {{0, 0}, {0, 1}}, {{0, 1}, {0, 0}},
                                              {{2, 1}, {2, 0}}, {{2, 0}, {2, 1}}};
    for (int orientation = 1; orientation <= 8; ++orientation) {
        CAPTURE(orientation);
        const Pixels turned = photo::upright(places(3, 2), orientation);
        CHECK(turned.size == (orientation >= 5 ? PixelSize{2, 3} : PixelSize{3, 2}));
        CHECK(place_at(turned, 0, 0) == wanted[orientation - 1].first);
        CHECK(place_at(turned, 1, 0) == wanted[orientation - 1].second);
    }
}

TEST_CASE("a picture at its own size keeps every pixel") {
    const auto fitted = photo::fit(places(40, 30), {{40, 30}});
    REQUIRE(fitted.size == PixelSize{40, 30});
    for (int y = 0; y < 30; ++y)
        for (int x = 0; x < 40; ++x) {
            const std::uint32_t pixel = fitted.pixels[static_cast<std::size_t>(y * 40 + x)];
            CHECK(red(pixel) == x);
            CHECK(static_cast<int>(pixel >> 8U & 0xFFU) == y);
            CHECK((pixel >> 24U) == 255U);
        }
}

TEST_CASE("a picture that covers fills its room, and keeps its focus in sight") {
    const Pixels wide = places(200, 50);
    for (const float focus : {0.0F, 0.5F, 1.0F}) {
        const auto fitted = photo::fit(wide, {{50, 50}, Fit::Cover, {focus, 0.5F}});
        REQUIRE(fitted.size == PixelSize{50, 50});
        const int left = static_cast<int>(std::lround(150 * focus));
        CHECK(red(fitted.pixels.front()) == doctest::Approx(left).epsilon(0.01).scale(100));
        CHECK(red(fitted.pixels[49]) == doctest::Approx(left + 49).epsilon(0.01).scale(100));
    }
}

TEST_CASE("a picture that is contained lies whole in its room") {
    const auto fitted = photo::fit(places(200, 50), {{100, 100}, Fit::Contain});
    CHECK(fitted.size == PixelSize{100, 25});
    CHECK(red(fitted.pixels[0]) < 3);
    CHECK(red(fitted.pixels[99]) > 196);
    CHECK(photo::fit(places(3, 200), {{100, 20}, Fit::Contain}).size == PixelSize{1, 20});
}

TEST_CASE("smaller is the average, and what cannot be seen through lends no colour to what can") {
    Pixels checks;
    checks.size = {64, 64};
    for (int i = 0; i < 64 * 64; ++i)
        for (const int value : {(i + i / 64) % 2 == 0 ? 255 : 0, 0, 0, 255})
            checks.rgba.push_back(static_cast<std::uint8_t>(value));
    for (const std::uint32_t pixel : photo::fit(checks, {{8, 8}}).pixels)
        CHECK(red(pixel) == doctest::Approx(127).epsilon(0.02));
    Pixels clear; // red that is wholly clear beside blue that is not
    clear.size = {2, 1};
    clear.rgba = {255, 0, 0, 0, 0, 0, 255, 255};
    const auto one = photo::fit(clear, {{1, 1}});
    CHECK(red(one.pixels[0]) == 0);
    CHECK((one.pixels[0] >> 24U) == doctest::Approx(128).epsilon(0.02));
}

TEST_CASE("it is known before how much a picture is blown up") {
    CHECK(photo::enlargement({1920, 1080}, {{1920, 1080}}) == doctest::Approx(1));
    CHECK(photo::enlargement({960, 1080}, {{1920, 1080}}) == doctest::Approx(2));
    CHECK(photo::enlargement({4000, 3000}, {{1000, 1000}, Fit::Contain}) == doctest::Approx(0.25));
}
