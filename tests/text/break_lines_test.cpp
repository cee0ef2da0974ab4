#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string>

#include "support/specimen.hpp"
#include "text/break_lines.hpp"
#include "text/count_words.hpp"
#include "text/text.hpp"
#include "text/thai_words.hpp"

using namespace kiosk;
using text::Breaking;
using Texts = std::vector<std::string>;

namespace {

constexpr text::Style title{text::Family::Display, 600, 72, 1.08F, -0.022F};
constexpr text::Style body{text::Family::Display, 400, 40, 1.38F, -0.004F};

text::Fonts& fonts() {
    static const std::unique_ptr<text::Fonts> loaded = test::load_fonts();
    return *loaded;
}

Texts words_of(std::string_view line) {
    Texts words;
    for (const text::Word& word : text::split_words(line)) {
        words.emplace_back(line.substr(word.first, word.ink_end - word.first));
    }
    return words;
}

Texts lines_of(const text::Paragraph& paragraph) {
    Texts lines;
    for (const text::RunPointer& line : paragraph.lines) lines.push_back(line->text);
    return lines;
}

// Words of these widths, with spaces of 1.
std::vector<text::Word> words_of_widths(const std::vector<float>& widths) {
    std::vector<text::Word> words;
    for (const float width : widths) words.push_back({0, 0, 0, width, 1});
    return words;
}

std::size_t count_words(std::string_view line) {
    return 1 + static_cast<std::size_t>(std::count(line.begin(), line.end(), ' '));
}

constexpr std::array<const char*, 6> sentences{
    "Of the lamps of the harbour, almost two thirds were lit by their own keepers or by neighbours.",
    "A short one, then.",
    "Extraordinarily long words notwithstanding, comprehensibility remains paramount throughout.",
    "One more evening in the hall, and one more light that somebody switched on for somebody else.",
    "We ask for it now.",
    "I do not know how to say it in a few words, so I say it in as many as it takes to be understood."};

} // namespace

TEST_CASE("lines may end after spaces and dashes, and after a hyphen only where the word would not fit") {
    const std::string_view line = "a well-known 2019-2021";
    CHECK(words_of(line) == Texts{"a", "well-known", "2019-2021"});
    const std::vector<text::Word> words = text::split_words(line);
    const std::vector<text::Word> pieces = text::split_word(line, words[1]);
    REQUIRE(pieces.size() == 2);
    CHECK(line.substr(pieces[0].first, pieces[0].ink_end - pieces[0].first) == "well-");
    CHECK(pieces[1].end == words[1].end);
    CHECK(text::split_word(line, words[2]).empty());
    CHECK(words_of("day\u2014night  end ") == Texts{"day\u2014", "night", "end"});
    CHECK(words_of("") == Texts{""});
    CHECK(words_of("one\u200Btwo") == Texts{"one", "two"});
}

TEST_CASE("no line ends at a no-break space, before a figure's sign, or inside a range of years") {
    CHECK(words_of("10\u00A0km away") == Texts{"10\u00A0km", "away"});
    CHECK(words_of("by -3 now") == Texts{"by", "-3", "now"});
    CHECK(words_of("2019\u20132021 and 2019-2021") == Texts{"2019\u20132021", "and", "2019-2021"});
    CHECK(words_of("non\u2011breaking") == Texts{"non\u2011breaking"});
}

TEST_CASE("ideographs break between each other, but no line begins with a closing mark or ends with an "
          "opening one") {
    CHECK(words_of("\u6E2F\u53E3\u3002\u706F") == Texts{"\u6E2F", "\u53E3\u3002", "\u706F"});
    CHECK(words_of("\u300C\u706F\u300D\u5149") == Texts{"\u300C\u706F\u300D", "\u5149"});
    CHECK(words_of("\u304D\u3063\u3068") == Texts{"\u304D\u3063", "\u3068"});
}

TEST_CASE("marks of Arabic, Devanagari and Hebrew stay with their words") {
    CHECK(words_of("\u0645\u0627\u0621 \u061F") == Texts{"\u0645\u0627\u0621 \u061F"});
    CHECK(words_of("\u091C\u0932 \u0964 \u0928\u0926\u0940") ==
          Texts{"\u091C\u0932 \u0964", "\u0928\u0926\u0940"});
    CHECK(words_of("\u05D1\u05D9\u05EA\u05BE\u05E1\u05E4\u05E8") ==
          Texts{"\u05D1\u05D9\u05EA\u05BE\u05E1\u05E4\u05E8"});
}

