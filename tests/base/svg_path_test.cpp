#include "base/svg_path.hpp"

#include <cmath>

#include "doctest/doctest.h"

using namespace kiosk;

TEST_CASE("straight commands are read absolute and relative, with pairs that repeat") {
    const auto path = parse_svg_path("M1 2 3 4l1-1H10v5h-2.5V.5z");
    REQUIRE(path.ok());
    const std::vector<Verb> verbs{Verb::Move, Verb::Line, Verb::Line, Verb::Line,
                                  Verb::Line, Verb::Line, Verb::Line, Verb::Close};
    CHECK(path.value().verbs == verbs);
    const std::vector<Point> points{{1, 2}, {3, 4}, {4, 3}, {10, 3}, {10, 8}, {7.5F, 8}, {7.5F, 0.5F}};
    CHECK(path.value().points == points);
}

TEST_CASE("smooth curves mirror the control point before them, and only that") {
    const auto cubic = parse_svg_path("M0 0C0 1 1 2 2 2S4 3 4 4");
    REQUIRE(cubic.ok());
    CHECK(cubic.value().points[4] == Point{3, 2});
    const auto fresh = parse_svg_path("M0 0L2 2S4 3 4 4");
    REQUIRE(fresh.ok());
    CHECK(fresh.value().points[2] == Point{2, 2});
    const auto quad = parse_svg_path("M0 0Q1 1 2 0T4 0");
    REQUIRE(quad.ok());
    CHECK(quad.value().points[3] == Point{3, -1});
}

TEST_CASE("an arc stays on its circle and ends where it says") {
    const auto path = parse_svg_path("M16 4A12 12 0 0 0 16 28A12 12 0 0 0 16 4Z");
    REQUIRE(path.ok());
    CHECK(path.value().points.back() == Point{16, 4});
    Point pen;
    std::size_t next = 0;
    for (const Verb verb : path.value().verbs) {
        if (verb == Verb::Move) pen = path.value().points[next++];
        if (verb != Verb::Cubic) continue;
        const Point c1 = path.value().points[next], c2 = path.value().points[next + 1],
                    to = path.value().points[next + 2];
        next += 3;
        const Point middle = (pen + c1 * 3 + c2 * 3 + to) * 0.125F;
        CHECK(distance(middle, {16, 16}) == doctest::Approx(12).epsilon(0.001));
        CHECK(distance(to, {16, 16}) == doctest::Approx(12).epsilon(0.001));
        pen = to;
    }
    CHECK(next == path.value().points.size());
}

TEST_CASE("flags of an arc may stand without blanks, and radii that are too small grow") {
    const auto path = parse_svg_path("M0 0a1 1 0 0110 0");
    REQUIRE(path.ok());
    CHECK(path.value().points.back() == Point{10, 0});
    float highest = 0;
    for (const Point& point : path.value().points) highest = std::max(highest, std::fabs(point.y));
    CHECK(highest == doctest::Approx(5).epsilon(0.01));
}

TEST_CASE("data that is no path is refused with its place") {
    for (const char* bad : {"5 5", "L1 1", "M1", "M1 1X2 2", "M1 1Z5 5", "M1 1A1 1 0 2 0 3 3", "M1e9 1",
                            "M1 1L nan 2", "M 1 1 L 2"}) {
        CAPTURE(bad);
        const auto path = parse_svg_path(bad);
        CHECK_FALSE(path.ok());
    }
    const auto path = parse_svg_path("M1 1X2 2");
    REQUIRE_FALSE(path.ok());
    CHECK(path.error().message.find("byte 5") != std::string::npos);
}

TEST_CASE("a path longer than its limits is refused, and one at the limit is read") {
    std::string data = "M0 0";
    for (std::size_t i = 1; i < svg_verbs_max; ++i) data += "H1";
    CHECK(parse_svg_path(data).ok());
    CHECK_FALSE(parse_svg_path(data + "H1").ok());
    CHECK_FALSE(parse_svg_path(std::string(svg_bytes_max + 1, ' ')).ok());
    CHECK(parse_svg_path("").ok());
}
