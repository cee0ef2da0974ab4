#include "motion/easing.hpp"

#include <array>
#include <limits>

#include "doctest/doctest.h"
#include "motion/track.hpp"

using namespace kiosk::motion;

TEST_CASE("every curve starts at 0, ends at 1, and stays there outside its time") {
    for (const Ease ease : {Ease::Linear, Ease::Enter, Ease::Exit, Ease::Move, Ease::Draw, Ease::Settle}) {
        CHECK(eased(ease, 0) == 0);
        CHECK(eased(ease, 1) == 1);
        CHECK(eased(ease, -3) == 0);
        CHECK(eased(ease, 7) == 1);
        CHECK(eased(ease, std::numeric_limits<float>::quiet_NaN()) == 0);
    }
}

TEST_CASE("only settle goes past its end, and all others never turn back") {
    for (const Ease ease : {Ease::Linear, Ease::Enter, Ease::Exit, Ease::Move, Ease::Draw}) {
        float before = 0;
        for (int i = 1; i <= 1000; ++i) {
            const float now = eased(ease, static_cast<float>(i) / 1000);
            CHECK(now >= before - 1e-4F);
            CHECK(now <= 1);
            before = now;
        }
    }
    float highest = 0;
    for (int i = 0; i <= 1000; ++i)
        highest = std::max(highest, eased(Ease::Settle, static_cast<float>(i) / 1000));
    CHECK(highest > 1.005F);
    CHECK(highest < 1.1F);
}

TEST_CASE("move is half way at half time, and matches values worked out by hand") {
    CHECK(eased(Ease::Move, 0.5F) == doctest::Approx(0.5).epsilon(1e-3));
    // At u = 0.5 of exit's curve x = 3/8 (0.5 + 0.75) + 1/8 = 0.59375 and y = 1/8.
    CHECK(eased(Ease::Exit, 0.59375F) == doctest::Approx(0.125).epsilon(1e-3));
    // At u = 0.5 of enter's curve x = 3/8 (0.16 + 0.3) + 1/8 = 0.2975 and y = 7/8.
    CHECK(eased(Ease::Enter, 0.2975F) == doctest::Approx(0.875).epsilon(1e-3));
    // At u = 0.5 of draw's curve x = 3/8 (0.33 + 0.15) + 1/8 = 0.305 and y = 1/2.
    CHECK(eased(Ease::Draw, 0.305F) == doctest::Approx(0.5).epsilon(1e-3));
}

TEST_CASE("a curve whose slope is zero at an end is still solved") {
    const CubicBezier steep{1, 0, 0, 1};
    CHECK(steep.at(0.5F) == doctest::Approx(0.5).epsilon(1e-2));
    CHECK(steep.at(1e-4F) < 0.01F);
    CHECK(steep.at(0.9999F) > 0.99F);
}

TEST_CASE("a span stands before its start, moves inside it and rests after its end") {
    const Span span{100, 300};
    CHECK(span.at(0) == 0);
    CHECK(span.at(200) == doctest::Approx(0.5));
    CHECK(span.at(300) == 1);
    CHECK(span.next_change_ms(20) == 100);
    CHECK(span.next_change_ms(150) == 150);
    CHECK(span.next_change_ms(300) == never_ms);
    CHECK(Span{5, 5}.at(4) == 0);
    CHECK(Span{5, 5}.at(5) == 1);
    CHECK(next_change_ms(350, {Span{0, 100}, Span{400, 500}}) == 400);
}

TEST_CASE("lines of a block follow each other by 70 ms and end in their places") {
    CHECK(block_line(0, 0, 0).alpha == 0);
    CHECK(block_line(0, 0, 0).rise_px == 24);
    CHECK(block_line(60, 0, 1).alpha == 0);
    CHECK(block_line(200, 0, 0).alpha > block_line(200, 0, 1).alpha);
    CHECK(block_line(640, 0, 2).alpha == 1);
    CHECK(block_line(640, 0, 2).rise_px == 0);
    CHECK(block_span(0, 3).to_ms == 640);
}
