#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "scene/arc.hpp"
#include "scene/projection.hpp"
#include "scene/spiral.hpp"

using namespace kiosk;
using scene::Arc;
using scene::EqualEarth;
using scene::Spiral;

TEST_CASE("Equal Earth has the extent that its authors give: 2.7066 by 1.3173 radii from the middle") {
    const EqualEarth earth{.central_meridian = 0, .scale_px = 1000, .centre = {0, 0}};
    // Table of the article: the equator is 2.706630 R long on each side, the poles lie 1.317363 R away.
    CHECK(earth.place(179.9999, 0).x == doctest::Approx(2706.63).epsilon(0.0001));
    CHECK(earth.place(0, 90).y == doctest::Approx(-1317.36).epsilon(0.0001));
    CHECK(earth.place(0, -90).y == doctest::Approx(1317.36).epsilon(0.0001));
    CHECK(earth.place(0, 0).x == 0);
}

TEST_CASE("a longitude wraps to within half a turn of the central meridian") {
    const EqualEarth earth{.central_meridian = 150, .scale_px = 100, .centre = {0, 0}};
    CHECK(earth.place(-170, 10).x > 0); // 40 degrees to the east
    CHECK(earth.place(190, 10).x == doctest::Approx(earth.place(-170, 10).x));
}

TEST_CASE("Equal Earth keeps areas") {
    const EqualEarth earth{.central_meridian = 0, .scale_px = 1000, .centre = {0, 0}};
    // A cell of one degree at the equator and one at 60 degrees differ by the cosine, on the map as on earth.
    const auto area = [&](double latitude) {
        const Point a = earth.place(10, latitude), b = earth.place(11, latitude),
                    c = earth.place(10, latitude + 1), d = earth.place(11, latitude + 1);
        return ((b.x - a.x) + (d.x - c.x)) / 2 * (a.y - c.y);
    };
    const double expected = std::cos(60.5 * 3.14159265 / 180) / std::cos(0.5 * 3.14159265 / 180);
    CHECK(static_cast<double>(area(60) / area(0)) == doctest::Approx(expected).epsilon(0.01));
}

TEST_CASE("a part of an arc ends where that part of its length is") {
    const Arc arc({0, 0}, {400, 0}, 0.3F);
    CHECK(arc.at(0) == Point{0, 0});
    CHECK(arc.at(1) == Point{400, 0});
    CHECK(arc.at(0.5F).x == doctest::Approx(200).epsilon(0.002));
    CHECK(arc.at(0.5F).y == doctest::Approx(-60).epsilon(0.002));
    draw::Path path;
    float last = -1;
    for (float part = 0; part <= 1; part += 0.1F) {
        arc.start_of(part, path);
        REQUIRE(path.points.size() == 3);
        CHECK(path.points.back().x > last);
        CHECK(distance(path.points.back(), arc.at(part)) < 0.01F);
        last = path.points.back().x;
    }
}

TEST_CASE("an arc between one point and itself stays there") {
    const Arc arc({5, 5}, {5, 5}, 0.3F);
    CHECK(arc.at(0.5F) == Point{5, 5});
}

TEST_CASE("no two lights of the spiral stand nearer than one and a half spacings") {
    const Spiral spiral{{0, 0}, 32};
    float nearest = 1e9F;
    for (int a = 0; a < 150; ++a)
        for (int b = 0; b < a; ++b) nearest = std::min(nearest, distance(spiral.place(a), spiral.place(b)));
    CHECK(nearest > 1.5F * 32);
    CHECK(spiral.place(99).x == doctest::Approx(spiral.place(99, 6.2831853F).x).epsilon(0.001));
}
