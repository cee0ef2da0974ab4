// Glyphs as masks of coverage, from the bytes of text::Fonts (FreeType): rasterised without hinting from the
// outline at the exact size, whatever that is, and at quarters of a pixel; cached within a bound of bytes. No
// mask is ever scaled. For painter_cairo.cpp. Draws nothing.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "base/result.hpp"
#include "text/text.hpp"

namespace kiosk::paint {

// Places are kept to a quarter of a pixel: finer ones are not seen, and fill the cache.
constexpr int subpixels = 4;

struct GlyphMask {
    int left = 0, top = 0; // of the mask's corner from the pen's pixel; top grows downwards
    int width = 0, height = 0;
    std::vector<std::uint8_t> coverage; // rows without gaps
};

class Glyphs {
  public:
    // The fonts outlive it.
    static Result<std::unique_ptr<Glyphs>> create(const text::Fonts& fonts);
    ~Glyphs();
    Glyphs(const Glyphs&) = delete;
    Glyphs& operator=(const Glyphs&) = delete;

    // Another list is painted: masks may go again.
    void next_frame();
    // `size_px` in pixels of the frame buffer, offsets in quarters of a pixel (0..3) to the right and
    // downwards. Empty when the glyph has no ink, or cannot be read. Valid until the next frame.
    [[nodiscard]] const GlyphMask& mask(text::FontId font, std::uint32_t glyph, float size_px, int offset_x,
                                        int offset_y);
    [[nodiscard]] std::size_t cached_bytes() const;

  private:
    Glyphs();
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace kiosk::paint
