#include <doctest/doctest.h>

#include "platform/fonts_fontconfig.hpp"

using namespace kiosk;
using namespace kiosk::platform;

TEST_CASE("the kiosk's families are found in each weight that the design uses") {
    for (const int weight : {400, 500, 600, 700}) {
        const auto font = find_font("InterDisplay", weight);
        REQUIRE_MESSAGE(font.ok(), font.error().message);
        CHECK(font->weight == weight);
        CHECK(font->path.find("InterDisplay") != std::string::npos);
        CHECK(font->path.find("Italic") == std::string::npos);
        CHECK(font->bytes.size() > 100'000);
    }
    const auto text = find_font("Inter", 600);
    REQUIRE(text.ok());
    CHECK(text->path.find("InterDisplay") == std::string::npos);
}

TEST_CASE("scripts beyond Latin come from Noto") {
    for (const char* family :
         {"Noto Sans Arabic", "Noto Sans Bengali", "Noto Sans Gurmukhi", "Noto Sans Ethiopic"}) {
        const auto font = find_font(family, 400);
        REQUIRE_MESSAGE(font.ok(), font.error().message);
    }
}

TEST_CASE("a family that is not installed is an error that names the package, not another font") {
    const auto known = find_font("Noto Sans CJK XX", 400);
    REQUIRE_FALSE(known.ok());
    CHECK(known.error().fault == Fault::Machine);
    CHECK(known.error().message.find("fonts-noto-cjk") != std::string::npos);
    const auto unknown = find_font("Nobody Has This", 400);
    REQUIRE_FALSE(unknown.ok());
    CHECK(unknown.error().message.find("Nobody Has This") != std::string::npos);
}
