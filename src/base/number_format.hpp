// Numbers as a language writes them: grouping, decimal sign, digits. The table of a language comes from
// assets/words/TAG.toml ([number]); called by scene/ for every figure on a slide. Looks at no locale.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace kiosk {

struct NumberFormat {
    std::string group = ",", decimal = ".", minus = "\u2212";
    std::array<std::string, 10> digits{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
    bool operator==(const NumberFormat&) const = default;
};

// More than double holds of a large number is noise.
constexpr int decimals_max = 6;

// `value` rounded to `decimals` places (0..decimals_max), grouped by threes from 1,000 on. "-0" is "0".
[[nodiscard]] std::string format_number(double value, int decimals, const NumberFormat& format);
// The ASCII digits of `text` in the digits of the language, and nothing else changed: for years.
[[nodiscard]] std::string format_digits(std::string_view text, const NumberFormat& format);
// The format whose ten digits stand one after another in `digits`; those of ASCII when there are not ten.
[[nodiscard]] NumberFormat number_format(std::string_view group, std::string_view decimal,
                                         std::string_view minus, std::string_view digits);

// `words` that are read from left to right as one, wherever they stand: a sign and its number, such as
// "£٢٬٤٠٠", in a line of Arabic. Between the isolate marks U+2066 and U+2069 of the Unicode bidirectional
// algorithm (UAX 9), which the shaper obeys and nobody sees.
[[nodiscard]] std::string isolated(std::string_view words);

} // namespace kiosk
