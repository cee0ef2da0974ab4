#include <doctest/doctest.h>

#include <cmath>
#include <numbers>

#include "draw/draw_list.hpp"
#include "draw/dump.hpp"
#include "support/allocations.hpp"

using namespace kiosk;
using draw::DrawList;

namespace {

constexpr Colour red{255, 0, 0}, blue{0, 0, 255};

text::Run run_of(std::string words) {
    text::Run run;
    run.text = std::move(words);
    run.size_px = 20;
    float x = 0;
    for (std::size_t i = 0; i < run.text.size(); ++i, x += 10) {
        run.glyphs.push_back(
            {text::FontId{0}, static_cast<std::uint32_t>(run.text[i]), x, 0, static_cast<std::uint32_t>(i)});
    }
    run.width = x;
    run.ink = {0, -15, x, 20};
    return run;
}

std::uint64_t digest_of(const auto& fill) {
    DrawList list;
    fill(list);
    REQUIRE(list.commands().size() == 1);
    return list.commands().front().digest;
}

// A little of everything; `step` moves it.
void fill_frame(DrawList& list, const draw::Path& path, const text::Run& run, float step) {
    for (int i = 0; i < 400; ++i) list.fill_circle({static_cast<float>(i), step}, 5, red);
    const draw::Gradient gradient{{0, 0}, {0, 100}, {{{0, red}, {1, blue}}}, 2, false};
    list.fill_rect({0, 0, 100, 100}, gradient, 8);
    const auto moved = list.moved(step, 0);
    const auto faded = list.faded(0.5F);
    list.stroke_path(path, 3, red);
    list.fill_path(path, blue);
    list.text(run, {10, 40}, red);
    list.stroke_arc({50, 50}, 20, 3, 0, 1 + step, red);
}

} // namespace

TEST_CASE("a scope moves, scales, fades and clips what is added in it, and nothing after it") {
    DrawList list;
    {
        const auto moved = list.moved(10, 20);
        const auto scaled = list.scaled(2, {5, 5});
        const auto faded = list.faded(0.5F);
        const auto clipped = list.clipped({0, 0, 8, 8});
        list.fill_rect({5, 5, 10, 10}, red, 3);
    }
    list.fill_rect({5, 5, 10, 10}, red);
    CHECK(draw::dump(list) == "rect 15,25 20x20 r6 #FF000080 clip 5,15 16x16\n"
                              "rect 5,5 10x10 #FF0000\n");
    CHECK(list.commands()[0].bounds == Rect{14, 24, 7, 7});
}

TEST_CASE("nested clips leave what both let through") {
    DrawList list;
    const auto outer = list.clipped({0, 0, 50, 50});
    const auto inner = list.clipped({40, 40, 50, 50});
    list.fill_rect({0, 0, 100, 100}, red);
    REQUIRE(list.commands().size() == 1);
    CHECK(list.commands()[0].bounds == Rect{40, 40, 10, 10});
}

TEST_CASE("what cannot be seen is not added") {
    DrawList list;
    list.fill_circle({5, 5}, 0, red);
    list.fill_rect({0, 0, 0, 10}, red);
    list.fill_rect({0, 0, 10, 10}, Colour{1, 2, 3, 0});
    list.stroke_line({0, 0}, {9, 9}, 0, red);
    list.text(text::Run{}, {0, 0}, red);
    {
        const auto clipped = list.clipped({0, 0, 10, 10});
        list.fill_circle({100, 100}, 5, red);
    }
    {
        const auto faded = list.faded(0);
        list.fill_circle({5, 5}, 5, red);
    }
    CHECK(list.commands().empty());
}

TEST_CASE("radii are cut to half of the shorter side") {
    DrawList list;
    list.fill_rect({0, 0, 100, 20}, red, 44);
    CHECK(draw::dump(list) == "rect 0,0 100x20 r10 #FF0000\n");
}

TEST_CASE("a stroke inside a rect stays in it, and a straddling one leaves it by half its width") {
    DrawList list;
    list.stroke_rect({10, 10, 100, 50}, 8, 4, red);
    list.stroke_rect_inside({10, 10, 100, 50}, 8, 4, red);
    CHECK(draw::dump(list) == "outline 10,10 100x50 r8 w4 #FF0000\n"
                              "outline 12,12 96x46 r6 w4 #FF0000\n");
    CHECK(list.commands()[0].bounds == Rect{7, 7, 106, 56});
    CHECK(list.commands()[1].bounds == Rect{9, 9, 102, 52});
}