TEST_CASE("a thai word is cut only where a syllable may begin") {
    const std::string_view line = "\u0E1B\u0E23\u0E30\u0E40\u0E17\u0E28"; // one word of three syllables
    const std::vector<text::Word> words = text::split_words(line);
    REQUIRE(words.size() == 1);
    Texts pieces;
    for (const text::Word& piece : text::split_word(line, words[0])) {
        pieces.emplace_back(line.substr(piece.first, piece.ink_end - piece.first));
    }
    CHECK(pieces == Texts{"\u0E1B", "\u0E23\u0E30", "\u0E40\u0E17", "\u0E28"});
    CHECK(text::split_word("unbreakable", text::split_words("unbreakable")[0]).empty());
}

TEST_CASE("thai is cut between words of the dictionary, which are written together") {
    // "People by the river test the water every day": nine words, one space.
    const std::string line = "คนริมแม่น้ำ"
                             "ตรวจน้ำ ทุกวัน";
    CHECK(text::ThaiWords::has_thai(line));
    CHECK_FALSE(text::ThaiWords::has_thai("naïve अ"));
    const text::ThaiWords thai;
    const std::vector<std::size_t> ends = thai.ends(line);
    Texts pieces;
    bool last_goes_on = true;
    for (const text::Word& word : text::split_words(line))
        for (const text::Word& piece : text::cut_word(line, word, ends)) {
            pieces.emplace_back(line.substr(piece.first, piece.ink_end - piece.first));
            last_goes_on = piece.goes_on;
        }
    CHECK(pieces == Texts{"คน", "ริม", "แม่น้ำ", "ตรวจ", "น้ำ", "ทุก", "วัน"});
    CHECK_FALSE(last_goes_on);
    CHECK(thai.ends("").empty());
    // The sign of repetition begins no line, whatever the dictionary thinks of it.
    const std::string again = "วันๆ";
    const std::vector<std::size_t> every{3, 6, 9};
    for (const text::Word& piece : text::cut_word(again, text::split_words(again)[0], every))
        CHECK(again.substr(piece.first, 3) != "ๆ");
}

TEST_CASE("between two ways that are as even, a line ends where a phrase does") {
    for (const std::size_t inside : {2U, 3U}) { // three words and four are as even as four and three
        std::vector<text::Word> words = words_of_widths({4, 4, 4, 4, 4, 4, 4});
        words[inside].goes_on = true;
        const std::size_t other = inside == 2 ? 4 : 3;
        CHECK(text::choose_breaks(words, 20, Breaking::Balanced) == std::vector<std::size_t>{other});
    }
}

TEST_CASE("a title takes a line more where one would end within a phrase, and no line of it is short") {
    std::vector<text::Word> words = words_of_widths({4, 4, 4, 1, 4, 4, 4, 4});
    words[3].goes_on = true; // "... fill, and a / screen ..."
    const std::vector<std::size_t> three = text::choose_breaks(words, 20, Breaking::Balanced);
    CHECK(three.size() == 2);
    CHECK(std::ranges::find(three, 4U) == three.end());
    words[3].goes_on = false;
    CHECK(text::choose_breaks(words, 20, Breaking::Balanced) == std::vector<std::size_t>{4});
    // Too few words for a third line of two.
    std::vector<text::Word> few = words_of_widths({8, 1, 8, 8});
    few[1].goes_on = true;
    CHECK(text::choose_breaks(few, 17, Breaking::Balanced).size() == 1);
}

TEST_CASE("a title is broken behind its sentences, and not behind a word of one letter") {
    const std::vector<text::Word> words = text::split_words("I stay, 5 of them. A dog");
    std::string sentence, goes;
    for (const text::Word& word : words)
        sentence += word.ends_sentence ? '1' : '0', goes += word.goes_on ? '1' : '0';
    CHECK(sentence == "0100100");
    CHECK(goes == "1000010");
    const auto paragraph = fonts().paragraph("I came to pick up litter. I stayed for the kingfisher.", title,
                                             "en", 900, Breaking::Balanced);
    CHECK(lines_of(paragraph) == Texts{"I came to pick up litter.", "I stayed for the kingfisher."});
}

