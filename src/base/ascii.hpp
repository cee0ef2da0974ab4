// The 128 letters of ASCII by kind, whatever the locale says: for names, hosts, numbers and codes of formats.
// What people type or read goes through utf8.hpp instead; these never look inside a letter of more than one
// byte.
#pragma once

#include <optional>

namespace kiosk::ascii {

[[nodiscard]] constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
[[nodiscard]] constexpr bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}
[[nodiscard]] constexpr bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}
[[nodiscard]] constexpr bool is_letter(char c) {
    return is_lower(c) || is_upper(c);
}
[[nodiscard]] constexpr bool is_alphanumeric(char c) {
    return is_letter(c) || is_digit(c);
}
[[nodiscard]] constexpr char lower(char c) {
    return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
}
[[nodiscard]] constexpr char upper(char c) {
    return is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c;
}
// 0 to 15 in either case; none for what is no hexadecimal digit.
[[nodiscard]] constexpr std::optional<unsigned char> hex_value(char c) {
    if (is_digit(c)) return static_cast<unsigned char>(c - '0');
    if (lower(c) >= 'a' && lower(c) <= 'f') return static_cast<unsigned char>(lower(c) - 'a' + 10);
    return std::nullopt;
}

} // namespace kiosk::ascii
