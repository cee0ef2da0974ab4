#include "text/count_words.hpp"

#include "base/utf8.hpp"

namespace kiosk::text {

namespace {

// Words of Thai, Lao, Burmese and Khmer have some five characters with their vowel signs; Chinese and
// Japanese are read at about two characters in the time of one English word.
constexpr std::size_t letters_a_word = 5, ideographs_a_word = 2;

bool is_space(char32_t c) {
    return c == U' ' || c == U'\n' || c == U'\t' || c == 0x200B || c == 0x3000;
}

bool without_spaces(char32_t c) {
    return (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F) || (c >= 0x1780 && c <= 0x17FF);
}

bool is_ideograph(char32_t c) {
    return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

std::size_t parts(std::size_t letters, std::size_t each) {
    return (letters + each - 1) / each;
}

} // namespace

std::size_t count_words(std::string_view utf8) {
    std::size_t words = 0, letters = 0, ideographs = 0;
    bool inside = false;
    const auto finish = [&] {
        words += parts(letters, letters_a_word) + parts(ideographs, ideographs_a_word) + (inside ? 1U : 0U);
        letters = ideographs = 0;
        inside = false;
    };
    while (!utf8.empty()) {
        const CodePoint point = decode_utf8(utf8);
        if (is_space(point.value))
            finish();
        else if (without_spaces(point.value))
            ++letters;
        else if (is_ideograph(point.value))
            ++ideographs;
        else if (letters + ideographs == 0) // their punctuation is no word
            inside = true;
        utf8.remove_prefix(point.bytes);
    }
    finish();
    return words;
}

} // namespace kiosk::text
