// Shapes one line of text with HarfBuzz: finds for each character a font that has it, cuts the line by font,
// script and direction, and sets the glyphs in visual order. For fonts.cpp; keeps no text.
// Features: kern, mark and mkmk on, calt and liga off, tnum for tabular figures.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "base/geometry.hpp"
#include "text/text.hpp"

namespace kiosk::text {

// Of one line; the glyphs are in the span that was given.
struct Shaped {
    std::size_t glyph_count = 0;
    float width = 0;
    float left_bearing = 0;
    Rect ink;
    bool right_to_left = false;
    bool missing_glyphs = false;
};

class Shaper {
  public:
    static Result<std::unique_ptr<Shaper>> create(std::span<const FontFile> files);
    ~Shaper();
    Shaper(const Shaper&) = delete;
    Shaper& operator=(const Shaper&) = delete;

    // Shapes `utf8` into `glyphs`, which is grown as needed up to `glyphs_max`; the rest is cut.
    // With `secret`, all working memory is overwritten before it returns (not `glyphs`, which is the
    // caller's).
    Shaped shape(std::string_view utf8, const Style& style, std::string_view language,
                 std::vector<Glyph>& glyphs, std::size_t glyphs_max, bool secret);

    [[nodiscard]] Fonts::Metrics metrics(const Style& style) const;

  private:
    Shaper();
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace kiosk::text
