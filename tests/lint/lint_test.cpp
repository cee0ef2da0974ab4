// Each rule of the layout checks is seen to fire on a deck that was spoiled for it, and a sound one is free
// of findings.
#include <algorithm>
#include <cmath>

#include <doctest/doctest.h>

#include "lint/contrast_rule.hpp"
#include "lint/flashes.hpp"
#include "lint/lint.hpp"
#include "lint/target_rules.hpp"
#include "lint/word_rules.hpp"
#include "scene/stage.hpp"

using namespace kiosk;

namespace {

// A deck of one slide, in one language.
struct Bench {
    test::Stage stage;
    deck::LoadedDeck loaded;

    explicit Bench(const std::string& title, const std::string& body = {}) {
        deck::Deck& deck = stage.deck;
        deck.charity = test::words("Wells and Rivers Trust");
        deck.charity_short = test::words("WRT");
        deck.languages = {{"en", "English"}};
        deck.help.title = test::words("Help");
        deck.help.emergency_call = "999";
        deck::Slide slide;
        slide.id = "one";
        slide.kind = deck::Statement{};
        slide.title = test::words(title);
        if (!body.empty()) slide.body = test::words(body);
        slide.source = test::words("Source: Water Board, 2020.");
        slide.duration_ms = 6000;
        deck.slides = {slide};
    }
    [[nodiscard]] std::string found(const deck::ScreenSettings& screen = {}) {
        loaded.deck = std::make_shared<const deck::Deck>(stage.deck);
        auto findings = lint::lint_deck(loaded, stage.assets, stage.context().fonts, {screen, "deck.toml"});
        REQUIRE(findings.ok());
        std::string all;
        for (const deck::Diagnostic& one : *findings) all += to_text(one) + "\n";
        return all;
    }
};

bool has(const std::string& text, std::string_view part) {
    const bool found = text.find(part) != std::string::npos;
    if (!found) MESSAGE("expected ", part, "; found ", text);
    return found;
}

// What a rule finds in a frame that is drawn here.
struct Drawn {
    test::Stage stage;
    deck::LoadedDeck loaded;
    draw::DrawList list;
    scene::Look look;

    Drawn() {
        stage.deck.languages = {{"en", "English"}};
        loaded.deck = std::make_shared<const deck::Deck>(stage.deck);
    }
    void words(std::string_view line, Point at, float size_px = 40, Colour colour = {255, 255, 255, 255}) {
        text::Style style;
        style.size_px = size_px;
        list.text(*stage.context().fonts.shape(line, style, "en"), at, colour);
    }
    [[nodiscard]] lint::Frame frame() const { return lint::read_frame(list, {1920, 1080}); }
    [[nodiscard]] lint::Subject subject() const { return {"one", "slide \"one\"", look}; }
    template <typename Rule> [[nodiscard]] std::string by(const Rule& rule) {
        lint::Findings findings(loaded, "deck.toml");
        rule(findings);
        std::string all;
        for (const deck::Diagnostic& one : findings.take()) all += to_text(one) + "\n";
        return all;
    }
    [[nodiscard]] std::string places(std::string_view source = {}) {
        return by([&](lint::Findings& all) { lint::check_places(frame(), source, subject(), all); });
    }
    [[nodiscard]] std::string breaks(std::string_view title, std::string_view body) {
        return by([&](lint::Findings& all) { lint::check_breaks(frame(), title, body, subject(), all); });
    }
};

paint::FrameBuffer plain(std::uint32_t pixel) {
    paint::FrameBuffer frame({64, 36});
    std::ranges::fill(frame.pixels(), pixel);
    return frame;
}

} // namespace

TEST_CASE("a sound deck has no finding in any look") {
    Bench bench("Rivers rise\nwhen it rains.", "Every well counts, and so does every hand.");
    CHECK(bench.found() == "");
}

TEST_CASE("a title that fits at no size is found, with the looks that show it") {
    std::string title;
    for (int i = 0; i < 60; ++i) title += "wells and rivers ";
    const std::string all = Bench(title + "dry.").found();
    CHECK(has(all, "[text-fit]"));
    CHECK(has(all, "slide \"one\": expected a title that fits its place"));
    CHECK(has(all, "more looks"));
}

