#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <random>
#include <string>

#include "base/number_format.hpp"
#include "base/utf8.hpp"
#include "support/allocations.hpp"
#include "support/specimen.hpp"
#include "text/text.hpp"

using namespace kiosk;
using text::Family;
using text::Style;

namespace {

constexpr Style title{Family::Display, 600, 72, 1.08F, 0};
constexpr Style small{Family::Text, 400, 26, 1.35F, 0};
// The order in which load_fonts() adds them: two faces of Inter at each of four weights, then Noto.
constexpr std::size_t inter_faces = 8, noto_sans_arabic = inter_faces + 2;

text::Fonts& fonts() {
    static const std::unique_ptr<text::Fonts> loaded = test::load_fonts();
    return *loaded;
}

float width(std::string_view words, const Style& style = title, std::string_view language = "en") {
    return fonts().shape(words, style, language)->width;
}

} // namespace

TEST_CASE("vertical metrics are those of the design") {
    const text::Fonts::Metrics display = fonts().metrics(title), text = fonts().metrics(small);
    CHECK(display.ascent == doctest::Approx(0.964).epsilon(0.001));
    CHECK(display.descent == doctest::Approx(0.245).epsilon(0.002));
    CHECK(display.cap_height == doctest::Approx(0.719).epsilon(0.001));
    CHECK(display.x_height == doctest::Approx(0.516).epsilon(0.001));
    CHECK(text.ascent == doctest::Approx(0.969).epsilon(0.001));
    CHECK(text.descent == doctest::Approx(0.241).epsilon(0.003));
    CHECK(text.cap_height == doctest::Approx(0.727).epsilon(0.001));
    CHECK(text.x_height == doctest::Approx(0.545).epsilon(0.002));
    // (77.76 + (0.9639 - 0.2451) * 72) / 2
    CHECK(fonts().baseline(title) == doctest::Approx(64.757).epsilon(0.001));
}

TEST_CASE("pairs are kerned from GPOS") {
    CHECK(width("AV") < width("A") + width("V") - 1);
}

TEST_CASE("ligatures and contextual forms stay off") {
    CHECK(fonts().shape("fi", title, "en")->glyphs.size() == 2);
    const auto arrow = fonts().shape("->", small, "en"), hyphen = fonts().shape("-", small, "en");
    REQUIRE(arrow->glyphs.size() == 2);
    CHECK(arrow->glyphs[0].id == hyphen->glyphs[0].id);
}

TEST_CASE("tabular figures are of one width and proportional ones are not") {
    Style tabular = title;
    tabular.figures = text::Figures::Tabular;
    for (const char* digit : {"0", "2", "7"}) CHECK(width(digit, tabular) == width("1", tabular));
    CHECK(width("11:11", tabular) == doctest::Approx(width("47:40", tabular)).epsilon(0.01));
    CHECK(width("1111", tabular) == doctest::Approx(4 * width("0", tabular)));
    CHECK(width("1") < width("0") - 5);
}

TEST_CASE("tracking is added between characters and not behind the last") {
    Style tracked = title;
    tracked.tracking_em = -0.022F;
    CHECK(width("lamp", tracked) == doctest::Approx(width("lamp") + 3 * -0.022 * 72));
    CHECK(width("l", tracked) == width("l"));
}

TEST_CASE("the ink box and the left bearing lie where the letters are") {
    const auto run = fonts().shape("H", title, "en");
    const text::Fonts::Metrics metrics = fonts().metrics(title);
    CHECK(run->left_bearing == run->ink.x);
    CHECK(run->left_bearing > 2);
    CHECK(run->ink.y == doctest::Approx(-metrics.cap_height * 72).epsilon(0.01));
    CHECK(run->ink.bottom() == doctest::Approx(0));
    CHECK(run->ink.right() < run->width);
    CHECK(fonts().shape(" ", title, "en")->ink.empty());
}

TEST_CASE("an empty line has no glyphs and no width") {
    const auto run = fonts().shape("", title, "en");
    CHECK(run->glyphs.empty());
    CHECK(run->width == 0);
}

TEST_CASE("accents of two characters stand on their letter") {
    const auto composed = fonts().shape("\u00E9", title, "en"),
               decomposed = fonts().shape("e\u0301", title, "en");
    CHECK(decomposed->width == composed->width);
    CHECK_FALSE(decomposed->missing_glyphs);
    CHECK(fonts().shape("\u1EAD\u0323", title, "vi")->missing_glyphs == false);
}

