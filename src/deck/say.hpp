// Sentences for messages, put together from words and numbers. Called all over deck/; never looks at a
// locale.
#pragma once

#include <charconv>
#include <concepts>
#include <string>
#include <string_view>

namespace kiosk::deck {

inline void append_words(std::string& text, std::string_view words) {
    text += words;
}
template <typename T>
requires(std::integral<T> || std::floating_point<T>) void append_words(std::string& text, T number) {
    char digits[40];
    // Six places are more than any key of ours needs; to_chars takes the fewest that give them.
    const auto end = [&] {
        if constexpr (std::floating_point<T>)
            return std::to_chars(digits, digits + sizeof digits, number, std::chars_format::general, 6);
        else
            return std::to_chars(digits, digits + sizeof digits, number);
    }();
    text.append(digits, end.ptr);
}

// say("at most ", 5, " slides")
template <typename... Parts> [[nodiscard]] std::string say(const Parts&... parts) {
    std::string text;
    (append_words(text, parts), ...);
    return text;
}

} // namespace kiosk::deck
