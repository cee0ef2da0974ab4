#include "lint/word_rules.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "base/utf8.hpp"
#include "deck/say.hpp"
#include "text/count_words.hpp"

namespace kiosk::lint {

using deck::say;

namespace {

// Panels lie up to 1.5 % behind their bezels.
constexpr float safe_px = 16;
// How deep ink boxes may lie in each other before letters touch: boxes of the lines of one paragraph overlap
// where one has descenders and the next has capitals above other letters.
constexpr float same_size_depth_em = 0.28F, other_size_depth_em = 0.12F;
constexpr float source_air_px = 3;
constexpr float short_line = 0.5F; // of the longest line of a title
constexpr std::size_t quoted_max = 40;

// A visitor's own words are not in the list.
std::string quoted(std::string_view words) {
    if (words.empty()) return "what was typed";
    if (words.size() <= quoted_max) return say("\"", words, "\"");
    std::size_t end = quoted_max;
    while (end > 0 && (static_cast<unsigned char>(words[end]) & 0xC0U) == 0x80U) --end; // a whole character
    return say("\"", words.substr(0, end), "...\"");
}

bool touch(const Words& a, const Words& b) {
    const Rect both = intersection(a.ink, b.ink);
    if (both.empty()) return false;
    const float size = std::min(a.size_px, b.size_px);
    const float depth = size * (a.size_px == b.size_px ? same_size_depth_em : other_size_depth_em);
    return both.width > depth && both.height > depth;
}

std::string code_points_missing(std::string_view line, text::Fonts& fonts, const text::Style& style,
                                std::string_view language) {
    std::string out;
    for (std::string_view rest = line; !rest.empty();) {
        const CodePoint point = decode_utf8(rest);
        if (fonts.shape(rest.substr(0, point.bytes), style, language)->missing_glyphs) {
            char name[16];
            std::snprintf(name, sizeof name, "U+%04X", static_cast<unsigned>(point.value));
            if (out.find(name) == std::string::npos) out += (out.empty() ? "" : ", ") + std::string(name);
        }
        rest.remove_prefix(point.bytes);
    }
    return out;
}

} // namespace

void check_places(const Frame& frame, std::string_view source, const Subject& subject, Findings& findings) {
    const Rect safe = Rect{0, 0, frame.canvas.width, frame.canvas.height}.grown(-safe_px);
    const std::vector<Words> source_lines = lines_of(frame, source);
    const auto is_source = [&](const Words& words) {
        return std::ranges::any_of(source_lines, [&](const Words& line) { return line.ink == words.ink; });
    };
    for (std::size_t i = 0; i < frame.words.size(); ++i) {
        const Words& one = frame.words[i];
        if (one.ink.x < safe.x || one.ink.y < safe.y || one.ink.right() > safe.right() ||
            one.ink.bottom() > safe.bottom())
            findings.add(subject, "off-screen", "",
                         say("expected all words ", safe_px, " px inside the edges, found ", quoted(one.text),
                             " beyond"),
                         "say it shorter");
        for (std::size_t j = 0; j < i; ++j) {
            const Words& other = frame.words[j];
            const bool on_source = is_source(one) != is_source(other) &&
                                   !intersection(one.ink.grown(source_air_px), other.ink).empty();
            if (on_source)
                findings.add(subject, "source-covered", "",
                             say("expected the source line free, found ",
                                 quoted(is_source(one) ? other.text : one.text), " on it"),
                             "say one of them shorter");
            else if (touch(one, other))
                findings.add(subject, "text-overlap", "",
                             say("expected words apart, found ", quoted(other.text), " and ",
                                 quoted(one.text), " over each other"),
                             "say one of them shorter");
        }
    }
}

void check_covered(const Frame& frame, const Subject& subject, Findings& findings) {
    for (const Words& words : frame.words)
        if (words.covered)
            findings.add(subject, "text-overlap", "",
                         say("expected words in front, found something on ", quoted(words.text)),
                         "say it shorter");
}

void check_type_size(const Frame& frame, const deck::ScreenSettings& screen, const Subject& subject,
                     Findings& findings) {
    // design.md, 4: capitals of 16 arc minutes; Inter's are 0.727 em high.
    constexpr double least_minutes = 16, capital_em = 0.727, minutes_in_radian = 3437.75;
    const bool portrait = frame.canvas.height > frame.canvas.width;
    const double width_mm =
        portrait ? std::min(screen.width_mm, screen.height_mm) : std::max(screen.width_mm, screen.height_mm);
    const double capital_mm = capital_em * width_mm / static_cast<double>(frame.canvas.width);
    for (const Words& words : frame.words) {
        const double minutes = std::atan(capital_mm * static_cast<double>(words.size_px) /
                                         std::max(1.0, screen.viewing_distance_mm)) *
                               minutes_in_radian;
        if (minutes >= least_minutes) continue;
        findings.add(subject, "type-size", "",
                     say("expected capitals of ", least_minutes, " arc minutes or more from ",
                         std::lround(screen.viewing_distance_mm), " mm, found smaller ones"),
                     "take a larger screen, or state its true size and viewing_distance_mm in [screen]",
                     say(": ", std::lround(minutes), " in ", quoted(words.text)));
        return; // the first of a screen is enough
    }
}

void check_breaks(const Frame& frame, std::string_view title, std::string_view body, const Subject& subject,
                  Findings& findings) {
    const std::vector<Words> lines = lines_of(frame, title);
    std::size_t words = 0;
    for (const Words& line : lines) words += text::count_words(line.text);
    float longest = 0; // of a title that can be broken otherwise: words alone on their lines cannot
    if (words > lines.size())
        for (const Words& line : lines) longest = std::max(longest, line.ink.width);
    for (const Words& line : lines)
        if (line.ink.width < short_line * longest)
            findings.add(
                subject, "text-break", "title",
                say("expected no line of a title under half of its longest, found ", quoted(line.text)),
                "break it elsewhere with \\n, or say it otherwise");
    const std::vector<Words> sentence = lines_of(frame, body);
    if (sentence.size() > 1 && text::count_words(sentence.back().text) == 1)
        findings.add(subject, "text-break", "body",
                     say("expected two words or more in the last line, found ", quoted(sentence.back().text)),
                     "break it elsewhere with \\n, or say it otherwise");
}

void check_glyphs(const Frame& frame, text::Fonts& fonts, const Subject& subject, Findings& findings,
                  std::set<std::string, std::less<>>& known) {
    const text::Style style{};
    for (const Words& words : frame.words) {
        if (words.text.empty() || known.contains(words.text)) continue;
        known.emplace(words.text);
        if (!fonts.shape(words.text, style, subject.look.language)->missing_glyphs) continue;
        findings.add(subject, "glyph-missing", "",
                     say("expected characters of the installed fonts in ", quoted(words.text), ", found ",
                         code_points_missing(words.text, fonts, style, subject.look.language)),
                     "write another character, or install the font that has it");
    }
}

} // namespace kiosk::lint
