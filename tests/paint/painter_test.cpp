#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numbers>
#include <random>

#include "paint/painter_cairo.hpp"
#include "support/allocations.hpp"
#include "support/random_list.hpp"
#include "support/specimen.hpp"

using namespace kiosk;
using draw::Damage;
using draw::DrawList;
using draw::Viewport;
using paint::FrameBuffer;

namespace {

constexpr Colour white{255, 255, 255}, red{255, 0, 0}, half_white{255, 255, 255, 128};
constexpr PixelSize canvas{64, 48};

test::Specimen& specimen() {
    static test::Specimen made(canvas);
    return made;
}

FrameBuffer painted(const std::function<void(DrawList&)>& fill) {
    DrawList list;
    fill(list);
    return specimen().paint(list);
}

int red_at(const FrameBuffer& frame, int x, int y) {
    return static_cast<int>(frame.at(x, y) >> 16U & 0xFFU);
}

// The red of all pixels, in whole ones.
double area_of(const FrameBuffer& frame) {
    double sum = 0;
    for (const std::uint32_t p : frame.pixels()) sum += static_cast<double>(p >> 16U & 0xFFU) / 255;
    return sum;
}

} // namespace

TEST_CASE("a rect on whole pixels fills them and no others") {
    const FrameBuffer frame = painted([](DrawList& list) { list.fill_rect({10, 10, 4, 3}, white); });
    CHECK(area_of(frame) == 12);
    CHECK(frame.at(10, 10) == 0xFFFFFFFF);
    CHECK(frame.at(13, 12) == 0xFFFFFFFF);
    CHECK(frame.at(9, 10) == 0xFF000000);
    CHECK(frame.at(14, 12) == 0xFF000000);
}

TEST_CASE("an edge inside a pixel covers its share of it") {
    const FrameBuffer frame = painted([](DrawList& list) { list.fill_rect({10.25F, 10.5F, 4, 3}, white); });
    CHECK(red_at(frame, 10, 12) == doctest::Approx(191).epsilon(0.01));
    CHECK(red_at(frame, 14, 12) == doctest::Approx(64).epsilon(0.02));
    CHECK(red_at(frame, 12, 10) == doctest::Approx(128).epsilon(0.01));
    CHECK(red_at(frame, 10, 10) == doctest::Approx(96).epsilon(0.02));
    CHECK(area_of(frame) == doctest::Approx(12).epsilon(0.005));
}

TEST_CASE("a rect thinner than a pixel covers its own area") {
    const FrameBuffer frame = painted([](DrawList& list) {
        list.fill_rect({10.25F, 10, 0.5F, 8}, white);
        list.fill_rect({30, 20.25F, 8, 0.5F}, white);
    });
    CHECK(area_of(frame) == doctest::Approx(8).epsilon(0.01));
}

TEST_CASE("a circle and a ring cover their areas, wherever they lie in the pixel grid") {
    constexpr double pi = std::numbers::pi;
    for (const float radius : {0.4F, 1.0F, 2.4F, 4.4F, 9.3F, 20.0F}) {
        for (const float off : {0.0F, 0.3F, 0.5F, 0.9F}) {
            CAPTURE(radius);
            CAPTURE(off);
            const Point centre{30 + off, 24 - off};
            const FrameBuffer disc =
                painted([&](DrawList& list) { list.fill_circle(centre, radius, white); });
            const double tolerance = radius < 2 ? 0.12 : 0.01;
            CHECK(area_of(disc) == doctest::Approx(pi * radius * radius).epsilon(tolerance));
            if (radius < 4) continue;
            const FrameBuffer ring =
                painted([&](DrawList& list) { list.stroke_circle(centre, radius, 2.5F, white); });
            CHECK(area_of(ring) == doctest::Approx(2 * pi * radius * 2.5).epsilon(0.02));
        }
    }
}

TEST_CASE("a rounded rect has round corners of the given radii and nothing missing between them") {
    const FrameBuffer frame = painted([](DrawList& list) {
        list.fill_rect({4, 4, 40, 30}, white, draw::Corners{0, 10, 0, 4});
    });
    CHECK(red_at(frame, 4, 4) == 255);
    CHECK(red_at(frame, 43, 4) == 0);
    CHECK(red_at(frame, 43, 33) == 255);
    CHECK(red_at(frame, 4, 33) < 60);
    const double cut = (1 - std::numbers::pi / 4) * (10 * 10 + 4 * 4);
    CHECK(area_of(frame) == doctest::Approx(40 * 30 - cut).epsilon(0.002));
}

