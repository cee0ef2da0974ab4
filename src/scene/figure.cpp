#include "scene/figure.hpp"

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
    const auto first = static_cast<unsigned char>(suffix.front());
    const bool letter = (first | 0x20U) >= 'a' && (first | 0x20U) <= 'z';
    constexpr unsigned char beyond_latin_signs =
        0xC3; // letters of other scripts; "\u00D7" and "\u2030" are not
    const bool other_letter = first >= beyond_latin_signs && first != 0xE2 && suffix != "\u00D7";
    return (letter || other_letter ? "\u00A0" : "") + std::string(suffix);
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
