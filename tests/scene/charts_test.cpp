// Kinds that draw numbers: what is drawn is what the numbers say, words stand apart, and nothing moves
// unasked.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <variant>
#include <vector>

#include "motion/track.hpp"
#include "scene/axis_ticks.hpp"
#include "scene/counter.hpp"
#include "scene/samples.hpp"
#include "support/allocations.hpp"

using namespace kiosk;
using test::at;
using test::shapes;

namespace {

// The deck of tests/charts on a stage of its own.
struct ChartStage {
    test::Stage stage;
    ChartStage() { stage.deck = *test::deck_of("tests/charts", stage.assets); }
    // Those that draw numbers; the ask has tests of its own.
    [[nodiscard]] std::vector<const deck::Slide*> slides() const {
        std::vector<const deck::Slide*> out;
        for (const deck::Slide& slide : stage.deck.slides)
            if (!std::holds_alternative<deck::Ask>(slide.kind)) out.push_back(&slide);
        return out;
    }
};

deck::Quantity quantity(double value, int decimals = 0) {
    deck::Quantity out;
    out.value = out.low = value;
    out.decimals = decimals;
    return out;
}

deck::Slide bars_of(const std::vector<double>& values, deck::Bars::Direction direction,
                    const std::string& label = "Row") {
    deck::Bars bars;
    bars.direction = direction;
    for (std::size_t i = 0; i < values.size(); ++i)
        bars.rows.push_back({test::words(label + " " + std::to_string(i + 1)), {quantity(values[i])}, false});
    return test::sample("bars", deck::Ground::Night, bars).slide;
}

// Pairs of words that lie over one another. Digits of a running figure stand in cells of their own and are
// not meant; they are large.
std::string overlaps(const draw::DrawList& list) {
    struct Word {
        Rect box;
        std::string words;
    };
    std::vector<Word> all;
    for (const auto& command : list.commands()) {
        const auto* run = std::get_if<draw::GlyphRun>(&command.shape);
        if (run == nullptr || (run->size_px >= 76 && run->text.count <= 2)) continue;
        all.push_back({command.bounds.grown(-2), std::string(list.characters(run->text))});
    }
    std::string found;
    for (std::size_t i = 0; i < all.size(); ++i)
        for (std::size_t j = i + 1; j < all.size(); ++j)
            if (!intersection(all[i].box, all[j].box).empty())
                found += all[i].words + " / " + all[j].words + "\n";
    return found;
}

void check_words(const draw::DrawList& list, const scene::Look& look) {
    CHECK(overlaps(list) == "");
    const bool portrait = look.orientation == scene::Orientation::Portrait;
    const Size size = scene::canvas(look.orientation);
    for (const auto& command : list.commands()) {
        const auto* run = std::get_if<draw::GlyphRun>(&command.shape);
        if (run == nullptr) continue;
        CAPTURE(std::string(list.characters(run->text)));
        CHECK(command.bounds.x >= 0);
        CHECK(command.bounds.y >= 100);
        CHECK(command.bounds.right() <= size.width);
        CHECK(command.bounds.bottom() <= (portrait ? 1604 : 876));
        CHECK(run->size_px >= 26);
    }
}

} // namespace