TEST_CASE("what Inter lacks comes from Noto, one weight lighter in display sizes") {
    const char* salaam = "\u0633\u0644\u0627\u0645";
    const auto display = fonts().shape(salaam, title, "ar");
    CHECK_FALSE(display->missing_glyphs);
    // 500 is wanted for 600 and not there: 700 is nearer to 600 than 400.
    CHECK(display->glyphs.front().font.index == noto_sans_arabic + 1);
    const Style lead{Family::Display, 500, 44, 1.32F, 0};
    CHECK(fonts().shape(salaam, lead, "ar")->glyphs.front().font.index == noto_sans_arabic);
    const Style text_600{Family::Text, 600, 30, 1.25F, 0};
    CHECK(fonts().shape(salaam, text_600, "ar")->glyphs.front().font.index == noto_sans_arabic + 1);
}

TEST_CASE("a character of no font is reported") {
    CHECK(fonts().shape("a\U0001F600", title, "en")->missing_glyphs);
    CHECK_FALSE(fonts().shape("a\u200D\u200E\u00ADb", title, "en")->missing_glyphs);
}

TEST_CASE("what no font has leaves a gap and no box") {
    const auto run = fonts().shape("a\U0001F600b", title, "en");
    CHECK(run->missing_glyphs);
    REQUIRE(run->glyphs.size() == 2);
    CHECK(run->glyphs[1].cluster == 5);
    CHECK(run->glyphs[1].x > fonts().shape("ab", title, "en")->glyphs[1].x);
}

TEST_CASE("arabic joins its letters, and runs from right to left") {
    const auto word = fonts().shape("\u0628\u0628\u0628", title, "ar");
    REQUIRE(word->glyphs.size() >= 3);
    CHECK(word->right_to_left);
    CHECK(word->glyphs.front().cluster > word->glyphs.back().cluster);
    // Initial, medial and final forms differ in width from three letters that stand alone.
    CHECK(word->width < 2.5F * width("\u0628", title, "ar"));
    Style tracked = title;
    tracked.tracking_em = 0.1F;
    CHECK(width("\u0628\u0628\u0628", tracked, "ar") == word->width);
}

TEST_CASE("figures and latin words keep their direction inside hebrew") {
    const std::string line = "\u05D0\u05D1 12 ab \u05D2";
    const auto run = fonts().shape(line, title, "he");
    CHECK(run->right_to_left);
    const auto x_of = [&](std::string_view part) {
        const auto at = static_cast<std::uint32_t>(line.find(part));
        const auto glyph = std::find_if(run->glyphs.begin(), run->glyphs.end(),
                                        [at](const text::Glyph& g) { return g.cluster == at; });
        REQUIRE(glyph != run->glyphs.end());
        return glyph->x;
    };
    CHECK(x_of("1") < x_of("2"));
    CHECK(x_of("a") < x_of("b"));
    CHECK(x_of("\u05D0") > x_of("\u05D1"));
    CHECK(x_of("\u05D1") > x_of("2"));
    CHECK(x_of("1") > x_of("b"));
    CHECK(x_of("a") > x_of("\u05D2"));
}

TEST_CASE("in hebrew a line that begins with a latin name still runs from right to left") {
    CHECK(fonts().shape("Ada \u05D0\u05D1", title, "he")->right_to_left);
    CHECK_FALSE(fonts().shape("Ada", title, "he")->right_to_left);
    CHECK_FALSE(fonts().shape("Ada \u05D0\u05D1", title, "en")->right_to_left);
}

TEST_CASE("in arabic a sign stands before its number, in a sentence as in a figure") {
    const auto x_of = [](const text::Run& run, std::string_view character) {
        const std::size_t at = run.text.find(character);
        for (const text::Glyph& glyph : run.glyphs)
            if (glyph.cluster == at) return glyph.x;
        FAIL("the character has no glyph");
        return 0.0F;
    };
    // "over", a space, then a pound sign and the figures 2, 4 in Arabic's and in Europe's digits.
    const std::string over = "\u0641\u0648\u0642 ";
    for (const std::array<std::string, 2>& digits :
         {std::array<std::string, 2>{"\u0662", "\u0664"}, std::array<std::string, 2>{"2", "4"}}) {
        const std::string amount = "\u00A3" + digits[0] + digits[1];
        for (const std::string& words : {over + amount, over + isolated(amount)}) {
            const auto run = fonts().shape(words, title, "ar");
            CHECK(x_of(*run, "\u00A3") < x_of(*run, digits[0]));
            CHECK(x_of(*run, digits[0]) < x_of(*run, digits[1]));
            // The line itself still runs from right to left, and marks of isolation take no room.
            CHECK(run->right_to_left);
            CHECK_FALSE(run->missing_glyphs);
            CHECK(x_of(*run, "\u0641") > x_of(*run, digits[1]));
            CHECK(run->width ==
                  doctest::Approx(fonts().shape(over + amount, title, "ar")->width).epsilon(0.001));
        }
    }
}