TEST_CASE("a character that no font has is named by its code point") {
    CHECK(has(Bench("Rivers \xF3\xB0\x80\x80 rise.").found(), "U+F0000 (English"));
}

TEST_CASE("small controls and high screens are found for the screen that the settings state") {
    deck::ScreenSettings small;
    small.width_mm = 220, small.height_mm = 124; // 10 inches
    CHECK(has(Bench("Rivers rise.").found(small), "[target-size]"));
    deck::ScreenSettings high;
    high.lower_edge_mm = 1300;
    CHECK(has(Bench("Rivers rise.").found(high), "[target-reach]"));
}

TEST_CASE("words over each other are found, and lines of one paragraph are not") {
    Drawn drawn;
    drawn.words("Two thirds of the wells", {200, 300});
    drawn.words("gypsy quay", {200, 340}); // the next line
    CHECK(drawn.places() == "");
    drawn.words("over them", {260, 310});
    CHECK(has(drawn.places(), "[text-overlap]"));
}

TEST_CASE("words under a scrim are not looked at, words under a card are found") {
    Drawn drawn;
    drawn.words("Behind the sheet", {200, 300});
    drawn.list.fill_rect({0, 0, 1920, 1080}, Colour{8, 13, 28, 178});
    CHECK(drawn.frame().words.empty());
    drawn.words("An error under the keys", {200, 500});
    const auto covered = [&] {
        return drawn.by(
            [&](lint::Findings& all) { lint::check_covered(drawn.frame(), drawn.subject(), all); });
    };
    CHECK(covered() == "");
    drawn.list.fill_rect({0, 424, 1920, 496}, Colour{241, 236, 223, 255});
    CHECK(has(covered(), "found something on \"An error under the keys\""));
}

TEST_CASE("words are as large as the distance asks, at the limit and under it") {
    Drawn drawn;
    drawn.words("Read me", {200, 300}, 26);
    deck::ScreenSettings screen; // 24 inches: 26 px are 5.2 mm, which is 16 minutes from 1.12 m
    const auto found = [&](double distance_mm) {
        screen.viewing_distance_mm = distance_mm;
        return drawn.by(
            [&](lint::Findings& all) { lint::check_type_size(drawn.frame(), screen, drawn.subject(), all); });
    };
    CHECK(found(600) == "");
    CHECK(found(1100) == "");
    CHECK(has(found(1300), "[type-size]"));
}

TEST_CASE("a control on another is found, but not on what lies under all of them on purpose") {
    Drawn drawn;
    scene::HitMap hits;
    hits.add({0, 0, 1920, 1080}, {scene::ControlKind::StillHere, 0, 0});
    hits.add({100, 100, 200, 88}, {scene::ControlKind::FormField, 1, 0});
    hits.add({300, 100, 200, 88}, {scene::ControlKind::FormField, 2, 0}); // side by side
    const auto apart = [&] {
        return drawn.by([&](lint::Findings& all) {
            lint::check_targets_apart(hits, {1920, 1080}, drawn.subject(), all);
        });
    };
    CHECK(apart() == "");
    hits.add({200, 180, 120, 104}, {scene::ControlKind::KeyboardKey, 3, 0});
    CHECK(has(apart(), "found a key on a field"));
}

TEST_CASE("words that fade are not looked at, words beyond the edge are") {
    Drawn drawn;
    drawn.words("Gone soon", {1850, 500}, 40, {255, 255, 255, 100});
    CHECK(drawn.places() == "");
    drawn.words("Beyond the edge", {1850, 500});
    CHECK(has(drawn.places(), "[off-screen]"));
}

TEST_CASE("words on the source line are found") {
    Drawn drawn;
    drawn.words("Source: Water Board, 2020.", {96, 900}, 26);
    CHECK(drawn.places("Source: Water Board, 2020.") == "");
    drawn.words("Label", {120, 880});
    CHECK(has(drawn.places("Source: Water Board, 2020."), "[source-covered]"));
}