TEST_CASE("an arc's bounds reach to the axes that it crosses, and no farther") {
    constexpr float pi = std::numbers::pi_v<float>;
    DrawList list;
    list.stroke_arc({100, 100}, 50, 2, 0, pi / 2, red, draw::Cap::Butt); // 12 to 3 o'clock
    list.stroke_arc({100, 100}, 50, 2, -pi / 4, pi / 2, red, draw::Cap::Butt);
    const Rect quarter = list.commands()[0].bounds, top = list.commands()[1].bounds;
    CHECK(quarter.x == doctest::Approx(98));
    CHECK(quarter.y == doctest::Approx(48));
    CHECK(quarter.right() == doctest::Approx(152));
    CHECK(quarter.bottom() == doctest::Approx(102));
    CHECK(top.y == doctest::Approx(48));
    CHECK(top.x == doctest::Approx(100 - 50 / std::sqrt(2.0F) - 2));
    CHECK(top.bottom() == doctest::Approx(100 - 50 / std::sqrt(2.0F) + 2));
}

TEST_CASE("a full turn has the bounds of its circle") {
    DrawList list;
    list.stroke_circle({100, 100}, 50, 2, red);
    const Rect bounds = list.commands()[0].bounds;
    CHECK(bounds.x == doctest::Approx(48));
    CHECK(bounds.bottom() == doctest::Approx(152));
}

TEST_CASE("standing text has its baseline on a whole pixel, and moving text keeps its fraction") {
    DrawList list;
    list.text(run_of("hi"), {10.3F, 40.4F}, red);
    {
        const auto moved = list.moved(0, 0.3F);
        list.text(run_of("hi"), {10.3F, 40.4F}, red);
    }
    CHECK(draw::dump(list) == "text 10.3,40 20px #FF0000 \"hi\"\n"
                              "text 10.3,40.3 20px #FF0000 \"hi\"\n");
}

TEST_CASE("a dump shows of typed text its length only") {
    DrawList list;
    text::SecretRun secret;
    secret.glyphs[0] = {text::FontId{0}, 65, 0, 0, 0};
    secret.glyphs[1] = {text::FontId{0}, 66, 10, 0, 1};
    secret.count = 2;
    secret.size_px = 38;
    list.secret_text(secret, {10, 40}, red);
    CHECK(draw::dump(list) == "secret 10,40 38px #FF0000 glyphs 2\n");
}

TEST_CASE("typed glyphs are gone from a list's memory after it is cleared") {
    DrawList list;
    text::SecretRun secret;
    secret.glyphs[0] = {text::FontId{0}, 65, 0, 0, 0};
    secret.count = 1;
    secret.size_px = 38;
    list.secret_text(secret, {10, 40}, red);
    const text::Glyph* held = list.glyphs({0, 1}).data();
    REQUIRE(held->id == 65);
    list.clear();
    CHECK(held->id == 0); // the arena keeps its memory, so this still points into it
}

TEST_CASE("equal commands have equal digests, and each visible change changes it") {
    const auto circle = [](float x, float r, Colour c) {
        return digest_of([=](DrawList& list) { list.fill_circle({x, 5}, r, c); });
    };
    CHECK(circle(5, 4, red) == circle(5, 4, red));
    CHECK(circle(5, 4, red) != circle(5.125F, 4, red));
    CHECK(circle(5, 4, red) != circle(5, 4.5F, red));
    CHECK(circle(5, 4, red) != circle(5, 4, blue));

    const auto words = [](std::string_view text, float x) {
        return digest_of([=](DrawList& list) { list.text(run_of(std::string(text)), {x, 40}, red); });
    };
    CHECK(words("abc", 1) == words("abc", 1));
    CHECK(words("abc", 1) != words("abd", 1));
    CHECK(words("abc", 1) != words("abc", 1.25F));

    const auto ground = [](Colour last, bool dither, float alpha) {
        return digest_of([=](DrawList& list) {
            const auto faded = list.faded(alpha);
            list.fill_rect({0, 0, 9, 9}, draw::Gradient{{0, 0}, {0, 9}, {{{0, red}, {1, last}}}, 2, dither});
        });
    };
    CHECK(ground(blue, true, 1) == ground(blue, true, 1));
    CHECK(ground(blue, true, 1) != ground(red, true, 1));
    CHECK(ground(blue, true, 1) != ground(blue, false, 1));
    CHECK(ground(blue, true, 1) != ground(blue, true, 0.5F));

    const auto clipped = [](float width) {
        return digest_of([=](DrawList& list) {
            const auto clip = list.clipped({0, 0, width, 9});
            list.fill_rect({0, 0, 20, 20}, red);
        });
    };
    CHECK(clipped(9) == clipped(9));
    CHECK(clipped(9) != clipped(10));

    const auto stroke = [](draw::Cap cap, float gap) {
        return digest_of([=](DrawList& list) {
            list.stroke_path(draw::Path().move_to({0, 0}).line_to({9, 9}), 2, red, cap, 3, gap);
        });
    };
    CHECK(stroke(draw::Cap::Butt, 0) != stroke(draw::Cap::Round, 0));
    CHECK(stroke(draw::Cap::Butt, 0) != stroke(draw::Cap::Butt, 2));
}