TEST_CASE("words of charts stand apart from one another, on the canvas and above the source, in every look") {
    ChartStage charts;
    for (const deck::Slide* slide : charts.slides()) {
        for (const scene::Look& look : test::looks) {
            CAPTURE(slide->id);
            CAPTURE(look.text_size);
            const bool portrait = look.orientation == scene::Orientation::Portrait;
            CAPTURE(portrait);
            const auto picture = scene::lay_out(*slide, charts.stage.context(look));
            draw::DrawList list;
            picture->draw(list, at(8'000));
            check_words(list, look);
        }
    }
}

TEST_CASE("one bar and twelve, large, small, zero and negative ones, all keep their numbers apart") {
    test::Stage stage;
    const std::vector<std::vector<double>> lots{{7},
                                                {0, 0, 0},
                                                {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12},
                                                {-5, 12, -30, 0, 8},
                                                {-4, -2, -9},
                                                {1e12, 3, 250'000},
                                                {0.5, 1e-9, 1}};
    for (const auto& values : lots)
        for (const auto direction : {deck::Bars::Direction::Vertical, deck::Bars::Direction::Horizontal})
            for (const char* label : {"Row", "A label that is as long as forty lett"})
                for (const scene::Look& look : {test::looks[0], test::looks[1], test::looks[2]}) {
                    CAPTURE(values.size());
                    CAPTURE(values[0]);
                    CAPTURE(static_cast<int>(direction));
                    CAPTURE(label);
                    const bool portrait = look.orientation == scene::Orientation::Portrait;
                    CAPTURE(portrait);
                    CAPTURE(look.text_size);
                    if (values.size() == 12 && look.text_size > 1)
                        continue; // `check` says that it is too much
                    const deck::Slide slide = bars_of(values, direction, label);
                    const auto picture = scene::lay_out(slide, stage.context(look));
                    CHECK(overlaps(test::drawn(*picture, at(9'000))) == "");
                }
}

TEST_CASE("bars are as long as their numbers, and parts of a stack add up") {
    test::Stage stage;
    for (const auto direction : {deck::Bars::Direction::Vertical, deck::Bars::Direction::Horizontal}) {
        const bool up = direction == deck::Bars::Direction::Vertical;
        const deck::Slide slide = bars_of({10, 25, 40}, direction);
        const auto list = test::drawn(*scene::lay_out(slide, stage.context()), at(9'000));
        std::vector<float> lengths;
        for (const auto& bar : shapes<draw::FillRect>(list))
            lengths.push_back(up ? bar.rect.height : bar.rect.width);
        REQUIRE(lengths.size() == 3);
        CHECK(lengths[0] / lengths[2] == doctest::Approx(0.25).epsilon(0.005));
        CHECK(lengths[1] / lengths[2] == doctest::Approx(0.625).epsilon(0.005));
    }
    deck::Bars stacked;
    stacked.arrangement = deck::Bars::Arrangement::Stacked;
    stacked.series = {test::words("one"), test::words("two")};
    stacked.rows = {{test::words("a"), {quantity(30), quantity(10)}, false},
                    {test::words("b"), {quantity(20), quantity(20)}, false}};
    const auto sample = test::sample("stack", deck::Ground::Night, stacked);
    const auto list = test::drawn(*scene::lay_out(sample.slide, stage.context()), at(9'000));
    const auto rects = shapes<draw::FillRect>(list);
    REQUIRE(rects.size() == 4);
    // Both stacks are 40 high: their tops are level.
    CHECK(rects[1].rect.y == doctest::Approx(rects[3].rect.y));
    CHECK(rects[0].rect.bottom() == doctest::Approx(rects[2].rect.bottom()));
}

TEST_CASE("the parts of a ring close it, each as wide as its share") {
    ChartStage charts;
    const auto slides = charts.slides();
    const auto pound =
        std::find_if(slides.begin(), slides.end(), [](const auto* one) { return one->id == "pound"; });
    const auto list = test::drawn(*scene::lay_out(**pound, charts.stage.context()), at(9'000));
    const auto arcs = shapes<draw::StrokeArc>(list);
    REQUIRE(arcs.size() == 4);
    float sum = 0, most = 0;
    for (const auto& arc : arcs) sum += arc.sweep, most = std::max(most, arc.sweep);
    constexpr float turn = 6.2831853F;
    CHECK(most / turn == doctest::Approx(0.58).epsilon(0.02));
    CHECK(sum < turn);
    CHECK(sum > 0.96F * turn);
}

TEST_CASE("as many icons and lights are lit as the numbers say, the last by its part") {
    test::Stage stage;
    deck::Pictogram icons;
    icons.icon = "tick", icons.per = 10, icons.count = quantity(35), icons.of = quantity(60);
    icons.legend = test::words("= 10");
    const auto sample = test::sample("icons", deck::Ground::Night, icons);
    const auto list = test::drawn(*scene::lay_out(sample.slide, stage.context()), at(9'000));
    const Colour accent = stage.deck.theme.palette(deck::Contrast::Standard, deck::Ground::Night).accent;
    int lit = 0, unlit = 0;
    for (const auto& path : shapes<draw::StrokePath>(list)) (path.ink.colour == accent ? lit : unlit) += 1;
    CHECK(lit == 4 + 1);   // three, one by its half, and the legend's
    CHECK(unlit == 2 + 1); // and the rest of the half one
    deck::Goal goal;
    goal.of_the_day = true;
    const auto day = test::sample("goal", deck::Ground::Dawn, goal);
    const auto picture = scene::lay_out(day.slide, stage.context({.contrast = deck::Contrast::High}));
    const auto full = [&](int pledges) {
        const auto circles = shapes<draw::FillCircle>(test::drawn(*picture, at(9'000, {pledges, 41})));
        return std::ranges::count_if(circles, [](const auto& one) { return one.radius >= 14.9F; });
    };
    CHECK(full(0) == 0);
    CHECK(full(20) == 20);
    CHECK(full(41) == 41);
    CHECK(full(90) == 41);
}

TEST_CASE("a figure ends at its number in the digits of the language") {
    test::Stage stage;
    deck::Number number;
    number.figure = quantity(1205.5, 1);
    number.affixes.prefix = test::words("\u00a3");
    const auto sample = test::sample("number", deck::Ground::Night, number);
    const auto words_at = [&](float t) {
        const auto list = test::drawn(*scene::lay_out(sample.slide, stage.context()), at(t));
        std::string words;
        for (const auto& run : shapes<draw::GlyphRun>(list))
            if (run.size_px > 100) words += std::string(list.characters(run.text));
        return words;
    };
    CHECK(words_at(100).substr(0, 5) == "\u00a30.0");
    CHECK(words_at(9'000) == "\u00a31,205.5");
}

TEST_CASE("a unit of letters stands apart from its number, a sign does not") {
    test::Stage stage;
    const auto text = [&](const char* suffix) {
        return scene::figure_text(stage.context(), 46, 0, {{}, test::words(suffix)});
    };
    CHECK(text("%") == "46%");
    CHECK(text("\u066A") == "46\u066A");
    CHECK(text("\u00D7") == "46\u00D7");
    CHECK(text("km") == "46\u00A0km");
    CHECK(text("\u0643\u0645") == "46\u00A0\u0643\u0645");
    CHECK(text("") == "46");
}

TEST_CASE("in arabic a sign stays before its number and a unit comes behind it") {
    test::Stage stage;
    scene::Look look;
    look.language = "ar";
    const auto text = [&](const char* prefix, const char* suffix) {
        return scene::figure_text(stage.context(look), 46, 0, {test::words(prefix), test::words(suffix)});
    };
    CHECK(text("\u00A3", "") == "\u2066\u00A346\u2069");
    CHECK(text("", "%") == "\u206646%\u2069");
    CHECK(text("", "\u0643\u0645") == "46\u00A0\u0643\u0645");
    CHECK(text("", "") == "46");
    CHECK(scene::kept_together("\u00A3", "5", "en") == "\u00A35");
    CHECK(scene::kept_together("\u20AA", "5", "he") == "\u2066\u20AA5\u2069");
    CHECK(scene::kept_together("", "5", "ar") == "5");
}

TEST_CASE("an axis has few round numbers that hold all values") {
    for (const auto& range : std::vector<std::pair<double, double>>{{0, 431},
                                                                    {210, 431},
                                                                    {-18.25, 17},
                                                                    {0.001, 0.0034},
                                                                    {5, 5},
                                                                    {-3, -1},
                                                                    {0, 0},
                                                                    {9e11, 1e12},
                                                                    {98, 102}}) {
        const double least = range.first, most = range.second;
        CAPTURE(least);
        CAPTURE(most);
        const auto ticks = scene::axis_ticks(least, most, false);
        REQUIRE(ticks.at.size() >= 2);
        CHECK(ticks.at.size() <= 6);
        CHECK(ticks.at.front() <= least);
        CHECK(ticks.at.back() >= most);
    }
    CHECK(scene::axis_ticks(300, 431, true).at.front() == 0);
    CHECK(scene::axis_ticks(98, 102, false).at.front() > 90);
}

TEST_CASE("a chart does not change before the moment that it names, and rests when still") {
    ChartStage charts;
    for (const deck::Slide* slide : charts.slides()) {
        CAPTURE(slide->id);
        for (const scene::Look& look : {test::looks[0], test::looks[1], test::looks[5]}) {
            const auto picture = scene::lay_out(*slide, charts.stage.context(look));
            constexpr float step = 1000.0F / 60;
            for (float t = -400; t < 8'000; t += 250) {
                const float next = picture->next_change_ms(t);
                REQUIRE(next >= t);
                const auto here = test::drawn(*picture, at(t));
                for (float later = t + step; later < std::min(next, t + 600); later += step) {
                    CAPTURE(t);
                    CAPTURE(later);
                    REQUIRE(test::same(here, test::drawn(*picture, at(later))));
                }
            }
            CHECK(picture->next_change_ms(picture->settled_ms()) == motion::never_ms);
            CHECK(picture->settled_ms() <= 7'500);
        }
    }
}

TEST_CASE("two layouts of a chart draw the same") {
    ChartStage charts;
    for (const deck::Slide* slide : charts.slides()) {
        const auto one = scene::lay_out(*slide, charts.stage.context());
        const auto two = scene::lay_out(*slide, charts.stage.context());
        for (const float t : {0.0F, 1'000.0F, 2'222.0F, 9'000.0F})
            CHECK(test::same(test::drawn(*one, at(t)), test::drawn(*two, at(t))));
    }
}

TEST_CASE("a chart that plays takes no memory once its list has grown") {
    ChartStage charts;
    for (const deck::Slide* slide : charts.slides()) {
        CAPTURE(slide->id);
        const auto picture = scene::lay_out(*slide, charts.stage.context());
        draw::DrawList list;
        const auto play = [&] {
            for (float t = 0; t < 6'000; t += 50) {
                list.clear();
                picture->draw(list, at(t));
            }
        };
        play();
        const test::AllocationCount count;
        play();
        CHECK(count.so_far() == 0);
    }
}

TEST_CASE("charts are painted to out/ in other looks, for looking at") {
    ChartStage charts;
    for (const deck::Slide* slide : charts.slides())
        for (const std::size_t look : {std::size_t{2}, std::size_t{4}}) {
            const auto context = charts.stage.context(test::looks[look]);
            const auto picture = scene::lay_out(*slide, context);
            charts.stage.save(*picture, context, slide->ground, at(8'000),
                              "chart-" + slide->id + "-look-" + std::to_string(look));
        }
}
