#include <doctest/doctest.h>

#include <atomic>
#include <random>
#include <stdexcept>
#include <thread>

#include "paint/helper.hpp"
#include "paint/painter_cairo.hpp"
#include "support/random_list.hpp"
#include "support/specimen.hpp"

using namespace kiosk;
using draw::Damage;
using draw::DrawList;
using draw::Viewport;
using paint::FrameBuffer;

TEST_CASE("two take pieces from one heap: each piece is done once, and none runs when both() returns") {
    paint::Helper helper;
    for (int round = 0; round < 300; ++round) {
        std::atomic<int> next = 0, done = 0;
        const auto take = [&] {
            while (next++ < 50) ++done;
        };
        helper.both(take, take);
        REQUIRE(done == 50);
    }
}

TEST_CASE("the helper works at the same time, on a thread of its own") {
    paint::Helper helper;
    std::atomic<bool> has_begun = false;
    std::thread::id other;
    // Waits for the other one: alone it would never end.
    const auto mine = [&] { has_begun.wait(false); };
    const auto theirs = [&] {
        other = std::this_thread::get_id();
        has_begun = true;
        has_begun.notify_one();
    };
    helper.both(mine, theirs);
    CHECK(other != std::thread::id());
    CHECK(other != std::this_thread::get_id());
}

TEST_CASE("a fault in the work here is passed on, and the helper can be asked again") {
    paint::Helper helper;
    CHECK_THROWS_AS(helper.both([] { throw std::runtime_error("full"); }, [] {}), std::runtime_error);
    int done = 0;
    helper.both([&] { ++done; }, [] {});
    CHECK(done == 1);
}

TEST_CASE("two hands paint the pixels of one, whole frames and damage that overlaps") {
    constexpr PixelSize size{1280, 720};
    test::Specimen made(size);
    paint::Helper helper;
    const Viewport viewport = Viewport::fit({1280, 720}, size);
    FrameBuffer alone(size), together(size);
    const auto check = [&](const DrawList& list, const Damage& damage) {
        made.painter().paint(list, viewport, damage, alone);
        made.painter().paint(list, viewport, damage, together, paint::Painter::Layer::All, &helper);
        return alone == together;
    };
    for (unsigned seed = 1; seed <= 8; ++seed) {
        CAPTURE(seed);
        std::mt19937 random(seed);
        test::RandomScene scene(made.fonts(), {1280, 720}, random);
        for (int step = 0; step < 3; ++step) {
            DrawList list;
            scene.fill(list);
            REQUIRE(check(list, Damage::whole(size)));
            scene.change(random);
            list.clear();
            scene.fill(list);
            Damage damage; // a cross, and a bar apart from it
            damage.add({0, 300, 1280, 120});
            damage.add({500, 0, 240, 720});
            damage.add({900, 500, 300, 200});
            REQUIRE(check(list, damage));
        }
    }
}

TEST_CASE("more paths than the cache of masks has places for are all painted, by one hand and by two") {
    constexpr PixelSize size{1280, 720};
    test::Specimen made(size);
    paint::Helper helper;
    DrawList list;
    double expected = 0;
    for (int i = 0; i < 1500; ++i) {
        const auto x = static_cast<float>(i % 50 * 25), y = static_cast<float>(i / 50 * 24);
        const float side = 4 + static_cast<float>(i % 7);
        list.fill_path(draw::Path()
                           .move_to({x + 2, y + 2})
                           .line_to({x + 2 + side, y + 2})
                           .line_to({x + 2 + side, y + 2 + side})
                           .line_to({x + 2, y + 2 + side})
                           .close(),
                       Colour{255, 255, 255});
        expected += static_cast<double>(side) * static_cast<double>(side);
    }
    FrameBuffer alone(size), together(size);
    const Viewport viewport = Viewport::fit({1280, 720}, size);
    for (int frame = 0; frame < 3; ++frame) {
        made.painter().paint(list, viewport, Damage::whole(size), alone);
        made.painter().paint(list, viewport, Damage::whole(size), together, paint::Painter::Layer::All,
                             &helper);
        CHECK(alone == together);
    }
    double area = 0;
    for (const std::uint32_t pixel : alone.pixels()) area += static_cast<double>(pixel & 0xFFU) / 255;
    CHECK(area == doctest::Approx(expected));
}
