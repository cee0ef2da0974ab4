// Text as glyphs in places: shaping (HarfBuzz), direction (FriBidi), measuring and line breaking, for scene/.
// Fonts come in as bytes; nothing here opens a file or draws. Rasterising is paint/'s, from the same bytes.
// All lengths are design pixels; y grows downwards; a run's origin is its pen start on the baseline.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/geometry.hpp"
#include "base/result.hpp"
#include "base/shared_bytes.hpp"

namespace kiosk::text {

// The two optical sizes of the design, and what covers the scripts that neither does.
enum class Family : std::uint8_t { Display, Text, Fallback };
enum class Figures : std::uint8_t { Proportional, Tabular };

// Size in px, line height as a factor of it, tracking in em (added after shaping).
struct Style {
    Family family = Family::Text;
    int weight = 400;
    float size_px = 30;
    float line = 1.25F;
    float tracking_em = 0;
    Figures figures = Figures::Proportional;
    bool operator==(const Style&) const = default;
    [[nodiscard]] float line_height() const { return size_px * line; }
    [[nodiscard]] Style scaled(float factor) const {
        Style style = *this;
        style.size_px *= factor;
        return style;
    }
};

// The bytes of one face. By Fontconfig's names the families are "Inter Display" and "Inter" (Debian's
// fonts-inter, static weights 400, 500, 600 and 700 are used) and any of "Noto Sans ..." as Fallback
// (fonts-noto-core).
struct FontFile {
    Family family = Family::Text;
    int weight = 400;
    std::string name; // for messages
    SharedBytes bytes;
    int face_index = 0; // in a collection
};

struct FontId {
    std::uint16_t index = 0;
    auto operator<=>(const FontId&) const = default;
};

struct Glyph {
    FontId font;
    std::uint32_t id = 0;
    float x = 0, y = 0;        // pen position of this glyph
    std::uint32_t cluster = 0; // byte offset in the text that it stands for
    bool operator==(const Glyph&) const = default;
};

// One shaped line.
struct Run {
    std::string text;
    std::vector<Glyph> glyphs; // in visual order
    float size_px = 0;
    float width = 0;        // advance; the tracking of the last glyph is left out
    float left_bearing = 0; // the ink of the first glyph starts this far right of the origin
    Rect ink;               // around the ink of all glyphs, relative to the origin; empty when there is none
    bool right_to_left = false;
    bool missing_glyphs = false; // some character is in no font: `check` reports it
};
using RunPointer = std::shared_ptr<const Run>;

// A shaped line of what a visitor typed: of fixed size, wiped by clear() and on destruction, never cached.
struct SecretRun {
    static constexpr std::size_t glyphs_max = 320;
    std::array<Glyph, glyphs_max> glyphs{};
    std::size_t count = 0;
    float size_px = 0;
    float width = 0;
    Rect ink;
    bool right_to_left = false;
    SecretRun() = default;
    ~SecretRun() { clear(); }
    SecretRun(const SecretRun&) = delete;
    SecretRun& operator=(const SecretRun&) = delete;
    void clear() noexcept;
    // x of the caret before byte `offset` of the text (offset == text size: behind the last character).
    [[nodiscard]] float caret_x(std::size_t offset) const;
};

// Lines of one paragraph. A newline in the text is a break by sense and always kept.
struct Paragraph {
    std::vector<RunPointer> lines;
    Style style;
    float width = 0;  // of the widest line
    float height = 0; // lines.size() * line height
    bool fits = true; // false when one word alone is wider than the room
};

// How free breaks are chosen: Plain fills lines; Balanced evens them out (titles): no last line of one word,
// no line under half of the longest where that can be avoided.
enum class Breaking : std::uint8_t { Plain, Balanced };

class Fonts {
  public:
    // At least one Display and one Text face; the nearest weight serves a missing one. The bytes are kept.
    static Result<std::unique_ptr<Fonts>> create(std::vector<FontFile> files);
    // The same fonts with caches of their own, for another thread: only the bytes are shared.
    [[nodiscard]] Result<std::unique_ptr<Fonts>> twin() const;
    ~Fonts();
    Fonts(const Fonts&) = delete;
    Fonts& operator=(const Fonts&) = delete;

    // One line, from a cache bounded by a named limit. Not for what a visitor typed.
    [[nodiscard]] RunPointer shape(std::string_view utf8, const Style& style, std::string_view language);
    // One line of typed text, cut after SecretRun::glyphs_max glyphs. Nothing of it is kept anywhere else.
    void shape_secret(std::string_view utf8, const Style& style, std::string_view language, SecretRun& out);
    [[nodiscard]] Paragraph paragraph(std::string_view utf8, const Style& style, std::string_view language,
                                      float width_max, Breaking breaking = Breaking::Plain);

    // Of the style's first face, in em; descent is positive downwards.
    struct Metrics {
        float ascent = 0, descent = 0, cap_height = 0, x_height = 0;
    };
    [[nodiscard]] Metrics metrics(const Style& style) const;
    // From the top of a line box of height L to its baseline: (L + ascent - descent) / 2, in px.
    [[nodiscard]] float baseline(const Style& style) const;

    [[nodiscard]] std::size_t font_count() const;
    [[nodiscard]] std::span<const std::byte> font_bytes(FontId font) const;
    [[nodiscard]] int face_index(FontId font) const;

  private:
    Fonts();
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace kiosk::text
