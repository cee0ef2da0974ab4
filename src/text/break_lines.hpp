// Where lines may end, and which of those places are taken. Pure arithmetic on widths that the caller
// measures; for fonts.cpp. Breaks come after spaces, hyphens and dashes, and between the characters of
// scripts that are written without spaces, where no closing mark would begin a line and no opening one would
// end it. No-break spaces and hyphens hold together what they join. There is no dictionary: Thai and its kin
// break at spaces, and inside a word only when it does not fit.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "text/text.hpp"

namespace kiosk::text {

// A stretch without a break inside: [first, end) with the spaces behind it, `ink_end` without them. Bytes.
struct Word {
    std::size_t first = 0, ink_end = 0, end = 0;
    float width = 0; // without the spaces behind it
    float space = 0; // those spaces
};

// The words of one line's worth of text (no newline inside). Widths are left 0.
[[nodiscard]] std::vector<Word> split_words(std::string_view text);
// The pieces that a word may be cut into when it is wider than the room: by characters, marks kept on theirs.
// Empty for scripts with spaces, whose words stay whole.
[[nodiscard]] std::vector<Word> split_word(std::string_view text, const Word& word);

// The index of the first word of each line, the first line's 0 left out.
[[nodiscard]] std::vector<std::size_t> choose_breaks(std::span<const Word> words, float width_max,
                                                     Breaking breaking);

} // namespace kiosk::text