TEST_CASE("a stroked rect straddles its edge and leaves its middle") {
    const FrameBuffer frame = painted([](DrawList& list) {
        list.stroke_rect({10, 10, 20, 20}, 0, 2, white);
    });
    CHECK(red_at(frame, 9, 20) == 255);
    CHECK(red_at(frame, 10, 20) == 255);
    CHECK(red_at(frame, 11, 20) == 0);
    CHECK(red_at(frame, 20, 20) == 0);
    CHECK(area_of(frame) == doctest::Approx(22 * 22 - 18 * 18));
}

TEST_CASE("an arc begins at twelve o'clock and runs clockwise") {
    const FrameBuffer frame = painted([](DrawList& list) {
        list.stroke_arc({30, 24}, 15, 4, 0, std::numbers::pi_v<float> / 2, white, draw::Cap::Butt);
    });
    const int along = 10; // 15 / sqrt(2)
    CHECK(red_at(frame, 30 + along, 24 - along - 1) == 255);
    CHECK(red_at(frame, 30 - along - 1, 24 - along - 1) == 0);
    CHECK(red_at(frame, 30 + along, 24 + along) == 0);
    CHECK(area_of(frame) == doctest::Approx(std::numbers::pi / 2 * 15 * 4).epsilon(0.01));
}

TEST_CASE("alpha is laid over what is below, and full alpha replaces it") {
    const FrameBuffer frame = painted([](DrawList& list) {
        list.fill_rect({0, 0, 20, 20}, red);
        list.fill_rect({0, 0, 10, 20}, half_white);
        list.fill_rect({0, 0, 5, 20}, white);
    });
    CHECK(frame.at(2, 2) == 0xFFFFFFFF);
    CHECK(frame.at(7, 2) == 0xFFFF8080);
    CHECK(frame.at(15, 2) == 0xFFFF0000);
    CHECK(frame.at(25, 2) == 0xFF000000);
}

TEST_CASE("a clip cuts at whole pixels every kind of shape") {
    const FrameBuffer frame = painted([](DrawList& list) {
        const auto clip = list.clipped({10, 10, 20, 20});
        list.fill_circle({20, 20}, 30, white);
        list.stroke_path(draw::Path().move_to({0, 20}).line_to({60, 20}), 6, white);
        list.stroke_circle({20, 20}, 14, 4, white);
    });
    CHECK(area_of(frame) == 400);
}

TEST_CASE("noise keeps a gradient within a level of its colour and its mean on it") {
    const auto ground = [](bool dither) {
        return [dither](DrawList& list) {
            list.fill_rect(
                {0, 0, 64, 48},
                draw::Gradient{{0, 0}, {0, 48}, {{{0, {10, 20, 30}}, {1, {14, 26, 30}}}}, 2, dither});
        };
    };
    const FrameBuffer plain = painted(ground(false)), noisy = painted(ground(true));
    double sum = 0;
    int most = 0;
    for (int y = 0; y < canvas.height; ++y) {
        for (int x = 0; x < canvas.width; ++x) {
            const double exact = 10 + 4 * (y + 0.5) / 48;
            sum += red_at(noisy, x, y) - exact;
            most = std::max(most, std::abs(red_at(noisy, x, y) - red_at(plain, x, y)));
        }
    }
    CHECK(most == 1);
    CHECK(std::abs(sum / (canvas.width * canvas.height)) < 0.05);
}

TEST_CASE("a slanting gradient runs along its line, and a fading one shows what is below") {
    const FrameBuffer frame = painted([](DrawList& list) {
        list.fill_rect({0, 0, 64, 48}, red);
        list.fill_rect({0, 0, 48, 48},
                       draw::Gradient{{0, 0}, {48, 48}, {{{0, {0, 0, 0}}, {1, {0, 0, 0, 0}}}}, 2, false});
    });
    CHECK(red_at(frame, 0, 0) < 6);
    CHECK(red_at(frame, 47, 47) > 249);
    CHECK(red_at(frame, 10, 38) == doctest::Approx(red_at(frame, 38, 10)).epsilon(0.02));
    CHECK(red_at(frame, 24, 24) == doctest::Approx(128).epsilon(0.03));
    CHECK(red_at(frame, 60, 10) == 255);
}

