// One of the two hands that paint: it lays the commands of a tile over its pixels. What it needs of the
// caches was looked up before (`Work`), so that hands on two threads read the same work and share nothing
// that is written but the pixels of different tiles. For painter_cairo.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "draw/diff.hpp"
#include "draw/draw_list.hpp"
#include "paint/coverage.hpp"
#include "paint/frame_buffer.hpp"
#include "paint/glyphs_freetype.hpp"
#include "paint/gradient.hpp"
#include "paint/masks_cairo.hpp"
#include "paint/pictures_cairo.hpp"

namespace kiosk::paint {

// A large rectangle is painted tile by tile, each with all of its commands: its pixels then stay in the
// processor's cache, and what an opaque shape hides in a tile is not painted there.
constexpr int tile_width = 512, tile_height = 64;

[[nodiscard]] PixelRect common(const PixelRect& a, const PixelRect& b); // empty where they do not meet

// A command that shows in a rectangle, and where.
struct Touching {
    const draw::Command* command = nullptr;
    PixelRect bounds, clip; // of the whole command; and what of it may be painted
    bool may_hide = false;  // it is opaque and of a shape that can cover a tile
    // From the caches, where they stay until the next frame.
    const Mask* mask = nullptr;
    const Picture* picture = nullptr;
    std::size_t first_glyph = 0, end_glyph = 0;
};
struct PlacedGlyph {
    const GlyphMask* mask = nullptr;
    int x = 0, y = 0; // the pen's pixel
};
struct Tile {
    PixelRect pixels;
    std::size_t first = 0, end = 0; // what touches it
};

// Tiles that do not overlap, with all that they show.
struct Work {
    const draw::DrawList* list = nullptr;
    draw::Viewport viewport;
    FrameBuffer* buffer = nullptr;
    std::vector<Touching> touching;
    std::vector<PlacedGlyph> glyphs;
    std::vector<Tile> tiles;

    [[nodiscard]] Point place(Point p) const { return p * viewport.scale + viewport.offset; }
    [[nodiscard]] Rect place(const Rect& r) const {
        const Point corner = place(Point{r.x, r.y});
        return {corner.x, corner.y, r.width * viewport.scale, r.height * viewport.scale};
    }
    // Whether an image is shown pixel for pixel, and needs no picture of its own.
    [[nodiscard]] bool is_own_size(const draw::DrawImage& shape) const;
    // Whether the ink hides what is below it.
    [[nodiscard]] bool is_opaque(const draw::Ink& ink) const;
    // Whether an opaque shape covers every pixel in full.
    [[nodiscard]] bool hides(const Touching& one, const PixelRect& pixels) const;
};

class Hand {
  public:
    explicit Hand(const NoiseTile& noise);
    void paint(const Work& work, const Tile& tile);

  private:
    void lay(int y, int from, int to, const draw::Ink& ink, const GradientRows* gradient,
             const std::uint8_t* mask);
    void fill_box(const RoundBox& box, const draw::Ink& ink);
    void fill_ring(const RoundBox& outer, const RoundBox& inner, const draw::Ink& ink);
    void draw_glyph(const GlyphMask& mask, int x, int y, Colour colour);
    void draw_mask(const draw::Ink& ink);
    [[nodiscard]] std::optional<GradientRows> gradient_of(const draw::Ink& ink) const;

    void play(const draw::FillRect& shape);
    void play(const draw::StrokeRect& shape);
    void play(const draw::FillCircle& shape);
    void play(const draw::StrokeArc& shape);
    void play(const draw::FillPath& shape) { draw_mask(shape.ink); }
    void play(const draw::StrokePath& shape) { draw_mask(shape.ink); }
    void play(const draw::GlyphRun& shape);
    void play(const draw::DrawImage& shape);
    void copy_image(const draw::DrawImage& shape, const Rect& target);

    const NoiseTile& noise_;
    // Scratch rows, of a tile's width.
    std::vector<std::uint8_t> coverage_, hole_;
    std::vector<std::uint32_t> colours_;
    // Of the command in hand.
    const Work* work_ = nullptr;
    const Touching* one_ = nullptr;
    PixelRect clip_;
};

} // namespace kiosk::paint
