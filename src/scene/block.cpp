#include "scene/block.hpp"

#include <algorithm>

namespace kiosk::scene {

float optical_pull(const text::Run& first_line, const text::Style& style) {
    constexpr float display_from_px = 100, title_from_px = 60;
    constexpr float display_extra_em = 0.010F, title_em = 0.035F;
    if (first_line.right_to_left) return 0;
    if (style.size_px >= display_from_px) return first_line.left_bearing + display_extra_em * style.size_px;
    return style.size_px >= title_from_px ? title_em * style.size_px : 0;
}

void Block::draw_at_rest(draw::DrawList& list, Colour colour, float alpha) const {
    draw(list, faded(colour, alpha), motion::never_ms, 0);
}

void Block::draw(draw::DrawList& list, Colour colour, float t_ms, float from_ms,
                 std::size_t first_line) const {
    float y = origin.y;
    const auto mine = list.element(element);
    for (std::size_t i = 0; i < words.lines.size(); ++i, y += line_height) {
        const auto appearance = motion::block_line(t_ms, from_ms, first_line + i);
        if (appearance.alpha <= 0) continue;
        const text::Run& line = *words.lines[i];
        // A mirrored list puts all lines to the right already.
        const bool at_right = line.right_to_left && !list.mirrors();
        const float x = at_right ? origin.x + room_width - line.width : origin.x;
        list.text(line, {x, y + appearance.rise_px}, faded(colour, appearance.alpha));
    }
}

motion::Span Block::span(float from_ms) const {
    return motion::block_span(from_ms, words.lines.size());
}

float Block::last_baseline() const {
    const auto further = words.lines.empty() ? 0 : words.lines.size() - 1;
    return origin.y + static_cast<float>(further) * line_height;
}

namespace {

// Only the breaks after sentences stay.
std::string between_sentences(std::string_view words) {
    std::string result(words);
    for (std::size_t i = 0; i < result.size(); ++i) {
        const bool after_sentence =
            i > 0 && std::string_view(".!?").find(result[i - 1]) != std::string_view::npos;
        if (result[i] == '\n' && !after_sentence) result[i] = ' ';
    }
    return result;
}

// The deck breaks its lines by sense, for a place that is wide enough. Where one of them does not fit, its
// breaks would leave stumps: then the words flow.
text::Paragraph lines_of(const Context& context, const text::Style& style, std::string_view words,
                         float width_max, text::Breaking breaking) {
    const std::string& language = context.look.language;
    text::Paragraph kept = context.fonts.paragraph(words, style, language, width_max, breaking);
    const auto breaks = static_cast<std::size_t>(std::count(words.begin(), words.end(), '\n'));
    if (breaks == 0 || kept.lines.size() == breaks + 1) return kept;
    return context.fonts.paragraph(between_sentences(words), style, language, width_max, breaking);
}

// Scripts from right to left reach higher and lower than Latin, marks and tails more so: their lines stand as
// far apart as their ink needs, never closer than the style says.
float line_height_of(const text::Paragraph& words, const text::Style& style) {
    constexpr float gap_em = 0.04F;
    float height = style.line_height();
    for (std::size_t i = 0; i + 1 < words.lines.size(); ++i) {
        const text::Run &upper = *words.lines[i], &lower = *words.lines[i + 1];
        if (upper.right_to_left || lower.right_to_left)
            height = std::max(height, upper.ink.bottom() - lower.ink.y + gap_em * style.size_px);
    }
    return height;
}

} // namespace

Block set_block(const Context& context, const text::Style& style, std::string_view words,
                const BlockPlace& place, text::Breaking breaking) {
    Block block;
    block.words = lines_of(context, style, words, place.width_max, breaking);
    const auto metrics = context.fonts.metrics(style);
    const float pull = block.words.lines.empty() ? 0 : optical_pull(*block.words.lines.front(), style);
    block.origin = {place.x - pull, place.cap_top + metrics.cap_height * style.size_px};
    block.room_width = place.width_max;
    block.line_height = line_height_of(block.words, style);
    block.descent_px = metrics.descent * style.size_px;
    if (block.words.lines.empty()) return block;
    const text::Run& last = *block.words.lines.back();
    if (last.right_to_left) block.descent_px = std::max(block.descent_px, last.ink.bottom());
    return block;
}

namespace {

// Whatever their breaks.
bool same_words(std::string_view a, std::string_view b) {
    const auto same = [](char x, char y) {
        return x == y || (x == ' ' && y == '\n') || (x == '\n' && y == ' ');
    };
    return std::ranges::equal(a, b, same);
}

bool fits(const Block& block, const BlockPlace& place) {
    return block.words.fits && block.bottom() <= place.bottom_max;
}

} // namespace

Block fit_title(const Context& context, deck::TypeRole role, std::initializer_list<float> sizes_px,
                std::string_view words, const BlockPlace& place) {
    const text::Style style = context.style(role);
    const float growth = style.size_px / context.deck.theme.style(role).size_px;
    Block block;
    for (const float size_px : sizes_px) {
        text::Style sized = style;
        sized.size_px = size_px * growth;
        block = set_block(context, sized, words, place, text::Breaking::Balanced);
        if (same_words(words, context.title)) block.element = context.title_element;
        if (fits(block, place)) return block;
    }
    if (context.unfit != nullptr) context.unfit->emplace_back(words);
    return block;
}

Block set_sentence(const Context& context, const text::Style& style, std::string_view words,
                   const BlockPlace& place) {
    Block block = set_block(context, style, words, place);
    const auto& lines = block.words.lines;
    if (lines.size() > 1 && lines.back()->text.find(' ') == std::string::npos)
        block = set_block(context, style, words, place, text::Breaking::Balanced);
    return block;
}

std::optional<Block> fit_body(const Context& context, std::string_view words, const BlockPlace& wanted) {
    if (words.empty()) return std::nullopt;
    BlockPlace place = wanted;
    place.bottom_max = std::min(place.bottom_max, context.words_bottom);
    Block block = set_sentence(context, context.style(deck::TypeRole::Body), words, place);
    // Marks that reach above the capitals of Latin keep clear of the title.
    const text::Run& first = *block.words.lines.front();
    if (first.right_to_left) block.origin.y = std::max(block.origin.y, place.cap_top - first.ink.y);
    if (fits(block, place)) return block;
    // Breaks by sense give way before the sentence does.
    std::string joined(words);
    std::ranges::replace(joined, '\n', ' ');
    if (joined == words) return std::nullopt;
    return fit_body(context, joined, place);
}

std::string flowed(const Context& context, std::string_view words) {
    const bool broken_for_it = !context.portrait() && context.look.text_size <= 1;
    return broken_for_it ? std::string(words) : between_sentences(words);
}

void Label::draw(draw::DrawList& list, Colour colour, float alpha) const {
    if (alpha > 0) list.text(*run, origin, faded(colour, alpha));
}

Label set_label(const Context& context, const text::Style& style, std::string_view words, Point at,
                Anchor anchor) {
    Label label{context.fonts.shape(words, style, context.look.language), at};
    if (anchor == Anchor::Middle) label.origin.x -= label.run->width / 2;
    if (anchor == Anchor::Right) label.origin.x -= label.run->width;
    return label;
}

} // namespace kiosk::scene