TEST_CASE("an image is shown pixel for pixel, scaled, faded and with round corners") {
    auto image = std::make_shared<draw::Image>();
    image->id = 1;
    image->size = {8, 8};
    image->pixels.assign(64, 0xFFFFFFFF);
    image->pixels[0] = 0xFF800000;
    const FrameBuffer frame = painted([&](DrawList& list) {
        list.image(image, {0, 0, 8, 8}, {2, 2, 8, 8});
        list.image(image, {4, 4, 4, 4}, {20, 2, 16, 16}, 8);
        list.image(image, {4, 4, 4, 4}, {40, 2, 8, 8}, 0, 0.5F);
    });
    CHECK(frame.at(2, 2) == 0xFF800000);
    CHECK(frame.at(3, 2) == 0xFFFFFFFF);
    CHECK(frame.at(9, 9) == 0xFFFFFFFF);
    CHECK(frame.at(10, 9) == 0xFF000000);
    CHECK(red_at(frame, 20, 2) == 0);
    CHECK(red_at(frame, 28, 10) == 255);
    CHECK(red_at(frame, 44, 6) == doctest::Approx(128).epsilon(0.02));
}

TEST_CASE("an image at its own size lies between pixels by quarters, and its parts paint as the whole") {
    auto image = std::make_shared<draw::Image>();
    image->id = 2;
    image->size = {48, 32};
    for (int i = 0; i < 48 * 32; ++i)
        image->pixels.push_back(0xFF000000U | static_cast<std::uint32_t>(i % 48 * 5) << 16U);
    for (const float shift : {0.0F, 0.25F, 0.5F, 0.75F, 1.0F, 3.5F}) {
        CAPTURE(shift);
        const auto fill = [&](DrawList& list) { list.image(image, {shift, 0, 40, 32}, {4, 6, 40, 32}); };
        const FrameBuffer frame = painted(fill);
        for (const int x : {0, 7, 39}) // a ramp of five levels a pixel
            CHECK(red_at(frame, 4 + x, 20) ==
                  doctest::Approx(5 * (static_cast<float>(x) + shift)).epsilon(0.01).scale(100));
        CHECK(red_at(frame, 3, 20) == 0);
        CHECK(red_at(frame, 44, 20) == 0);
        CHECK(red_at(frame, 20, 5) == 0);
        DrawList list;
        fill(list);
        Damage part;
        part.add({9, 11, 13, 7});
        FrameBuffer patched = painted(fill);
        specimen().painter().paint(list, Viewport{canvas, 1, {}}, part, patched);
        CHECK(std::ranges::equal(patched.pixels(), frame.pixels()));
    }
}

TEST_CASE("a stem of text covers the area of its outline at any size and scale") {
    const auto stem = [](float size, float scale) {
        test::Specimen made({400, 400});
        DrawList list;
        const auto run = made.fonts().shape("I", {text::Family::Display, 600, size, 1, 0}, "en");
        list.text(*run, {100, 300}, white);
        const FrameBuffer frame = made.paint(list, scale);
        return std::pair{area_of(frame) / (scale * scale),
                         static_cast<double>(run->ink.width * run->ink.height)};
    };
    for (const auto& each : {std::pair{40.0F, 1.0F}, {160.0F, 1.0F}, {160.0F, 1.5F}, {300.0F, 0.5F}}) {
        const float size = each.first, scale = each.second;
        CAPTURE(size);
        CAPTURE(scale);
        const auto [painted_area, ink_area] = stem(size, scale);
        CHECK(painted_area == doctest::Approx(ink_area).epsilon(0.02));
    }
}

TEST_CASE("text moves by quarters of a pixel") {
    const auto word = [](float x) {
        return painted([x](DrawList& list) {
            list.text(*specimen().fonts().shape("il", {text::Family::Text, 400, 26, 1, 0}, "en"),
                      {10 + x, 30}, white);
        });
    };
    CHECK(word(0.1F) == word(0));
    CHECK_FALSE(word(0.25F) == word(0));
    CHECK(area_of(word(0.25F)) == doctest::Approx(area_of(word(0))).epsilon(0.01));
}

