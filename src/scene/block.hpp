// Words that come in as a block: a paragraph in its place, line after line. Used by the pictures; knows no
// slide and no clock.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "draw/draw_list.hpp"
#include "motion/track.hpp"
#include "scene/context.hpp"

namespace kiosk::scene {

// How far left of the margin the pen of a line starts, so that stems and not boxes stand on the margin: by
// the side bearing and a hair more in display sizes, a little in titles, not at all in body text.
[[nodiscard]] float optical_pull(const text::Run& first_line, const text::Style& style);

struct Block {
    text::Paragraph words;
    Point origin;         // pen start of the first line, on its baseline; the optical pull is in it
    float room_width = 0; // lines that run from right to left stand at its right end
    float line_height = 0;

    // Alpha 0..1, standing in its place.
    void draw_at_rest(draw::DrawList& list, Colour colour, float alpha = 1) const;
    // Coming in from `from_ms` on; line `first_line` of a group that comes in together.
    void draw(draw::DrawList& list, Colour colour, float t_ms, float from_ms,
              std::size_t first_line = 0) const;
    [[nodiscard]] motion::Span span(float from_ms) const;
    [[nodiscard]] float last_baseline() const;
    [[nodiscard]] float bottom() const { return last_baseline() + descent_px; }
    [[nodiscard]] float right() const { return origin.x + words.width; }
    float descent_px = 0;
    draw::ElementId element = 0; // that all of its lines belong to
};

struct BlockPlace {
    float x = 0;
    float cap_top = 0; // of the capitals in the first line
    float width_max = 0;
    float bottom_max = 1e9F; // no descender below this
};

// A block in its place, whatever its height. `line` over 0 replaces the style's line height.
[[nodiscard]] Block set_block(const Context& context, const text::Style& style, std::string_view words,
                              const BlockPlace& place, text::Breaking breaking = text::Breaking::Plain);
// The same; a last line of one word is evened out.
[[nodiscard]] Block set_sentence(const Context& context, const text::Style& style, std::string_view words,
                                 const BlockPlace& place);
// The first of the sizes (in px, before the growth of titles) in which the words fit the place; else the
// last.
[[nodiscard]] Block fit_title(const Context& context, deck::TypeRole role,
                              std::initializer_list<float> sizes_px, std::string_view words,
                              const BlockPlace& place);
// A second sentence: nothing where it would leave its place.
[[nodiscard]] std::optional<Block> fit_body(const Context& context, std::string_view words,
                                            const BlockPlace& place);

// The words as this look breaks them. Breaks that the deck gives by sense are made for landscape at the
// standard size; in portrait, or larger, only those after a sentence stay.
[[nodiscard]] std::string flowed(const Context& context, std::string_view words);

// One line centred on, or ending at, or starting at x; drawn by the caller's alpha.
struct Label {
    text::RunPointer run;
    Point origin;
    void draw(draw::DrawList& list, Colour colour, float alpha = 1) const;
    [[nodiscard]] float right() const { return origin.x + run->width; }
};
enum class Anchor : std::uint8_t { Left, Middle, Right };
[[nodiscard]] Label set_label(const Context& context, const text::Style& style, std::string_view words,
                              Point at, Anchor anchor = Anchor::Left);

} // namespace kiosk::scene
