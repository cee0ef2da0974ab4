#include "scene/figure.hpp"

#include <algorithm>
#include <cctype>

namespace kiosk::scene {

NumberFormat number_format_of(const Context& context) {
    return number_format(context.word("number.group"), context.word("number.decimal"),
                         context.word("number.minus"), context.word("number.digits"));
}

std::string prefix_text(const Context& context, const deck::Affixes& affixes) {
    return std::string(context.in(affixes.prefix));
}

std::string suffix_text(const Context& context, const deck::Affixes& affixes) {
    const std::string_view suffix = context.in(affixes.suffix);
    if (suffix.empty()) return {};
    // Words stand apart from the number; signs such as per cent (also U+066A), per mille or times do not.
    constexpr std::string_view signs[] = {"%", "\u066A", "\u2030", "\u00D7", "\u00B0"};
    const bool sign = std::any_of(std::begin(signs), std::end(signs),
                                  [&](std::string_view one) { return suffix.starts_with(one); });
    const bool ascii_letter = std::isalpha(static_cast<unsigned char>(suffix.front())) != 0;
    const bool beyond_ascii = static_cast<unsigned char>(suffix.front()) >= 0x80;
    return (!sign && (ascii_letter || beyond_ascii) ? "\u00A0" : "") + std::string(suffix);
}

std::string figure_text(const Context& context, double value, int decimals, const deck::Affixes& affixes) {
    return prefix_text(context, affixes) + format_number(value, decimals, number_format_of(context)) +
           suffix_text(context, affixes);
}

std::string figure_text(const Context& context, const deck::Quantity& quantity,
                        const deck::Affixes& affixes) {
    if (quantity.is_fraction())
        return prefix_text(context, affixes) + deck::fraction_text(quantity.numerator, quantity.denominator) +
               suffix_text(context, affixes);
    if (!quantity.is_range()) return figure_text(context, quantity.value, quantity.decimals, affixes);
    const NumberFormat format = number_format_of(context);
    return prefix_text(context, affixes) + format_number(quantity.low, quantity.decimals, format) + "\u2013" +
           format_number(quantity.value, quantity.decimals, format) + suffix_text(context, affixes);
}

std::string label_text(const Context& context, const deck::Quantity& quantity, const deck::Affixes& affixes) {
    const std::string_view qualifier = context.in(quantity.qualifier_words);
    const std::string figure = figure_text(context, quantity, affixes);
    return qualifier.empty() ? figure : std::string(qualifier) + " " + figure;
}

} // namespace kiosk::scene
