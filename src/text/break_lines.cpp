#include "text/break_lines.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "base/utf8.hpp"

namespace kiosk::text {

namespace {

bool is_break_space(char32_t c) {
    // Not U+00A0, U+2007 and U+202F, which hold together what they join.
    return c == U' ' || c == U'\t' || c == 0x1680 || (c >= 0x2000 && c <= 0x200B && c != 0x2007) ||
           c == 0x205F || c == 0x3000;
}

bool is_digit(char32_t c) {
    return c >= U'0' && c <= U'9';
}

bool is_letter_or_digit(char32_t c) {
    return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || is_digit(c) || (c >= 0xC0 && c < 0x2000);
}

// Written without spaces, and breaking between any two: ideographs, kana, hangul, full-width forms.
bool is_ideographic(char32_t c) {
    return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0xFF00 && c <= 0xFFEF) || (c >= 0x20000 && c <= 0x3FFFF);
}

// Written without spaces, where only a dictionary knows the words: Thai, Lao, Myanmar, Khmer.
bool is_dictionary_script(char32_t c) {
    return (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F) || (c >= 0x1780 && c <= 0x17FF);
}

bool may_not_begin(char32_t c) {
    constexpr std::u32string_view closing =
        U"!%),.:;?]}”’»…、。〉》」』】〕〗〙・ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ"
        U"！％），．：；？］｝～"
        U"\u060C\u061B\u061F\u06D4\u0964\u0965"; // Arabic comma, semicolon, question mark; dandas
    return closing.find(c) != std::u32string_view::npos;
}

bool may_not_end(char32_t c) {
    constexpr std::u32string_view opening = U"([{“‘«〈《「『【〔〖〘（［｛￥＄£$";
    return opening.find(c) != std::u32string_view::npos;
}

// A mark, or a vowel sign that stands behind or on the consonant before it.
bool holds_on(char32_t c) {
    return (c >= 0x0300 && c <= 0x036F) || (c >= 0x0E30 && c <= 0x0E3A) || (c >= 0x0E45 && c <= 0x0E4E) ||
           (c >= 0x0EB0 && c <= 0x0EBC) || (c >= 0x0EC6 && c <= 0x0ECD) || (c >= 0x102B && c <= 0x103E) ||
           (c >= 0x17B4 && c <= 0x17D3) || (c >= 0x3099 && c <= 0x309A) || c == 0x200D ||
           (c >= 0xFE00 && c <= 0xFE0F);
}

// A vowel that is written before its consonant, and begins the syllable.
bool holds_next(char32_t c) {
    return (c >= 0x0E40 && c <= 0x0E44) || (c >= 0x0EC0 && c <= 0x0EC4) || c == 0x17D2;
}

// A hyphen inside a word, not a minus before a figure.
bool is_joint(char32_t before_last, char32_t last, char32_t next) {
    const bool hyphen = last == U'-' || last == 0x2010 || last == 0x05BE; // the last is Hebrew's
    return hyphen && is_letter_or_digit(before_last) && is_letter_or_digit(next) && !is_digit(next);
}

bool breaks_between(char32_t last, char32_t next) {
    if (may_not_begin(next) || may_not_end(last) || holds_on(next) || is_break_space(next)) return false;
    if (is_break_space(last)) return true;
    // Dashes on either side of which a line may end.
    if (last == 0x2013 || last == 0x2014) return next != U'-' && !is_digit(next);
    return is_ideographic(last) || is_ideographic(next)
               ? next != 0x2060 && last != 0x2060 && last != 0xA0 && next != 0xA0
               : false;
}

constexpr float infinite = std::numeric_limits<float>::infinity();

// Widths of lines from prefix sums: words [from, to) without the spaces behind the last.
class Lines {
  public:
    explicit Lines(std::span<const Word> words) : words_(words), starts_(words.size() + 1) {
        for (std::size_t i = 0; i < words.size(); ++i)
            starts_[i + 1] = starts_[i] + words[i].width + words[i].space;
    }
    [[nodiscard]] float width(std::size_t from, std::size_t to) const {
        return starts_[to] - starts_[from] - words_[to - 1].space;
    }