TEST_CASE("words are counted as a reader takes them, in scripts without spaces too") {
    CHECK(text::count_words("") == 0);
    CHECK(text::count_words(" two\nwords ") == 2);
    CHECK(text::count_words("naïve, 3.5 – ماء") == 4);
    CHECK(text::count_words("ประเทศไทย ดี") == 3);
    CHECK(text::count_words("港口灯光。") == 2);
}

TEST_CASE("plain lines are filled, balanced lines are even") {
    const auto words = words_of_widths({4, 4, 4, 4, 4, 4, 4});
    CHECK(text::choose_breaks(words, 24, Breaking::Plain) == std::vector<std::size_t>{5});
    CHECK(text::choose_breaks(words, 24, Breaking::Balanced).size() == 1);
    CHECK(text::choose_breaks(words, 24, Breaking::Balanced)[0] != 5);
    CHECK(text::choose_breaks(words, 100, Breaking::Balanced).empty());
}

TEST_CASE("a balanced paragraph has no last line of one word where that can be avoided") {
    // Even lines alone would leave the last word by itself.
    const auto words = words_of_widths({8, 8, 2, 17});
    CHECK(text::choose_breaks(words, 20, Breaking::Plain) == std::vector<std::size_t>{3});
    CHECK(text::choose_breaks(words, 20, Breaking::Balanced) == std::vector<std::size_t>{2});
    // Here it cannot be avoided: two words do not fit on one line.
    const auto two = words_of_widths({15, 15});
    CHECK(text::choose_breaks(two, 20, Breaking::Balanced) == std::vector<std::size_t>{1});
}

TEST_CASE("breaks by sense are kept, empty lines too") {
    const text::Paragraph paragraph = fonts().paragraph("One\n\nand two", title, "en", 2000);
    CHECK(lines_of(paragraph) == Texts{"One", "", "and two"});
    CHECK(paragraph.height == doctest::Approx(3 * 72 * 1.08));
    CHECK(paragraph.fits);
}

TEST_CASE("no line is wider than the room and no word is lost, whatever the width") {
    for (const char* sentence : sentences) {
        for (float width = 700; width < 1800; width += 53) {
            for (const Breaking breaking : {Breaking::Plain, Breaking::Balanced}) {
                CAPTURE(sentence);
                CAPTURE(width);
                const text::Paragraph paragraph = fonts().paragraph(sentence, title, "en", width, breaking);
                REQUIRE(paragraph.fits);
                REQUIRE(paragraph.width <= width + 1);
                std::string joined;
                for (const std::string& line : lines_of(paragraph))
                    joined += (joined.empty() ? "" : " ") + line;
                REQUIRE(joined == sentence);
            }
        }
    }
}

TEST_CASE("balanced titles take no more lines than phrases need, and leave no short line") {
    for (const char* sentence : sentences) {
        for (float width = 800; width < 1800; width += 53) {
            CAPTURE(sentence);
            CAPTURE(width);
            const text::Paragraph plain = fonts().paragraph(sentence, title, "en", width);
            const text::Paragraph even = fonts().paragraph(sentence, title, "en", width, Breaking::Balanced);
            REQUIRE(even.lines.size() >= plain.lines.size());
            // One more only for a line that would end within a phrase.
            const bool phrase = std::string_view(sentence).find(" a ") != std::string_view::npos;
            REQUIRE(even.lines.size() <= plain.lines.size() + (phrase ? 1 : 0));
            if (even.lines.size() < 2) continue;
            // The third sentence has words too long for a choice at narrow widths.
            if (sentence == sentences[2] && width < 1400) continue;
            REQUIRE(count_words(even.lines.back()->text) > 1);
            for (const text::RunPointer& line : even.lines) REQUIRE(line->width >= even.width / 2);
        }
    }
}

TEST_CASE("a word wider than the room stands alone and is reported") {
    const text::Paragraph paragraph = fonts().paragraph("an incomprehensible thing", title, "en", 300);
    CHECK_FALSE(paragraph.fits);
    CHECK(lines_of(paragraph) == Texts{"an", "incomprehensible", "thing"});
}

TEST_CASE("the same paragraph is broken once") {
    const text::Paragraph first = fonts().paragraph("some words that are here", body, "en", 300);
    const text::Paragraph again = fonts().paragraph("some words that are here", body, "en", 300);
    CHECK(first.lines == again.lines);
    CHECK(fonts().paragraph("some words that are here", body, "en", 400).lines != first.lines);
}
