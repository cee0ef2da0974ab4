#include <doctest/doctest.h>

#include <filesystem>

#include "support/picture.hpp"
#include "support/specimen.hpp"

using namespace kiosk;

namespace {

constexpr Colour mist{0xEE, 0xF1, 0xF8}, haze{0xA3, 0xAE, 0xC9}, ember{0xFF, 0x6B, 0x4F},
    light{0xFF, 0xC1, 0x45};
const text::Style hero{text::Family::Display, 700, 296, 1.0F, -0.045F};
const text::Style qualifier{text::Family::Display, 700, 72, 1.08F, -0.03F};
const text::Style title{text::Family::Display, 600, 68, 1.08F, -0.022F};
const text::Style body{text::Family::Display, 400, 40, 1.38F, -0.004F};
const text::Style eyebrow{text::Family::Display, 600, 40, 1.2F, -0.008F};
const text::Style source{text::Family::Text, 400, 26, 1.35F, 0};
const text::Style button{text::Family::Text, 600, 36, 1, -0.012F};

void lines(test::Specimen& specimen, draw::DrawList& list, std::string_view words, const text::Style& style,
           Point top, Colour colour) {
    const text::Paragraph paragraph = specimen.fonts().paragraph(words, style, "en", 2000);
    float y = top.y + specimen.fonts().baseline(style);
    for (const text::RunPointer& line : paragraph.lines) {
        list.text(*line, {top.x, y}, colour);
        y += style.line_height();
    }
}

} // namespace

TEST_CASE("a slide's worth of type and shapes looks as it did") {
    test::Specimen specimen;
    draw::DrawList list;
    draw::Gradient night{{0, 0}, {0, 1080}, {}, 3, true};
    night.stops = {{{0, {0x08, 0x0D, 0x1C}}, {0.6F, {0x0D, 0x14, 0x28}}, {1, {0x11, 0x1A, 0x34}}, {}}};
    list.fill_rect({0, 0, 1920, 1080}, night);
    lines(specimen, list, "A head that says where we are", eyebrow, {234, 50}, mist);
    lines(specimen, list, "almost", qualifier, {96, 124}, ember);
    lines(specimen, list, "\u2154", hero, {88, 180}, ember);
    lines(specimen, list,
          "Of the lamps of the harbour, almost two thirds\nwere lit by their own keepers\nor by their "
          "neighbours.",
          title, {436, 128}, mist);
    lines(
        specimen, list,
        "The second sentence stands under the first. It is\nquieter and a little longer than it needs to be.",
        body, {436, 372}, haze);
    lines(specimen, list, "Source: the harbour book; the lamps show a share, not a count.", source, {96, 876},
          haze);
    list.fill_rect({1444, 940, 380, 104}, light, 52);
    lines(specimen, list, "Make a pledge", button, {1484, 974}, {0x13, 0x1A, 0x2E});
    list.stroke_rect({97, 949, 260, 86}, 43, 2.5F, Colour{0x5E, 0x6C, 0x93});
    for (int i = 0; i < 8; ++i) {
        list.fill_circle({300 + 60.0F * static_cast<float>(i), 600}, 4 + 2.3F * static_cast<float>(i), light);
        list.stroke_circle({300 + 60.0F * static_cast<float>(i), 680}, 4 + 2.3F * static_cast<float>(i), 2.5F,
                           ember);
    }
    list.stroke_arc({1000, 640}, 60, 8, 0, 4, ember);
    list.stroke_path(draw::Path().move_to({1100, 700}).quad_to({1300, 500}, {1500, 700}), 5, light);
    list.stroke_path(draw::Path().move_to({1100, 760}).line_to({1500, 760}), 5, light, draw::Cap::Butt, 12,
                     8);
    list.fill_path(draw::Path().move_to({1600, 700}).line_to({1700, 560}).line_to({1800, 700}).close(),
                   ember);
    lines(specimen, list,
          "\u0645\u0631\u062D\u0628\u0627 \u05E9\u05DC\u05D5\u05DD 2026 \u0E2A\u0E27\u0E31\u0E2A\u0E14\u0E35",
          body, {96, 780}, haze);
    lines(specimen, list, "Quickly, AVA: \u201Cof \u00D83\u00D7\u201D", title, {900, 770}, mist);
    // Half the size: small enough to keep, large enough to see a wrong weight, place or kerning.
    CHECK(test::difference(specimen.paint(list, 0.5F),
                           KIOSK_SOURCE_DIR "/tests/paint/pictures/specimen.png") == "");
}

TEST_CASE("a picture that differs, or is not there, fails and leaves the actual one") {
    const std::filesystem::path folder = std::filesystem::path("out") / "picture-test";
    std::filesystem::create_directories(folder);
    const std::filesystem::path reference = folder / "square.png", actual = folder / "square.actual.png";
    std::filesystem::remove(reference);
    std::filesystem::remove(actual);
    test::Specimen specimen({40, 40});
    draw::DrawList list;
    list.fill_rect({10, 10, 20, 20}, light);
    const paint::FrameBuffer frame = specimen.paint(list);
    CHECK(test::difference(frame, reference).find("no reference") != std::string::npos);
    REQUIRE(std::filesystem::exists(actual));
    std::filesystem::rename(actual, reference);
    CHECK(test::difference(frame, reference) == "");
    CHECK_FALSE(std::filesystem::exists(actual));
    list.fill_rect({0, 0, 3, 3}, light);
    CHECK(test::difference(specimen.paint(list), reference).find("9 pixels differ, the first at 0,0") !=
          std::string::npos);
    CHECK(test::difference(specimen.paint(list), reference, {24, 0.01}) == "");
}
