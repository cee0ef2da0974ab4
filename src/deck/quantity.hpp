// A number that a slide draws, with what honesty about it needs: a range, "over" or "almost", its unit. Read
// from facts.toml and from tables of data by load_facts(); drawn by scene/. Values only.
#pragma once

#include <cstdint>
#include <string>

#include "base/localised.hpp"

namespace kiosk::deck {

enum class Qualifier : std::uint8_t { None, Over, Almost, About, UpTo, FewerThan };

struct Quantity {
    double value = 0;  // of a range: its upper end
    double low = 0;    // the lower end of a range; else the same as value
    int decimals = 0;  // as many as the source gives
    int numerator = 0; // of a fraction ("2/3"), which stays one; else 0
    int denominator = 1;
    Qualifier qualifier = Qualifier::None;
    Localised qualifier_words; // in the words of the interface
    Localised unit;            // "litres", "%"; may be empty
    [[nodiscard]] bool is_range() const { return low < value; }
    [[nodiscard]] bool is_fraction() const { return denominator > 1; }
};

// U+2154 for 2/3 where Unicode has one, else the parts around U+2044.
[[nodiscard]] std::string fraction_text(int numerator, int denominator);

} // namespace kiosk::deck
