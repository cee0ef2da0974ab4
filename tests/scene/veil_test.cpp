#include "scene/veil.hpp"

#include <random>

#include <doctest/doctest.h>

using namespace kiosk;

namespace {

// How many of these cover a point.
int covering(std::span<const draw::Command> commands, Point at) {
    int count = 0;
    for (const draw::Command& command : commands) count += command.clip.contains(at) ? 1 : 0;
    return count;
}

} // namespace

TEST_CASE("a veil covers every point of what fades exactly once, and leaves most of the rest alone") {
    constexpr Size canvas{1920, 1080};
    deck::Palette palette;
    palette.ground = {{0, {8, 13, 28}}, {1, {17, 26, 52}}};
    for (unsigned seed = 1; seed <= 40; ++seed) {
        CAPTURE(seed);
        std::mt19937 random(seed);
        const auto below = [&](int limit) {
            return static_cast<float>(random() % static_cast<unsigned>(limit));
        };
        draw::DrawList list;
        // In scripts that run from the right all is laid out mirrored.
        const auto mirrored = list.mirrored(seed % 2 == 0 ? canvas.width : 0);
        list.fill_rect({0, 0, canvas.width, canvas.height}, Colour{9, 9, 9});
        for (int i = 0; i < 7; ++i)
            list.fill_rect({below(2000) - 100, below(1200) - 100, 1 + below(400), 1 + below(150)},
                           Colour{200, 0, 0});
        const std::size_t end = list.commands().size();
        scene::veil(list, 1, palette, canvas, 0.5F);
        const auto fading = list.commands().subspan(1, end - 1), veils = list.commands().subspan(end);
        int veiled = 0, points = 0;
        for (float x = 3; x < canvas.width; x += 13) {
            for (float y = 3; y < canvas.height; y += 13, ++points) {
                bool fades = false;
                for (const draw::Command& command : fading) fades = fades || command.bounds.contains({x, y});
                const int covers = covering(veils, {x, y});
                veiled += covers;
                REQUIRE(covers <= 1);
                if (fades) REQUIRE(covers == 1);
            }
        }
        CHECK(veils.size() <= 60);
        CHECK(veiled < points);
    }
}

TEST_CASE("a veil over nothing, or of no alpha, is nothing") {
    deck::Palette palette;
    palette.ground = {{0, {8, 13, 28}}};
    draw::DrawList list;
    scene::veil(list, 0, palette, {1920, 1080}, 1);
    list.fill_circle({100, 100}, 10, Colour{1, 2, 3});
    scene::veil(list, 0, palette, {1920, 1080}, 0);
    CHECK(list.commands().size() == 1);
}
