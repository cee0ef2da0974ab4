// What each kind that tells promises: counts, areas, widths, order, places.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <variant>
#include <vector>

#include "scene/amount.hpp"
#include "scene/icon.hpp"
#include "scene/samples.hpp"

using namespace kiosk;
using test::at;
using test::shapes;

namespace {

const scene::Look portrait_look{.orientation = scene::Orientation::Portrait};

draw::DrawList settled(test::Stage& stage, const deck::Kind& kind, const scene::Look& look = {}) {
    auto one = test::sample("one", deck::Ground::Night, kind);
    return test::drawn(*scene::lay_out(one.slide, stage.context(look)), at(60'000));
}

std::vector<std::string> words_of(const draw::DrawList& list) {
    std::vector<std::string> out;
    for (const auto& run : shapes<draw::GlyphRun>(list)) out.emplace_back(list.characters(run.text));
    return out;
}

// Boxes around the ink of all words.
std::vector<Rect> word_boxes(const draw::DrawList& list) {
    std::vector<Rect> out;
    for (const auto& command : list.commands())
        if (std::holds_alternative<draw::GlyphRun>(command.shape)) out.push_back(command.bounds);
    return out;
}

} // namespace

TEST_CASE("no words of a kind that tells lie on other words, in every look") {
    test::Stage stage;
    test::NamedKinds kinds = test::telling_kinds();
    for (auto& one : test::crowded_kinds()) kinds.push_back(std::move(one));
    for (const auto& one : kinds) {
        const auto& kind = one.second;
        for (const scene::Look& look : test::looks) {
            CAPTURE(one.first);
            CAPTURE(look.text_size);
            const bool portrait = look.orientation == scene::Orientation::Portrait;
            CAPTURE(portrait);
            const auto boxes = word_boxes(settled(stage, kind, look));
            const auto list = settled(stage, kind, look);
            REQUIRE(boxes.size() > 2);
            const float foot = portrait ? 1604 : 876;
            for (const Rect& box : boxes) CHECK(box.bottom() <= foot);
            for (std::size_t i = 0; i < boxes.size(); ++i)
                for (std::size_t k = i + 1; k < boxes.size(); ++k) {
                    // Bounds are ink and anti-aliasing: a pixel or two of a descender may touch an ascender.
                    const Rect both = intersection(boxes[i].grown(-2), boxes[k].grown(-2));
                    CAPTURE(words_of(list)[i]);
                    CAPTURE(words_of(list)[k]);
                    CHECK(both.empty());
                }
        }
    }
}

TEST_CASE("a timeline whose moments have dates stands true to time, and one without in even steps") {
    test::Stage stage;
    const auto dots = [&](const deck::Kind& kind, const scene::Look& look) {
        std::vector<float> along;
        for (const auto& circle : shapes<draw::FillCircle>(settled(stage, kind, look)))
            along.push_back(look.orientation == scene::Orientation::Portrait ? circle.centre.y
                                                                             : circle.centre.x);
        return along;
    };
    for (const scene::Look& look : {scene::Look{}, portrait_look}) {
        const auto even = dots(test::timeline_kind(3, false), look);
        REQUIRE(even.size() == 3);
        CHECK(even[2] - even[1] == doctest::Approx(even[1] - even[0]).epsilon(0.001));
        auto kind = test::timeline_kind(3, true);
        kind.moments[1].day = 0, kind.moments[0].day = -2000, kind.moments[2].day = 3000;
        const auto dated = dots(kind, look);
        REQUIRE(dated.size() == 3);
        CHECK((dated[2] - dated[1]) / (dated[1] - dated[0]) == doctest::Approx(1.5).epsilon(0.001));
    }
    // Two moments a day apart would lie on each other: even steps.
    auto close = test::timeline_kind(3, true);
    close.moments[0].day = 0, close.moments[1].day = 1, close.moments[2].day = 4000;
    const auto apart = dots(close, {});
    CHECK(apart[2] - apart[1] == doctest::Approx(apart[1] - apart[0]).epsilon(0.001));
}

TEST_CASE("the marked moment of a timeline is the only one in the colour of the harm") {
    test::Stage stage;
    const auto circles = shapes<draw::FillCircle>(settled(stage, test::timeline_kind(8, false)));
    REQUIRE(circles.size() == 8);
    const Colour accent = stage.context().palette(deck::Ground::Night).accent;
    CHECK(std::ranges::count_if(circles, [&](const auto& c) { return c.ink.colour == accent; }) == 1);
    CHECK(circles[1].ink.colour == accent);
}

TEST_CASE("compared circles have areas as their numbers, on one ground") {
    test::Stage stage;
    for (const scene::Look& look : {scene::Look{}, portrait_look}) {
        for (const auto& both :
             {std::pair{20.0, 80.0}, std::pair{1.0, 100.0}, std::pair{3.0, 3.0}, std::pair{1250.0, 430.0}}) {
            const double from = both.first, to = both.second;
            CAPTURE(from);
            const auto circles = shapes<draw::FillCircle>(settled(stage, test::compare_kind(from, to), look));
            REQUIRE(circles.size() == 2);
            const auto area = [&](std::size_t i) { return circles[i].radius * circles[i].radius; };
            CHECK(area(1) / area(0) == doctest::Approx(to / from).epsilon(0.002));
            CHECK(circles[0].centre.y + circles[0].radius ==
                  doctest::Approx(circles[1].centre.y + circles[1].radius));
            CHECK(circles[0].centre.x + circles[0].radius < circles[1].centre.x - circles[1].radius);
        }
    }
    // Nothing has no circle, and is written all the same.
    const auto none = settled(stage, test::compare_kind(0, 7));
    CHECK(shapes<draw::FillCircle>(none).size() == 1);
    const auto said = words_of(none);
    CHECK(std::ranges::find(said, "0\u00A0t") != said.end());
}

TEST_CASE("bands of a flow are as wide as their numbers, and fill their bars without a gap") {
    test::Stage stage;
    for (const scene::Look& look : {scene::Look{}, portrait_look}) {
        for (const auto& [sources, targets] : {std::pair{2U, 3U}, std::pair{6U, 6U}, std::pair{1U, 4U}}) {
            const deck::Flow kind = test::flow_kind(sources, targets);
            const auto list = settled(stage, kind, look);
            const auto paths = shapes<draw::FillPath>(list);
            const auto bars = shapes<draw::FillRect>(list);
            REQUIRE(paths.size() == kind.bands.size());
            REQUIRE(bars.size() == sources + targets);
            float scale = 0, bands = 0, left = 0, right = 0;
            for (std::size_t i = 0; i < paths.size(); ++i) {
                const auto points = list.points(paths[i].points);
                REQUIRE(points.size() == 8); // corner, curve of 3, corner, curve of 3
                const float start = points[7].y - points[0].y, end = points[4].y - points[3].y;
                CHECK(start == doctest::Approx(end));
                const auto value = static_cast<float>(kind.bands[i].value);
                if (i == 0) scale = start / value;
                CHECK(start == doctest::Approx(value * scale).epsilon(0.001));
                bands += start;
            }
            for (std::size_t i = 0; i < bars.size(); ++i) (i < sources ? left : right) += bars[i].rect.height;
            CHECK(left == doctest::Approx(bands).epsilon(0.001));
            CHECK(right == doctest::Approx(bands).epsilon(0.001));
        }
    }
}

TEST_CASE("points on a map have areas as their numbers and stand where the earth has them") {
    test::Stage stage;
    for (const scene::Look& look : {scene::Look{}, portrait_look}) {
        const auto list = settled(stage, test::points_kind(), look);
        auto circles = shapes<draw::FillCircle>(list);
        REQUIRE(circles.size() > 4);
        circles.erase(circles.begin(), circles.end() - 4); // the land is drawn first
        CHECK(circles[1].radius / circles[0].radius == doctest::Approx(2).epsilon(0.001));
        CHECK(circles[1].radius / circles[2].radius == doctest::Approx(4).epsilon(0.001));
        CHECK(circles[0].centre.x < circles[3].centre.x); // Chile, Ireland
        CHECK(circles[3].centre.x < circles[1].centre.x); // Kenya
        CHECK(circles[3].centre.y < circles[1].centre.y);
        CHECK(circles[1].centre.y < circles[0].centre.y);
        const Rect canvas{0, 0, scene::canvas(look.orientation).width,
                          scene::canvas(look.orientation).height};
        for (const auto& circle : circles) CHECK(canvas.contains(circle.centre));
    }
}

TEST_CASE("a region of the map makes the same places stand farther apart") {
    test::Stage stage;
    const auto apart = [&](const deck::Points& kind) {
        const auto circles = shapes<draw::FillCircle>(settled(stage, kind));
        return distance(circles[circles.size() - 1].centre, circles[circles.size() - 3].centre);
    };
    CHECK(apart(test::region_kind()) > 1.3F * apart(test::points_kind()));
}

TEST_CASE("a quotation has the marks of its language, and its opening mark hangs outside the margin") {
    test::Stage stage;
    auto one = test::sample("one", deck::Ground::Night, test::quote_kind());
    one.slide.title = test::words("Now they wake me.");
    const auto list = test::drawn(*scene::lay_out(one.slide, stage.context()), at(60'000));
    const auto said = words_of(list);
    REQUIRE_FALSE(said.empty());
    REQUIRE(said.size() >= 4);
    CHECK(said[0] == "Now they wake me.”");
    CHECK(said[1] == "“");
    CHECK(said[2] == "Marian Hale");
    // The words stand on the margin, where the name stands too, and the mark outside of it.
    std::vector<Rect> boxes = word_boxes(list);
    CHECK(std::abs(boxes[0].x - boxes[2].x) < 8);
    CHECK(boxes[1].right() < boxes[0].x);
    CHECK(boxes[0].x - boxes[1].right() < 20);
    one.slide.title = test::words("Nawr maen nhw’n fy neffro.");
    const auto welsh =
        words_of(test::drawn(*scene::lay_out(one.slide, stage.context({.language = "cy"})), at(60'000)));
    CHECK(welsh[0] == "Nawr maen nhw’n fy neffro.’");
    CHECK(welsh[1] == "‘");
}

TEST_CASE("lines of a list come one after another, with an icon or their number") {
    test::Stage stage;
    auto one = test::sample("one", deck::Ground::Night, deck::List{test::items(4, false)});
    const auto picture = scene::lay_out(one.slide, stage.context());
    std::size_t before = words_of(test::drawn(*picture, at(690))).size();
    for (const float t : {800.0F, 1'500.0F, 2'150.0F, 2'800.0F}) {
        const std::size_t now = words_of(test::drawn(*picture, at(t))).size();
        CHECK(now > before);
        before = now;
    }
    const auto list = settled(stage, deck::List{test::items(4, false)});
    const auto said = words_of(list);
    for (const char* number : {"2", "3", "4"}) CHECK(std::ranges::find(said, number) != said.end());
    CHECK(std::ranges::find(said, "1") == said.end()); // an icon stands there
    CHECK(shapes<draw::StrokePath>(list).size() == 1);
}

TEST_CASE("the last step is lit, and no other") {
    test::Stage stage;
    for (const scene::Look& look : {scene::Look{}, portrait_look}) {
        const deck::Steps kind{test::items(4, true)};
        auto one = test::sample("one", deck::Ground::Night, kind);
        const auto context = stage.context(look);
        const auto list = test::drawn(*scene::lay_out(one.slide, context), at(60'000));
        const Colour light = context.palette(deck::Ground::Night).light;
        const auto circles = shapes<draw::FillCircle>(list);
        CHECK(std::ranges::count_if(circles, [&](const auto& c) { return c.ink.colour == light; }) == 1);
        CHECK(shapes<draw::StrokeArc>(list).size() == 3);
    }
}

TEST_CASE("an icon of the deck's theme takes the place of the program's of the same name") {
    test::Stage stage;
    stage.deck.theme.icons["drop"] = "M2 2L30 30";
    const auto context = stage.context();
    draw::DrawList list;
    scene::Icon::make(context, "drop").draw(list, {100, 100}, 32, {});
    const auto paths = shapes<draw::StrokePath>(list);
    REQUIRE(paths.size() == 1);
    CHECK(list.points(paths[0].points).size() == 2);
    CHECK(scene::Icon::make(context, "no-such-icon").empty());
    CHECK_FALSE(scene::Icon::make(context, "leaf").empty());
}

TEST_CASE("an amount is written with its qualifier and unit, in the figures of the language") {
    test::Stage stage;
    deck::Quantity quantity;
    quantity.value = quantity.low = 1250;
    quantity.unit = test::words("litres");
    CHECK(scene::amount(stage.context(), quantity) == "1,250\u00A0litres");
    quantity.low = 900;
    quantity.qualifier_words = test::words("about");
    CHECK(scene::amount(stage.context(), quantity) == "about 900–1,250\u00A0litres");
    quantity.low = quantity.value = 4.5, quantity.decimals = 1;
    quantity.unit = test::words("%"), quantity.qualifier_words = {};
    CHECK(scene::amount(stage.context(), quantity) == "4.5%");
}
