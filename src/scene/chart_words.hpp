// Title and second sentence of a slide with a chart, and the room that they leave for it. Used by the kinds
// that draw numbers; knows nothing of what is drawn there.
#pragma once

#include <optional>

#include "scene/block.hpp"

namespace kiosk::scene {

enum class WordsPlace : std::uint8_t {
    Above, // the picture takes the whole width below
    Beside // in landscape the words stand in a column at the left; in portrait above all the same
};

struct ChartWords {
    Block title;
    std::optional<Block> body;
    Rect art; // where the picture may be

    [[nodiscard]] static ChartWords make(const Context& context, const deck::Slide& slide, WordsPlace place);
    void draw(draw::DrawList& list, const deck::Palette& palette, float t_ms) const;
    [[nodiscard]] float next_change_ms(float t_ms) const;
    // The title from 0; the second sentence once the picture stands.
    static constexpr float title_from_ms = 0, body_from_ms = 2800;
    [[nodiscard]] static constexpr float settled_ms() {
        return body_from_ms + motion::text_in_ms + 4 * motion::line_stagger_ms;
    }
};

// Colours of series and parts: the strong one first, then ever quieter; all at least 3 : 1 on the ground.
[[nodiscard]] Colour series_colour(const deck::Palette& palette, std::size_t n);

// `words` in one or two lines of at most `width_max` around x, the first line's capitals at `cap_top`.
// Smaller than the style's size, and never under `least_px`, only where they would not fit.
struct LabelBlock {
    std::vector<Label> lines;
    float bottom = 0;
    bool fits = true; // false where even the least size was too large
    void draw(draw::DrawList& list, Colour colour, float alpha = 1) const;
};
[[nodiscard]] LabelBlock set_label_block(const Context& context, text::Style style, std::string_view words,
                                         Point at, Anchor anchor, float width_max, float least_px,
                                         float height_max = 1e9F);

} // namespace kiosk::scene
