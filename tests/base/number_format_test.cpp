#include <doctest/doctest.h>

#include <limits>

#include "base/number_format.hpp"

using namespace kiosk;

TEST_CASE("numbers are grouped by threes and rounded to their decimals") {
    const NumberFormat english;
    CHECK(format_number(0, 0, english) == "0");
    CHECK(format_number(999, 0, english) == "999");
    CHECK(format_number(1000, 0, english) == "1,000");
    CHECK(format_number(128'400, 0, english) == "128,400");
    CHECK(format_number(1'234'567.891, 2, english) == "1,234,567.89");
    CHECK(format_number(-18.25, 2, english) == "\u221218.25");
    CHECK(format_number(-0.004, 2, english) == "0.00");
    CHECK(format_number(2.5, 99, english) == "2.500000");
    CHECK(format_number(std::numeric_limits<double>::quiet_NaN(), 0, english) == "0");
    CHECK(format_number(1e300, 0, english).size() < 60);
}

TEST_CASE("a language's own signs and digits are used") {
    const NumberFormat german = number_format(".", ",", "-", "0123456789");
    CHECK(format_number(1234.5, 1, german) == "1.234,5");
    const NumberFormat arabic = number_format("\u066C", "\u066B", "-",
                                              "\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669");
    CHECK(format_number(1205.7, 1, arabic) == "\u0661\u066C\u0662\u0660\u0665\u066B\u0667");
    CHECK(format_digits("1998, May", arabic) == "\u0661\u0669\u0669\u0668, May");
    CHECK(number_format(",", ".", "-", "012") == number_format(",", ".", "-", ""));
    CHECK(format_number(7, 0, number_format(",", ".", "-", "abc")) == "7");
}

TEST_CASE("words that stay together stand between the marks of an isolate, and are not changed") {
    CHECK(isolated("\u00A35") == "\u2066\u00A35\u2069");
    CHECK(isolated("") == "\u2066\u2069");
}
