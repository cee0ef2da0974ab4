// Glyphs as masks of coverage, or as outlines when they are large, from the bytes of text::Fonts (FreeType).
// Masks are rasterised without hinting at the exact size, at quarters of a pixel, and cached within a bound
// of bytes. For painter_cairo.cpp. Draws nothing.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "draw/draw_list.hpp"
#include "text/text.hpp"

namespace kiosk::paint {

// Places are kept to a quarter of a pixel: finer ones are not seen, and fill the cache.
constexpr int subpixels = 4;
// Above this size glyphs are filled as outlines: their masks would fill the cache and cost more than a path.
constexpr float mask_size_max_px = 160;

struct GlyphMask {
    int left = 0, top = 0; // of the mask's corner from the pen's pixel; top grows downwards
    int width = 0, height = 0;
    std::vector<std::uint8_t> coverage; // rows without gaps
};

// Of one em, on the baseline at (0, 0), y downwards.
struct GlyphOutline {
    draw::Path path;
    Rect bounds;
};

class Glyphs {
  public:
    // The fonts outlive it.
    static Result<std::unique_ptr<Glyphs>> create(const text::Fonts& fonts);
    ~Glyphs();
    Glyphs(const Glyphs&) = delete;
    Glyphs& operator=(const Glyphs&) = delete;

    // `size_px` in pixels of the frame buffer, offsets in quarters of a pixel (0..3) to the right and
    // downwards. Null when the font has no such glyph. Valid until the next call.
    [[nodiscard]] const GlyphMask* mask(text::FontId font, std::uint32_t glyph, float size_px, int offset_x,
                                        int offset_y);
    [[nodiscard]] const GlyphOutline* outline(text::FontId font, std::uint32_t glyph);
    [[nodiscard]] std::size_t cached_bytes() const;

  private:
    Glyphs();
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace kiosk::paint