TEST_CASE("damage repainted is the frame painted whole, over random frames") {
    constexpr PixelSize size{320, 200};
    test::Specimen made(size);
    draw::Differ differ;
    for (unsigned seed = 1; seed <= 60; ++seed) {
        CAPTURE(seed);
        std::mt19937 random(seed);
        test::RandomScene scene(made.fonts(), {320, 200}, random);
        const float scale = seed % 3 == 0 ? 0.75F : 1.0F;
        const PixelSize pixels{static_cast<int>(320 * scale), static_cast<int>(200 * scale)};
        const Viewport viewport = Viewport::fit({320, 200}, pixels);
        DrawList before, after;
        scene.fill(before);
        FrameBuffer kept(pixels), whole(pixels);
        made.painter().paint(before, viewport, Damage::whole(pixels), kept);
        for (int step = 0; step < 4; ++step) {
            scene.change(random);
            after.clear();
            scene.fill(after);
            Damage damage;
            differ.compare(before, after, viewport, damage);
            made.painter().paint(after, viewport, damage, kept);
            made.painter().paint(after, viewport, Damage::whole(pixels), whole);
            REQUIRE(kept == whole);
            std::swap(before, after);
        }
    }
}

TEST_CASE(
    "a disc that grows over the screen is repainted where it changed, as if the frame were painted whole") {
    constexpr PixelSize size{640, 200}; // more than one tile of the painter
    test::Specimen made(size);
    draw::Differ differ;
    std::int64_t repainted = 0, all = 0;
    for (unsigned seed = 1; seed <= 12; ++seed) {
        CAPTURE(seed);
        std::mt19937 random(seed);
        test::RandomScene below(made.fonts(), {640, 200}, random), above(made.fonts(), {640, 200}, random);
        const float scale = seed % 3 == 0 ? 0.4F : 1.0F;
        const PixelSize pixels{static_cast<int>(640 * scale), static_cast<int>(200 * scale)};
        const Viewport viewport = Viewport::fit({640, 200}, pixels);
        DrawList before, after;
        FrameBuffer kept(pixels), whole(pixels);
        float radius = 90;
        Point centre{320, 90};
        for (int step = 0; step < 10; ++step) {
            after.clear();
            below.fill(after);
            after.fill_circle(centre, radius, step == 7 ? red : white);
            above.fill_things(after);
            Damage damage = Damage::whole(pixels);
            if (step > 0) {
                damage.clear();
                differ.compare(before, after, viewport, damage);
            }
            made.painter().paint(after, viewport, damage, kept);
            made.painter().paint(after, viewport, Damage::whole(pixels), whole);
            REQUIRE(kept == whole);
            for (const PixelRect& rect : damage.rects())
                repainted += step > 0 ? std::int64_t{rect.width} * rect.height : 0;
            all += step > 0 ? std::int64_t{pixels.width} * pixels.height : 0;
            std::swap(before, after);
            radius += step == 4 ? -20.0F : 37.3F; // it may shrink, too
            if (step == 8) centre = centre + Point{3, 0};
            if (step % 2 == 0) below.change(random);
            if (step == 6) above.change(random);
        }
    }
    CHECK(repainted < all * 2 / 3);
}

TEST_CASE("pixels outside the damage are left alone") {
    DrawList list;
    list.fill_rect({0, 0, 64, 48}, white);
    list.fill_circle({20, 20}, 15, red);
    FrameBuffer frame(canvas);
    Damage damage;
    damage.add({10, 10, 5, 5});
    specimen().painter().paint(list, {canvas, 1, {}}, damage, frame);
    for (int y = 0; y < canvas.height; ++y) {
        for (int x = 0; x < canvas.width; ++x) {
            const bool is_inside = x >= 10 && x < 15 && y >= 10 && y < 15;
            REQUIRE((frame.at(x, y) == FrameBuffer::black) == !is_inside);
        }
    }
}

TEST_CASE("painting a frame again takes no memory of ours") {
    std::mt19937 random(5);
    test::RandomScene scene(specimen().fonts(), {64, 48}, random);
    DrawList list;
    scene.fill(list);
    FrameBuffer frame(canvas);
    const Damage damage = Damage::whole(canvas);
    specimen().painter().paint(list, {canvas, 1, {}}, damage, frame);
    const test::AllocationCount count;
    specimen().painter().paint(list, {canvas, 1, {}}, damage, frame);
    CHECK(count.so_far() == 0);
}
