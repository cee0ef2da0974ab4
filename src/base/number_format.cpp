#include "base/number_format.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/ascii.hpp"
#include "base/utf8.hpp"

namespace kiosk {

std::string format_number(double value, int decimals, const NumberFormat& format) {
    constexpr std::size_t group_digits = 3;
    char written[64];
    // Larger than any fact may be, so that the digits fit.
    constexpr double largest = 1e30;
    const double shown = std::clamp(std::isfinite(value) ? value : 0, -largest, largest);
    const auto end = std::to_chars(written, written + sizeof written, std::fabs(shown),
                                   std::chars_format::fixed, std::clamp(decimals, 0, decimals_max));
    const std::string_view text(written, static_cast<std::size_t>(end.ptr - written));
    const std::size_t whole = std::min(text.find('.'), text.size());
    const bool zero = text.find_first_not_of("0.") == std::string_view::npos;
    std::string out;
    if (shown < 0 && !zero) out += format.minus;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i > 0 && i < whole && (whole - i) % group_digits == 0) out += format.group;
        if (text[i] == '.')
            out += format.decimal;
        else
            out += format.digits[static_cast<std::size_t>(text[i] - '0')];
    }
    return out;
}

std::string format_digits(std::string_view text, const NumberFormat& format) {
    std::string out;
    for (const char c : text) {
        if (ascii::is_digit(c))
            out += format.digits[static_cast<std::size_t>(c - '0')];
        else
            out += c;
    }
    return out;
}

NumberFormat number_format(std::string_view group, std::string_view decimal, std::string_view minus,
                           std::string_view digits) {
    NumberFormat format;
    format.group = group, format.decimal = decimal, format.minus = minus;
    if (count_code_points(digits) != format.digits.size()) return format;
    for (std::string& digit : format.digits) {
        const std::size_t bytes = decode_utf8(digits).bytes;
        digit = digits.substr(0, bytes);
        digits.remove_prefix(bytes);
    }
    return format;
}

std::string isolated(std::string_view words) {
    return "\u2066" + std::string(words) + "\u2069";
}

} // namespace kiosk
