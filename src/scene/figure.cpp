#include "scene/figure.hpp"

#include <algorithm>
#include <cctype>

namespace kiosk::scene {

namespace {
constexpr std::string_view no_break_space = "\u00A0";
}

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
    return std::string(!sign && (ascii_letter || beyond_ascii) ? no_break_space : "") + std::string(suffix);
}

bool suffix_is_left(const Context& context, const deck::Affixes& affixes) {
    if (!reads_from_right(context.look.language)) return false;
    const bool own_digits = number_format_of(context).digits.front() != "0";
    return own_digits || suffix_text(context, affixes).starts_with(no_break_space);
}

std::string kept_together(std::string_view sign, std::string_view number, std::string_view language) {
    const std::string words = std::string(sign) + std::string(number);
    return sign.empty() || !reads_from_right(language) ? words : isolated(words);
}

namespace {

// The number with its sign before it and its unit behind.
std::string with_affixes(const Context& context, const deck::Affixes& affixes, const std::string& number) {
    const std::string prefix = prefix_text(context, affixes), suffix = suffix_text(context, affixes);
    const std::string& language = context.look.language;
    if (!suffix.empty() && !suffix_is_left(context, affixes) && reads_from_right(language))
        return isolated(prefix + number + suffix);
    return kept_together(prefix, number, language) + suffix;
}

} // namespace

std::string figure_text(const Context& context, double value, int decimals, const deck::Affixes& affixes) {
    return with_affixes(context, affixes, format_number(value, decimals, number_format_of(context)));
}

std::string figure_text(const Context& context, const deck::Quantity& quantity,
                        const deck::Affixes& affixes) {
    if (quantity.is_fraction())
        return with_affixes(context, affixes, deck::fraction_text(quantity.numerator, quantity.denominator));
    if (!quantity.is_range()) return figure_text(context, quantity.value, quantity.decimals, affixes);
    const NumberFormat format = number_format_of(context);
    return with_affixes(context, affixes,
                        format_number(quantity.low, quantity.decimals, format) + "\u2013" +
                            format_number(quantity.value, quantity.decimals, format));
}

std::string label_text(const Context& context, const deck::Quantity& quantity, const deck::Affixes& affixes) {
    const std::string_view qualifier = context.in(quantity.qualifier_words);
    const std::string figure = figure_text(context, quantity, affixes);
    return qualifier.empty() ? figure : std::string(qualifier) + " " + figure;
}

} // namespace kiosk::scene
