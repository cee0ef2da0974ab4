#include "record/held.hpp"

#include <string>

#include <doctest/doctest.h>

using namespace kiosk::record;

TEST_CASE("the question what the hub holds is read back as it was written, and other texts are refused") {
    std::vector<HeldLine> lines(100);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        lines[i].id.bytes[3] = static_cast<std::uint8_t>(i);
        lines[i].sha[31] = static_cast<std::uint8_t>(200 - i);
    }
    const std::string body = write_held_body(lines);
    CHECK(parse_held_body(body) == lines);
    CHECK(body.size() == 9800);
    CHECK_FALSE(parse_held_body("").has_value());
    CHECK_FALSE(parse_held_body(body + body.substr(0, 98)).has_value());
    const std::string line = body.substr(0, 98);
    CHECK(parse_held_body(line).has_value());
    for (std::size_t at : {0U, 31U, 32U, 33U, 96U, 97U}) {
        std::string bad = line;
        bad[at] = 'X';
        CHECK_FALSE(parse_held_body(bad).has_value());
    }
    CHECK_FALSE(parse_held_body(line.substr(0, 97)).has_value());
}
