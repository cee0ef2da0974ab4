// Numbers of a slide as text: in the digits and groups of the language, with prefix, suffix, range and
// qualifier. Used by the pictures that draw numbers; places nothing.
#pragma once

#include <string>

#include "base/number_format.hpp"
#include "deck/deck.hpp"
#include "scene/context.hpp"

namespace kiosk::scene {

// As assets/words/TAG.toml of the look's language gives it.
[[nodiscard]] NumberFormat number_format_of(const Context& context);

// "£1,250", "64%", "1.5 km", "⅔".
[[nodiscard]] std::string figure_text(const Context& context, double value, int decimals,
                                      const deck::Affixes& affixes);
// The same of a quantity; a range as "10–20". Its qualifier is not in it.
[[nodiscard]] std::string figure_text(const Context& context, const deck::Quantity& quantity,
                                      const deck::Affixes& affixes);
// With the qualifier before it, for a label: "over 40".
[[nodiscard]] std::string label_text(const Context& context, const deck::Quantity& quantity,
                                     const deck::Affixes& affixes);

// A sign and its number as one that runs from left to right, which in a line of Arabic or Hebrew it would not
// by itself: "£" would come behind its number. In other languages, and without a sign, the words as they are.
// Every amount that is put into a sentence goes through this.
[[nodiscard]] std::string kept_together(std::string_view sign, std::string_view number,
                                        std::string_view language);

// Where lines run from right to left, what stands behind a number stands at its left; but a sign such as per
// cent goes with Latin digits, which run from left to right.
[[nodiscard]] bool suffix_is_left(const Context& context, const deck::Affixes& affixes);

// The words before and behind a figure as they are set: a suffix of letters keeps a no-break space.
[[nodiscard]] std::string prefix_text(const Context& context, const deck::Affixes& affixes);
[[nodiscard]] std::string suffix_text(const Context& context, const deck::Affixes& affixes);

} // namespace kiosk::scene
