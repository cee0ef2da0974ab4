// Title and second sentence of a slide whose picture fills the rest: above it, or in landscape beside it.
// Used by the kinds that tell (timeline, list, flow, ...); says what room the words leave. Knows no kind and
// no clock.
#pragma once

#include <optional>
#include <string_view>

#include "scene/block.hpp"

namespace kiosk::scene {

struct Heading {
    Block title;
    std::optional<Block> body;
    Rect art;       // what the words leave to the picture
    Rect art_alone; // the same without the second sentence

    // Landscape: over the whole width, the picture below. Portrait: the title above, the body at the foot.
    [[nodiscard]] static Heading above(const deck::Slide& slide, const Context& context);
    // Landscape: a column at the left, the picture at its right. Portrait: as above().
    [[nodiscard]] static Heading beside(const deck::Slide& slide, const Context& context);

    // Leaves the second sentence out, where a picture needs its room (second_page.hpp shows it then).
    void drop_body();

    // The title comes in at 0, the body at `body_from` ms.
    void draw(draw::DrawList& list, const deck::Palette& palette, float t_ms, float body_from) const;
    [[nodiscard]] float next_change_ms(float t_ms, float body_from) const;
    [[nodiscard]] float whole_ms(float body_from) const;
};

// A picture set in the first of these ways in which it fits: with its words at the visitor's text size; at
// that of the theme; and without the second sentence. `set` gets the context for its words, and says whether
// all fits.
template <typename Set> void set_to_fit(const Context& context, Heading& heading, Set set) {
    if (set(context)) return;
    Context plain = context;
    plain.look.text_size = 1;
    if (set(plain) || !heading.body) return;
    heading.drop_body();
    static_cast<void>(set(plain));
}

// Words beside a part of a picture: in the role's style at the visitor's text size where they fit `place` in
// at most `lines_max` lines, else at the theme's size, else smaller down to 40 px, which the design asks for.
[[nodiscard]] Block fit_label(const Context& context, deck::TypeRole role, std::string_view words,
                              const BlockPlace& place, std::size_t lines_max);
// Whether the block stands whole: no word wider than the room, no line more, no descender too low.
[[nodiscard]] bool stands(const Block& block, const BlockPlace& place, std::size_t lines_max);
// The same block, moved.
[[nodiscard]] Block moved(Block block, float dx, float dy);
// From the top of the capitals of the first line to the last baseline.
[[nodiscard]] float cap_height_px(const Context& context, const Block& block);

} // namespace kiosk::scene
