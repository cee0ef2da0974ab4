// What each pictured kind promises: counts, areas, places, states.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <variant>
#include <vector>

#include "scene/progress.hpp"
#include "scene/qr.hpp"
#include "scene/samples.hpp"

using namespace kiosk;
using test::at;
using test::shapes;

namespace {

std::string all_words(const draw::DrawList& list) {
    std::string words;
    for (const auto& run : shapes<draw::GlyphRun>(list))
        words += std::string(list.characters(run.text)) + "|";
    return words;
}

draw::DrawList lay_out_and_draw(test::Stage& stage, deck::Ground ground, deck::Kind kind,
                                scene::Moment moment, const scene::Look& look = {}) {
    const auto one = test::sample("one", ground, std::move(kind));
    return test::drawn(*scene::lay_out(one.slide, stage.context(look)), moment);
}

} // namespace

TEST_CASE("there are as many full lights as the figure says, and a third more that thin out") {
    test::Stage stage;
    for (const int count : {1, 12, 45, 100, 250, 1000}) {
        CAPTURE(count);
        // High contrast has no glows: every circle is a light or a point.
        const scene::Look look{.contrast = deck::Contrast::High, .still = true};
        const auto list =
            lay_out_and_draw(stage, deck::Ground::Dawn, test::lights_kind(count), at(9'000), look);
        const auto circles = shapes<draw::FillCircle>(list);
        float full = 0;
        for (const auto& circle : circles) full = std::max(full, circle.radius);
        const Colour light = stage.deck.theme.palette(deck::Contrast::High, deck::Ground::Dawn).light;
        const auto lit = [&](const auto& circle, bool whole) {
            return circle.ink.colour.r == light.r && circle.ink.colour.b == light.b &&
                   (circle.radius == full) == whole;
        };
        CHECK(std::ranges::count_if(circles, [&](const auto& c) { return lit(c, true); }) == count);
        CHECK(std::ranges::count_if(circles, [&](const auto& c) { return lit(c, false); }) ==
              std::lround(0.34 * count));
    }
}

TEST_CASE("an exact number has no lights that thin out") {
    test::Stage stage;
    auto kind = test::lights_kind(45);
    kind.qualifier = {};
    const scene::Look look{.contrast = deck::Contrast::High, .still = true};
    const auto list = lay_out_and_draw(stage, deck::Ground::Dawn, kind, at(9'000), look);
    const Colour light = stage.deck.theme.palette(deck::Contrast::High, deck::Ground::Dawn).light;
    const auto circles = shapes<draw::FillCircle>(list);
    CHECK(std::ranges::count_if(circles, [&](const auto& c) { return c.ink.colour.b == light.b; }) == 45);
}

TEST_CASE("the band keeps its area while the ball grows") {
    test::Stage stage;
    for (const scene::Look& look :
         {scene::Look{}, scene::Look{.orientation = scene::Orientation::Portrait}}) {
        for (const float t : {700.0F, 1'200.0F, 2'000.0F, 3'000.0F, 3'600.0F}) {
            CAPTURE(t);
            const auto circles = shapes<draw::FillCircle>(lay_out_and_draw(
                stage, deck::Ground::Night, deck::Band{test::words("a"), test::words("b")}, at(t), look));
            REQUIRE(circles.size() >= 2);
            const auto area = [&](std::size_t i) {
                return circles[i].radius * circles[i].radius - circles[i + 1].radius * circles[i + 1].radius;
            };
            for (std::size_t i = 2; i + 1 < circles.size(); i += 2)
                CHECK(area(i) == doctest::Approx(area(0)).epsilon(0.002));
        }
    }
}

TEST_CASE("the ball of the band is handed on whole and then not drawn twice") {
    test::Stage stage;
    const auto band =
        test::sample("band", deck::Ground::Night, deck::Band{test::words("a"), test::words("b")});
    const auto lights = test::sample("lights", deck::Ground::Dawn, test::lights_kind(100));
    const auto from = scene::lay_out(band.slide, stage.context());
    const auto to = scene::lay_out(lights.slide, stage.context());
    REQUIRE(from->ball().has_value());
    REQUIRE(to->takes_ball());
    const auto holds = [&](const draw::DrawList& list) {
        return std::ranges::any_of(shapes<draw::FillCircle>(list), [&](const auto& circle) {
            return circle.radius == from->ball()->radius &&
                   distance(circle.centre, from->ball()->centre) < 0.5F;
        });
    };
    auto leaving = at(12'000);
    CHECK(holds(test::drawn(*from, leaving)));
    leaving.ball_given = true;
    CHECK_FALSE(holds(test::drawn(*from, leaving)));
    auto arriving = at(1);
    arriving.ball_taken = from->ball();
    CHECK(holds(test::drawn(*to, arriving)));
    arriving.t_ms = 500;
    CHECK(test::same(test::drawn(*to, arriving), test::drawn(*to, at(500))));
}

TEST_CASE("any two places of the earth stand in the picture of the map with their labels") {
    test::Stage stage;
    const std::vector<deck::Place> places{
        {test::words("Alaska"), -150, 62},      {test::words("Chile"), -71, -33},
        {test::words("New Zealand"), 174, -41}, {test::words("Kenya"), 38, 0},
        {test::words("Ireland"), -8, 53},       {test::words("Japan"), 139, 36}};
    for (const auto& from : places) {
        for (const auto& to : places) {
            if (&from == &to) continue;
            for (const scene::Look& look :
                 {scene::Look{}, scene::Look{.orientation = scene::Orientation::Portrait}}) {
                const std::string way =
                    from.label.in("en").data() + std::string(" to ") + to.label.in("en").data();
                CAPTURE(way);
                const deck::Map kind{test::words("2"), test::words("nd"), from, to};
                const auto list = lay_out_and_draw(stage, deck::Ground::Night, kind, at(9'000), look);
                const Size size = scene::canvas(look.orientation);
                int labels = 0;
                for (const auto& command : list.commands()) {
                    const auto* run = std::get_if<draw::GlyphRun>(&command.shape);
                    if (run == nullptr) continue;
                    const auto characters = list.characters(run->text);
                    if (characters != from.label.in("en") && characters != to.label.in("en")) continue;
                    ++labels;
                    CHECK(command.bounds.x >= 0);
                    CHECK(command.bounds.right() <= size.width);
                    CHECK(command.bounds.y > 250);
                }
                CHECK(labels == 2);
            }
        }
    }
}

TEST_CASE("the ask says what the day's numbers mean") {
    test::Stage stage;
    const auto words_for = [&](scene::Today today) {
        return all_words(
            lay_out_and_draw(stage, deck::Ground::Amber, test::ask_kind(), at(5'000, today), scene::Look{}));
    };
    const auto has = [&](scene::Today today, const char* text) {
        return words_for(today).find(text) != std::string::npos;
    };
    CHECK(has({0, 60}, "Yours can be the first light."));
    CHECK(has({0, 0}, "Yours can be the first light."));
    CHECK(has({1, 60}, "1 pledge made here today"));
    CHECK(has({37, 60}, "37 pledges made here today"));
    CHECK(has({37, 60}, "Aim: 60"));
    CHECK_FALSE(has({37, 0}, "Aim"));
    CHECK(has({60, 60}, "Our aim for today is reached."));
    CHECK(has({75, 60}, "Our aim for today is reached."));
}

TEST_CASE("the lights of today are as many as the aim, and over 150 a bar stands for them") {
    test::Stage stage;
    for (const auto& look : {scene::Look{}, scene::Look{.orientation = scene::Orientation::Portrait}}) {
        for (const scene::Today today : {scene::Today{0, 60},
                                         {37, 60},
                                         {60, 60},
                                         {80, 60},
                                         {3, 12},
                                         {1, 1},
                                         {70, 150},
                                         {90, 151},
                                         {5, 0}}) {
            CAPTURE(today.aim);
            const auto list =
                lay_out_and_draw(stage, deck::Ground::Amber, test::ask_kind(), at(5'000, today), look);
            const bool bar = today.aim > scene::single_lights_max;
            const auto filled = shapes<draw::FillCircle>(list);
            const auto rings = shapes<draw::StrokeArc>(list);
            const int lit = std::min(today.pledges, today.aim);
            CHECK(filled.size() == static_cast<std::size_t>(bar ? 0 : lit));
            CHECK(rings.size() == static_cast<std::size_t>(bar ? 0 : today.aim - lit));
            const float right = look.orientation == scene::Orientation::Landscape ? 1824 : 1016;
            for (const auto& light : filled) CHECK(light.centre.x + light.radius <= right + 0.1F);
        }
    }
}

TEST_CASE("the code for a telephone lies on whole pixels inside its card with four quiet modules") {
    test::Stage stage;
    for (const std::size_t length : {20U, 60U, 120U, 200U}) {
        auto kind = test::ask_kind();
        kind.qr_url = "https://example.org/" + std::string(length, 'a');
        const auto list = lay_out_and_draw(stage, deck::Ground::Amber, kind, at(5'000));
        const auto paths = shapes<draw::FillPath>(list);
        const auto cards = shapes<draw::FillRect>(list);
        REQUIRE(paths.size() == 1);
        const auto card =
            std::ranges::find_if(cards, [](const auto& rect) { return rect.rect.width == 432; });
        REQUIRE(card != cards.end());
        const auto code = scene::make_qr(kind.qr_url);
        REQUIRE(code.ok());
        float left = 1e9F, right = 0;
        for (const Point p : list.points(paths[0].points)) {
            CHECK(p.x == std::round(p.x));
            CHECK(p.y == std::round(p.y));
            left = std::min(left, p.x), right = std::max(right, p.x);
        }
        const float module = (right - left) / static_cast<float>(code->size);
        CHECK(module == std::round(module));
        CHECK(left - card->rect.x >= 4 * module);
        CHECK(card->rect.right() - right >= 4 * module);
    }
}

TEST_CASE("without an address the card is left out and the title takes the width") {
    test::Stage stage;
    auto kind = test::ask_kind();
    kind.qr_url.clear();
    const auto list = lay_out_and_draw(stage, deck::Ground::Amber, kind, at(5'000));
    CHECK(shapes<draw::FillPath>(list).empty());
    CHECK(all_words(list).find("phone") == std::string::npos);
}

TEST_CASE("the ask's own button is the pledge, at 136 px, and can be touched") {
    test::Stage stage;
    const auto ask = test::sample("ask", deck::Ground::Amber, test::ask_kind());
    for (const auto& look : test::looks) {
        const auto picture = scene::lay_out(ask.slide, stage.context(look));
        draw::DrawList list;
        scene::HitMap hits;
        picture->draw_button(list, &hits, {}, {}, at(5'000));
        const Rect rect = hits.rect_of({scene::ControlKind::Pledge});
        CHECK(rect == picture->button());
        CHECK(rect.height == 136);
        CHECK(rect.right() <= scene::canvas(look.orientation).width);
    }
}

TEST_CASE("a code is refused for nothing and for more than it may hold, and holds the limit") {
    CHECK_FALSE(scene::make_qr("").ok());
    CHECK(scene::make_qr(std::string(scene::qr_text_bytes_max, 'x')).ok());
    CHECK_FALSE(scene::make_qr(std::string(scene::qr_text_bytes_max + 1, 'x')).ok());
    const auto code = scene::make_qr("https://example.org/");
    REQUIRE(code.ok());
    CHECK(code->size == 25);
    for (int i = 0; i < 7; ++i) { // the three finder patterns have dark edges
        CHECK(code->is_dark(i, 0));
        CHECK(code->is_dark(code->size - 1 - i, 0));
        CHECK(code->is_dark(i, code->size - 1));
    }
}