TEST_CASE("a stump in a title and an orphan in a sentence are found, and even lines are not") {
    Drawn drawn;
    drawn.words("Rivers rise and fall and rise", {96, 200}, 72);
    drawn.words("again.", {96, 280}, 72);
    CHECK(has(drawn.breaks("Rivers rise and fall and rise again.", ""), "[text-break]"));
    CHECK(has(drawn.breaks("", "Rivers rise and fall and rise\nagain."), "[text-break]"));
    Drawn even;
    even.words("Rivers rise and fall", {96, 200}, 72);
    even.words("and rise again.", {96, 280}, 72);
    CHECK(even.breaks("Rivers rise and fall\nand rise again.", "Rivers rise and fall and rise again.") == "");
}

TEST_CASE("contrast is that of the words and of what is painted beneath them") {
    Drawn drawn;
    auto painter = paint::Painter::create(drawn.stage.context().fonts);
    REQUIRE(painter.ok());
    lint::Beneath beneath(**painter);
    const auto contrast = [&] {
        return drawn.by([&](lint::Findings& all) {
            lint::check_contrast_seen(drawn.frame(), beneath.of(drawn.list, {1920, 1080}), drawn.subject(),
                                      all);
        });
    };
    drawn.list.fill_rect({0, 0, 1920, 1080}, Colour{8, 13, 28, 255});
    drawn.words("Clear on the ground", {200, 300});
    CHECK(contrast() == "");
    drawn.list.fill_circle({300, 290}, 200, {230, 230, 230, 255}); // a later shape hides them as well
    drawn.words("Lost on the moon", {200, 300});
    CHECK(has(contrast(), "Lost on the moon"));
    CHECK(has(contrast(), "[contrast-seen]"));
}

TEST_CASE("words that have left the screen by any edge have no ground to be compared with") {
    Drawn drawn;
    auto painter = paint::Painter::create(drawn.stage.context().fonts);
    REQUIRE(painter.ok());
    lint::Beneath beneath(**painter);
    drawn.list.fill_rect({0, 0, 1920, 1080}, Colour{255, 255, 255, 255});
    for (const Point at : {Point{-900, 500}, {2400, 500}, {500, -300}, {500, 1700}})
        drawn.words("White on white", at);
    CHECK(drawn.by([&](lint::Findings& all) {
        lint::check_contrast_seen(drawn.frame(), beneath.of(drawn.list, {1920, 1080}), drawn.subject(), all);
    }) == "");
    drawn.words("White on white", {1880, 500}); // half gone
    CHECK(has(drawn.by([&](lint::Findings& all) {
        lint::check_contrast_seen(drawn.frame(), beneath.of(drawn.list, {1920, 1080}), drawn.subject(), all);
    }),
              "[contrast-seen]"));
}

TEST_CASE("four flashes in a second are counted, three are not too many, and slow changes are none") {
    const auto flashes = [](float pairs_a_second) {
        lint::Flashes counter;
        for (int ms = 0; ms < 3000; ms += 50) {
            const float phase = static_cast<float>(ms) / 1000 * pairs_a_second;
            const bool bright = phase - std::floor(phase) < 0.5F;
            counter.add(plain(bright ? 0xFFC0C0C0 : 0xFF101010), static_cast<float>(ms));
        }
        return counter.most();
    };
    CHECK(flashes(5) > lint::flashes_a_second_max);
    CHECK(flashes(2) <= lint::flashes_a_second_max);
    CHECK(flashes(0) == 0);
}

TEST_CASE("flashes of saturated red are counted where their light hardly changes") {
    lint::Flashes counter;
    for (int ms = 0; ms < 2000; ms += 50)
        counter.add(plain(ms / 100 % 2 == 0 ? 0xFF700000 : 0xFF202020), static_cast<float>(ms));
    CHECK(counter.most() > lint::flashes_a_second_max);
    CHECK(counter.red_part() == 1.0F);
    lint::Flashes calm;
    calm.add(plain(0xFF0D1428), 0);
    CHECK(calm.red_part() == 0.0F);
}

TEST_CASE("a whole red screen is found by name") {
    Bench bench("Rivers rise\nwhen it rains.");
    for (auto& contrast : bench.stage.deck.theme.palettes)
        for (deck::Palette& palette : contrast)
            for (deck::GroundStop& stop : palette.ground) stop.colour = {90, 0, 0, 255};
    CHECK(has(bench.found(), "[red-area]"));
}
