#include <doctest/doctest.h>

#include <fstream>
#include <sstream>
#include <string>

#include "deck/load_land.hpp"

using namespace kiosk;

namespace {

std::string asset(const char* name) {
    std::ifstream file(std::string(KIOSK_SOURCE_DIR "/assets/map/") + name, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

} // namespace

TEST_CASE("land is read as longitude and latitude, comments and empty lines left out") {
    const auto land = deck::load_land("# origin\nlongitude,latitude\n14.5,-36\n\n-170,90\n", "land.csv");
    REQUIRE(land.ok());
    REQUIRE(land->size() == 2);
    CHECK((*land)[0] == deck::LandPoint{14.5F, -36.0F});
    CHECK((*land)[1] == deck::LandPoint{-170.0F, 90.0F});
}

TEST_CASE("a wrong line of land is named by its number") {
    for (const char* line : {"14.5", "14.5,", "14.5,36,7", "181,0", "0,91", "nan,0", "1e9,0", "x,0"}) {
        CAPTURE(line);
        const auto land = deck::load_land("longitude,latitude\n1,2\n" + std::string(line) + "\n", "land.csv");
        REQUIRE_FALSE(land.ok());
        CHECK(land.error().message.starts_with("land.csv:3: expected"));
    }
    CHECK_FALSE(deck::load_land("1,2\n", "land.csv").ok());
    CHECK_FALSE(deck::load_land("", "land.csv").ok());
    CHECK_FALSE(deck::load_land("longitude,latitude\n", "land.csv").ok());
}

TEST_CASE("land is bounded at its limit and refused one past it") {
    std::string csv = "longitude,latitude\n";
    for (std::size_t i = 0; i < deck::land_points_max; ++i) csv += "1,2\n";
    CHECK(deck::load_land(csv, "land.csv").ok());
    CHECK_FALSE(deck::load_land(csv + "1,2\n", "land.csv").ok());
}

TEST_CASE("the land that ships is read whole") {
    const auto landscape = deck::load_land(asset("land_landscape.csv"), "land_landscape.csv");
    const auto portrait = deck::load_land(asset("land_portrait.csv"), "land_portrait.csv");
    REQUIRE(landscape.ok());
    REQUIRE(portrait.ok());
    CHECK(landscape->size() == 1167);
    CHECK(portrait->size() == 1187);
}
