#include <doctest/doctest.h>

#include "scene/flood.hpp"

using namespace kiosk;
using scene::Flood;

TEST_CASE("the disc covers the whole canvas at its end and nothing at its start") {
    for (const Size canvas : {Size{1920, 1080}, Size{1080, 1920}}) {
        for (const Point middle : {Point{1384, 490}, Point{540, 900}, Point{0, 0}}) {
            const Flood flood(middle, canvas, false);
            CHECK(flood.radius_px(0) == 0);
            for (const Point corner : {Point{0, 0}, Point{canvas.width, 0}, Point{0, canvas.height},
                                       Point{canvas.width, canvas.height}})
                CHECK(flood.radius_px(Flood::length_ms) >= distance(middle, corner));
        }
    }
}

TEST_CASE("the disc only grows") {
    const Flood flood({1384, 490}, {1920, 1080}, false);
    for (float t = 1; t <= Flood::length_ms; ++t) CHECK(flood.radius_px(t) >= flood.radius_px(t - 1));
}

TEST_CASE("a control turns within 120 ms once the disc has passed its middle, the nearer one first") {
    const Flood flood({1384, 490}, {1920, 1080}, false);
    const Point pledge{1634, 992}, help{227, 992};
    float pledge_from = -1, help_from = -1, help_done = -1;
    for (float t = 0; t <= Flood::length_ms + Flood::control_turn_ms; ++t) {
        if (pledge_from < 0 && flood.turned(pledge, t) > 0) pledge_from = t;
        if (help_from < 0 && flood.turned(help, t) > 0) help_from = t;
        if (help_done < 0 && flood.turned(help, t) >= 1) help_done = t;
        if (flood.radius_px(t) < distance({1384, 490}, help)) CHECK(flood.turned(help, t) == 0);
    }
    CHECK(pledge_from < help_from);
    CHECK(help_done - help_from <= Flood::control_turn_ms + 1);
}

TEST_CASE("a still look cross-fades in 600 ms instead") {
    const Flood flood({1384, 490}, {1920, 1080}, true);
    CHECK(flood.turned({227, 992}, 300) == doctest::Approx(0.5F));
    CHECK(flood.turned({1634, 992}, 300) == doctest::Approx(0.5F));
    CHECK(flood.turned({227, 992}, 600) == 1);
    draw::DrawList list;
    flood.draw(list, {255, 193, 69, 255}, 300);
    REQUIRE(list.commands().size() == 1);
    CHECK(std::holds_alternative<draw::FillRect>(list.commands()[0].shape));
}
