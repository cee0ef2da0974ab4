// Where lines may end, and which of those places are taken. Pure arithmetic on widths that the caller
// measures; for fonts.cpp. A word with a hyphen stays whole while it fits: half of one makes a reader
// stumble. Breaks come after spaces and dashes, and between the characters of scripts that are written
// without spaces, where no closing mark would begin a line and no opening one would end it. No-break spaces
// and hyphens hold together what they join. The words of Thai are told apart by a dictionary
// (thai_words.hpp); its kin break at spaces, and inside a word only when it does not fit.
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
    float width = 0;      // without the spaces behind it
    float space = 0;      // those spaces
    bool goes_on = false; // the next one belongs to the same phrase, as words of Thai between two spaces do
    bool ends_sentence = false; // or a part of one: a line ends well behind it
};

// The words of one line's worth of text (no newline inside). Widths are left 0.
[[nodiscard]] std::vector<Word> split_words(std::string_view text);
// A word cut before each of `ends`, bytes of the line, where the rules for marks allow a line to begin.
[[nodiscard]] std::vector<Word> cut_word(std::string_view text, const Word& word,
                                         std::span<const std::size_t> ends);
// The pieces that a word may be cut into when it is wider than the room: at its hyphens, or by characters
// with their marks in scripts without spaces. Empty for other words, which stay whole.
[[nodiscard]] std::vector<Word> split_word(std::string_view text, const Word& word);

// The index of the first word of each line, the first line's 0 left out.
[[nodiscard]] std::vector<std::size_t> choose_breaks(std::span<const Word> words, float width_max,
                                                     Breaking breaking);

} // namespace kiosk::text