TEST_CASE("a hebrew word inside english leaves the line running left to right") {
    const auto run = fonts().shape("see \u05D0\u05D1 here", title, "en");
    CHECK_FALSE(run->right_to_left);
    CHECK(run->glyphs.front().cluster == 0);
}

TEST_CASE("thai vowels and tones stand on their consonant") {
    const auto run = fonts().shape("\u0E19\u0E49\u0E33", small, "th"); // water
    CHECK_FALSE(run->missing_glyphs);
    CHECK(run->width < 2 * width("\u0E19", small, "th") + 2);
}

TEST_CASE("bad utf-8 is shown as replacement characters, and does not stop the line") {
    const auto run = fonts().shape(std::string_view("a\xFF\xC3z", 4), title, "en");
    CHECK(run->glyphs.size() == 4);
}

TEST_CASE("any bytes are shaped and broken into lines, each glyph standing for a place in the text") {
    const auto shaped = test::load_fonts();
    std::mt19937 random(11);
    // Stretches of scripts, controls of direction, joiners, marks, and bytes that are no text at all.
    constexpr std::array<char32_t, 12> starts{0x20,  0x41,   0x300,  0x590,  0x600,  0x900,
                                              0xE00, 0x2000, 0x2060, 0x3040, 0xFB50, 0x1F600};
    for (int round = 0; round < 400; ++round) {
        std::string bytes;
        for (auto i = random() % 40; i > 0; --i) {
            if (random() % 8 == 0) {
                bytes += static_cast<char>(random() & 0xFFU);
            } else {
                append_utf8(bytes,
                            starts.at(random() % starts.size()) + static_cast<char32_t>(random() % 0x60));
            }
        }
        const auto run = shaped->shape(bytes, title, round % 2 == 0 ? "en" : "ar");
        REQUIRE(std::isfinite(run->width));
        for (const text::Glyph& glyph : run->glyphs) REQUIRE(glyph.cluster < bytes.size());
        const text::Paragraph paragraph =
            shaped->paragraph(bytes, small, "en", 120, text::Breaking::Balanced);
        REQUIRE_FALSE(paragraph.lines.empty());
        text::SecretRun secret;
        shaped->shape_secret(bytes, small, "en", secret);
        for (std::size_t at = 0; at <= bytes.size(); ++at) REQUIRE(std::isfinite(secret.caret_x(at)));
    }
}

TEST_CASE("the same line is shaped once, and found again without taking memory") {
    const auto first = fonts().shape("once only", title, "en");
    const test::AllocationCount count;
    CHECK(fonts().shape("once only", title, "en") == first);
    CHECK(count.so_far() == 0);
    CHECK(fonts().shape("once only", small, "en") != first);
    CHECK(fonts().shape("once only", title, "de") != first);
}

TEST_CASE("the cache of lines is bounded") {
    const auto fonts = test::load_fonts();
    const auto first = fonts->shape("the first line", small, "en");
    const std::weak_ptr<const text::Run> held = first;
    for (int i = 0; i < 2100; ++i) static_cast<void>(fonts->shape("line " + std::to_string(i), small, "en"));
    CHECK(first.use_count() == 1);
}

TEST_CASE("fonts without a display or a text face, or with bytes that are no font, are refused by name") {
    const auto none = text::Fonts::create({});
    REQUIRE_FALSE(none.ok());
    CHECK(none.error().message.find("fonts-inter") != std::string::npos);
    std::vector<text::FontFile> files(2);
    files[0] = {Family::Display, 600, "first", SharedBytes(std::vector<std::byte>(100)), 0};
    files[1] = {Family::Text, 600, "second", SharedBytes(std::vector<std::byte>(100)), 0};
    const auto broken = text::Fonts::create(std::move(files));
    REQUIRE_FALSE(broken.ok());
    CHECK(broken.error().message.find("'first'") != std::string::npos);
}