  private:
    std::span<const Word> words_;
    std::vector<float> starts_;
};

std::vector<std::size_t> fill_lines(std::span<const Word> words, const Lines& lines, float width_max) {
    std::vector<std::size_t> breaks;
    std::size_t first = 0;
    for (std::size_t i = 1; i < words.size(); ++i) {
        if (lines.width(first, i + 1) <= width_max) continue;
        breaks.push_back(i);
        first = i;
    }
    return breaks;
}

// What a line costs in an even paragraph: the square of its distance from the mean, and so much that it is
// only taken when there is no other way for a last line of one word or a line under half of the mean.
float line_cost(float width, float mean, float width_max, bool is_last, bool is_one_word, const Word& end) {
    const float off = (width - mean) / mean;
    float cost = off * off;
    if (width > width_max) cost += 1e6F;
    if (is_last && is_one_word) cost += 1e3F;
    if (width < mean / 2) cost += 1e2F;
    // A fifth of the mean more or less is as good where the line then ends by sense: rather behind a sentence
    // than within a phrase, or behind a word of one letter.
    if (end.goes_on) cost += 0.04F;
    if (end.ends_sentence) cost -= 0.04F;
    return cost;
}

// The cheapest way to set the words in exactly `count` lines, by dynamic programming over (line, first word
// behind it): n words take count * n^2 / 2 steps, and a paragraph of a slide has some forty words.
std::vector<std::size_t> even_lines(std::span<const Word> words, const Lines& lines, float width_max,
                                    std::size_t count) {
    const std::size_t word_count = words.size();
    const float mean = std::max(1.0F, lines.width(0, word_count) / static_cast<float>(count));
    std::vector<std::vector<float>> cost(count + 1, std::vector<float>(word_count + 1, infinite));
    std::vector<std::vector<std::size_t>> from(count + 1, std::vector<std::size_t>(word_count + 1, 0));
    cost[0][0] = 0;
    for (std::size_t line = 1; line <= count; ++line) {
        for (std::size_t end = line; end <= word_count; ++end) {
            for (std::size_t first = line - 1; first < end; ++first) {
                if (cost[line - 1][first] == infinite) continue;
                const float total =
                    cost[line - 1][first] + line_cost(lines.width(first, end), mean, width_max, line == count,
                                                      end - first == 1, words[end - 1]);
                if (total >= cost[line][end]) continue;
                cost[line][end] = total;
                from[line][end] = first;
            }
        }
    }
    std::vector<std::size_t> breaks(count - 1);
    std::size_t end = word_count;
    for (std::size_t line = count; line > 1; --line) {
        end = from[line][end];
        breaks[line - 2] = end;
    }
    return breaks;
}

bool whole_phrases(std::span<const Word> words, std::span<const std::size_t> breaks) {
    return std::ranges::none_of(breaks, [&](std::size_t at) { return words[at - 1].goes_on; });
}

// No line is one word, or half as long as the longest.
bool no_short_line(const Lines& lines, std::span<const std::size_t> breaks, std::size_t word_count) {
    float longest = 0, shortest = infinite;
    std::size_t first = 0, fewest = word_count;
    const auto line = [&](std::size_t end) {
        const float width = lines.width(first, end);
        longest = std::max(longest, width), shortest = std::min(shortest, width);
        fewest = std::min(fewest, end - first);
        first = end;
    };
    for (const std::size_t end : breaks) line(end);
    line(word_count);
    return fewest > 1 && shortest > longest / 2;
}

} // namespace

std::vector<Word> split_words(std::string_view text) {
    std::vector<Word> words;
    char32_t last = 0, last_ink = 0;
    std::size_t letters = 0;
    Word word;
    const auto finish = [&](std::size_t at) {
        word.end = at;
        word.ends_sentence = may_not_begin(last_ink) && last_ink != U'%';
        word.goes_on = letters == 1 && is_letter_or_digit(last_ink) && !is_digit(last_ink); // "I", "a"
        words.push_back(word);
        word = {at, at, at};
        letters = 0;
    };
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = decode_utf8(text.substr(at));
        if (at > word.first && breaks_between(last, point.value)) finish(at);
        at += point.bytes;
        if (!is_break_space(point.value)) word.ink_end = at, last_ink = point.value, ++letters;
        last = point.value;
    }
    finish(text.size());
    return words;
}

std::vector<Word> cut_word(std::string_view text, const Word& word, std::span<const std::size_t> ends) {
    std::vector<Word> pieces;
    Word piece{word.first, word.first, word.first};
    for (const std::size_t end : ends) {
        if (end <= piece.first || end >= word.ink_end) continue;
        const char32_t next = decode_utf8(text.substr(end)).value;
        if (may_not_begin(next) || holds_on(next)) continue;
        piece.end = piece.ink_end = end;
        piece.goes_on = true;
        pieces.push_back(piece);
        piece = {end, end, end};
    }
    piece.ink_end = word.ink_end;
    piece.end = word.end;
    piece.ends_sentence = word.ends_sentence;
    pieces.push_back(piece);
    return pieces;
}

std::vector<Word> split_word(std::string_view text, const Word& word) {
    std::vector<Word> pieces;
    char32_t before_last = 0, last = 0;
    Word piece{word.first, word.first, word.first};
    bool may_split = false;
    for (std::size_t at = word.first; at < word.ink_end;) {
        const CodePoint point = decode_utf8(text.substr(at));
        may_split = may_split || is_dictionary_script(point.value);
        const bool joint = is_joint(before_last, last, point.value);
        may_split = may_split || joint;
        const bool syllable =
            is_dictionary_script(point.value) && !holds_on(point.value) && !holds_next(last);
        if (at > piece.first && (joint || syllable)) {
            piece.end = piece.ink_end = at;
            pieces.push_back(piece);
            piece = {at, at, at};
        }
        at += point.bytes;
        before_last = last;
        last = point.value;
    }
    if (!may_split) return {};
    piece.ink_end = word.ink_end;
    piece.end = word.end;
    pieces.push_back(piece);
    return pieces;
}

std::vector<std::size_t> choose_breaks(std::span<const Word> words, float width_max, Breaking breaking) {
    const Lines lines(words);
    std::vector<std::size_t> breaks = fill_lines(words, lines, width_max);
    if (breaking == Breaking::Plain || breaks.empty()) return breaks;
    const std::vector<std::size_t> even = even_lines(words, lines, width_max, breaks.size() + 1);
    const bool room = words.size() >= 2 * (breaks.size() + 2);
    if (!room || whole_phrases(words, even)) return even;
    // Rather one line more than one that ends within a phrase, "and a", as long as none of them is short.
    const std::vector<std::size_t> more = even_lines(words, lines, width_max, breaks.size() + 2);
    return whole_phrases(words, more) && no_short_line(lines, more, words.size()) ? more : even;
}

} // namespace kiosk::text
