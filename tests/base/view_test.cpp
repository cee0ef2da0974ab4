#include <doctest/doctest.h>

#include "base/view.hpp"

using namespace kiosk;

TEST_CASE("the canvas is fitted whole and centred, whatever the window's shape") {
    CHECK(fit_view({1920, 1080}, {1920, 1080}).scale == 1.0F);
    const View wide = fit_view({2560, 1080}, {1920, 1080});
    CHECK(wide.scale == 1.0F);
    CHECK(wide.offset == Point{320, 0});
    const View large = fit_view({3840, 2160}, {1920, 1080});
    CHECK(large.scale == 2.0F);
    CHECK(to_design(large, {3840, 0}) == Point{1920, 0});
    CHECK(fit_view({0, 0}, {1920, 1080}).scale == 1.0F);
}

TEST_CASE("a finger on a turned panel lands where the picture shows its target") {
    for (const Turn turn : {Turn::None, Turn::Quarter, Turn::Half, Turn::ThreeQuarters}) {
        const PixelSize window = turned({1080, 1920}, turn);
        const View view = fit_view(window, {1080, 1920}, turn);
        CHECK(view.frame == PixelSize{1080, 1920});
        const PixelRect shown = to_window({100, 200, 10, 10}, view.frame, turn);
        const Point middle{static_cast<float>(shown.x) + 5, static_cast<float>(shown.y) + 5};
        const Point design = to_design(view, middle);
        CHECK(design.x == doctest::Approx(105));
        CHECK(design.y == doctest::Approx(205));
    }
}