TEST_CASE("a digest does not depend on what else the list holds") {
    DrawList alone, later;
    alone.text(run_of("abc"), {9, 9}, red);
    later.text(run_of("before"), {0, 90}, blue);
    later.fill_path(draw::Path().move_to({0, 0}).line_to({9, 9}).line_to({0, 9}).close(), blue);
    later.text(run_of("abc"), {9, 9}, red);
    CHECK(alone.commands().back().digest == later.commands().back().digest);
}

TEST_CASE("a list that has grown takes no memory for the next frame") {
    DrawList list;
    const draw::Path path = draw::Path().move_to({0, 0}).cubic_to({1, 9}, {9, 9}, {9, 0}).close();
    const text::Run run = run_of("a line of words");
    for (int frame = 0; frame < 2; ++frame) {
        list.clear();
        fill_frame(list, path, run, 0);
    }
    const test::AllocationCount count;
    list.clear();
    fill_frame(list, path, run, 1);
    CHECK(count.so_far() == 0);
}

TEST_CASE("a mirrored list lays everything out from the right, and keeps words the right way round") {
    constexpr float width = 200;
    const text::Run run = run_of("abc"); // 30 wide
    DrawList list;
    {
        const auto moved = list.moved(10, 0); // before the mirror: away from the edge where reading begins
        const auto mirrored = list.mirrored(width);
        list.fill_rect({0, 0, 20, 10}, red, draw::Corners{4, 0, 0, 2});
        list.fill_circle({5, 5}, 3, red);
        list.text(run, {0, 20}, red);
        list.stroke_arc({5, 5}, 4, 2, 0.5F, 1, red);
    }
    list.fill_rect({0, 0, 20, 10}, red);
    const auto commands = list.commands();
    REQUIRE(commands.size() == 5);
    const auto& rect = std::get<draw::FillRect>(commands[0].shape);
    CHECK(rect.rect == Rect{170, 0, 20, 10});
    CHECK(rect.corners == draw::Corners{0, 4, 2, 0});
    CHECK(std::get<draw::FillCircle>(commands[1].shape).centre == Point{185, 5});
    const auto& letters = std::get<draw::GlyphRun>(commands[2].shape);
    CHECK(letters.origin == Point{160, 20});
    CHECK(list.glyphs(letters.glyphs)[1].x == 10); // in their own order
    const auto& arc = std::get<draw::StrokeArc>(commands[3].shape);
    CHECK(arc.start == -1.5F);
    CHECK(arc.sweep == 1);
    CHECK(std::get<draw::FillRect>(commands[4].shape).rect.x == 0);
}

TEST_CASE("a part of a mirrored list may stand the right way round in the mirror image of its place") {
    DrawList list;
    const auto mirrored = list.mirrored(200);
    const auto again = list.mirrored(500); // mirrored already: nothing changes
    list.fill_rect({10, 0, 50, 10}, red);
    {
        const auto upright = list.unmirrored({10, 0, 50, 10});
        CHECK_FALSE(list.mirrors());
        list.fill_rect({12, 0, 5, 10}, red);
    }
    CHECK(list.mirrors());
    REQUIRE(list.commands().size() == 2);
    CHECK(std::get<draw::FillRect>(list.commands()[0].shape).rect == Rect{140, 0, 50, 10});
    CHECK(std::get<draw::FillRect>(list.commands()[1].shape).rect == Rect{142, 0, 5, 10});
}
