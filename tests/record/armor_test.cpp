#include "record/armor.hpp"

#include <doctest/doctest.h>

using namespace kiosk::record;

namespace {

std::vector<std::uint8_t> some_bytes(std::size_t size) {
    std::vector<std::uint8_t> bytes(size);
    for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<std::uint8_t>(i * 37 + size);
    return bytes;
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    const auto at = text.find(what);
    REQUIRE(at != std::string::npos);
    return text.replace(at, what.size(), with);
}

} // namespace

TEST_CASE(
    "a file of any length goes into armor and back, with either line end, and a byte more is too many") {
    for (std::size_t size = 0; size < 200; ++size) {
        CAPTURE(size);
        const auto bytes = some_bytes(size);
        std::string text = to_armor(bytes);
        CHECK(from_armor(text, size) == bytes);
        CHECK(from_armor(" \n" + text + "\r\n ", size) == bytes);
        if (size > 0) CHECK_FALSE(from_armor(text, size - 1).has_value());
        for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2)
            text.insert(at, "\r");
        CHECK(from_armor(text, size) == bytes);
    }
}

TEST_CASE("armor that a person mistyped is refused, not read as another file") {
    const std::string good = to_armor(some_bytes(150));
    CHECK_FALSE(from_armor(good.substr(0, good.size() - 2), 500).has_value());
    CHECK_FALSE(from_armor(good + "x", 500).has_value());
    CHECK_FALSE(from_armor(replaced(good, "-\n", "-\n\n"), 500).has_value());
    CHECK_FALSE(from_armor(replaced(good, "FILE-----", "FILE----"), 500).has_value());
    const std::size_t first = good.find('\n') + 1;
    CHECK_FALSE(from_armor(std::string(good).insert(first, " "), 500).has_value());
    CHECK_FALSE(from_armor(std::string(good).erase(first, 1), 500).has_value());
    CHECK_FALSE(from_armor(std::string(good).erase(first, 65), 500) == some_bytes(150)); // a line left out
    CHECK_FALSE(from_armor("", 500).has_value());
}

TEST_CASE("an armored file is found on a page between other lines") {
    const std::string page = "What to do\n1. Print\n\n" + to_armor(some_bytes(100)) + "last line\n";
    const auto found = find_armor(page); // a view into the page
    REQUIRE(found.has_value());
    CHECK(from_armor(*found, 500) == some_bytes(100));
    CHECK_FALSE(find_armor("-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n").has_value());
    CHECK_FALSE(find_armor("AGE-SECRET-KEY-1\n").has_value());
}
