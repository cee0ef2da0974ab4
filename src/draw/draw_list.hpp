// The draw list: what one frame shows, as data. scene/ fills it, paint/ plays it, diff.hpp compares it with
// the last one so that only what changed is painted; dump.hpp writes it as text for tests. Nothing here
// draws. Units are design pixels. A list is filled anew for every frame and keeps its memory, so that filling
// it allocates nothing once it has grown to its size.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/colour.hpp"
#include "base/geometry.hpp"
#include "base/path.hpp"
#include "text/text.hpp"

namespace kiosk::draw {

struct Stop {
    float at = 0; // 0..1 along the line
    Colour colour;
    bool operator==(const Stop&) const = default;
};

// A linear gradient of up to four stops. `dither` adds a tiled noise of one level, against banding of dark
// grounds.
struct Gradient {
    Point from, to;
    std::array<Stop, 4> stops{};
    std::uint8_t stop_count = 0;
    bool dither = false;
    bool operator==(const Gradient&) const = default;
};

using Brush = std::variant<Colour, Gradient>;

using kiosk::Path;
using kiosk::Verb;

enum class Cap : std::uint8_t { Butt, Round };

// A slice of one of the list's arenas.
struct Slice {
    std::uint32_t first = 0, count = 0;
};

constexpr std::uint32_t no_gradient = 0xFFFFFFFF;

// A colour, or a gradient of the list by its index.
struct Ink {
    Colour colour;
    std::uint32_t gradient = no_gradient;
    float alpha = 1; // multiplies a gradient; a colour has it multiplied in already
};

struct Corners { // radii
    float top_left = 0, top_right = 0, bottom_right = 0, bottom_left = 0;
    bool operator==(const Corners&) const = default;
};

struct FillRect {
    Rect rect;
    Corners corners;
    Ink ink;
};
struct StrokeRect { // the stroke straddles the edge of `rect`
    Rect rect;
    float radius = 0, width = 1;
    Ink ink;
};
struct FillCircle {
    Point centre;
    float radius = 0;
    Ink ink;
};
struct StrokeArc { // angles in radians, clockwise from 12 o'clock; a ring when sweep is 2 pi
    Point centre;
    float radius = 0, width = 1, start = 0, sweep = 0;
    Cap cap = Cap::Butt;
    Ink ink;
};
struct FillPath {
    Slice verbs, points;
    Ink ink;
};
struct StrokePath { // joins are round
    Slice verbs, points;
    float width = 1;
    Cap cap = Cap::Round;
    float dash = 0, gap = 0; // 0: solid
    Ink ink;
};
struct GlyphRun {
    Slice glyphs; // positions relative to the origin, at size_px
    Slice text;   // in the characters arena, for dumps; empty for secret runs
    Point origin; // on the baseline
    float size_px = 0;
    bool secret = false;
    Ink ink;
};
// Pixels kept for as long as a list names them: premultiplied ARGB32, row by row.
struct Image {
    std::uint64_t id = 0; // never reused
    PixelSize size;
    std::vector<std::uint32_t> pixels;
};
struct DrawImage {
    const Image* image = nullptr; // kept alive by the list
    Rect source, target;          // source in image pixels
    float radius = 0;             // of the corners
    float alpha = 1;
};

using Shape =
    std::variant<FillRect, StrokeRect, FillCircle, StrokeArc, FillPath, StrokePath, GlyphRun, DrawImage>;

struct Command {
    Shape shape;
    Rect bounds;              // of the ink, clipped, anti-aliasing included
    Rect clip;                // what may be painted; `everything` when nothing clips
    std::uint64_t digest = 0; // of all that it shows: equal digests paint the same pixels
};

// A part of a picture that can be drawn apart from the rest of it, because it goes over to the next picture.
using ElementId = std::uint32_t; // 0: none

// How such a part is then drawn: on the canvas its `centre` comes to lie at `to`, `scale` times as large, and
// all of its colours go over to `tint` by `tint_part` (0..1).
struct Element {
    ElementId id = 0;
    Point centre, to;
    float scale = 1, alpha = 1;
    Colour tint;
    float tint_part = 0;
};

// Larger than any canvas, and small enough that float arithmetic on it stays exact to a fraction of a pixel.
constexpr Rect everything{-100'000, -100'000, 200'000, 200'000};

class DrawList {
  public:
    DrawList();
    ~DrawList();
    DrawList(DrawList&&) noexcept;
    DrawList& operator=(DrawList&&) noexcept;
    DrawList(const DrawList&) = delete;
    DrawList& operator=(const DrawList&) = delete;

    // Forgets the commands and keeps the memory. What a secret run held is overwritten.
    void clear();

    // State that applies to all that is added while the returned scope lives. Scopes nest.
    class [[nodiscard]] Scope {
      public:
        explicit Scope(DrawList& list) : list_(list) {}
        ~Scope() { list_.pop(); }
        Scope(const Scope&) = delete;
        Scope& operator=(const Scope&) = delete;

      private:
        DrawList& list_;
    };
    Scope moved(float dx, float dy);
    Scope scaled(float factor, Point centre); // sizes, stroke widths and text grow too
    Scope faded(float alpha);                 // each command by itself: overlaps show through
    Scope clipped(const Rect& rect);
    // For scripts that run from right to left: all that is added is mirrored on a canvas of this width, as if
    // it were laid out from the right. Words and images keep their own direction, and only their boxes move.
    // 0, or a list that is mirrored already: nothing changes.
    Scope mirrored(float canvas_width);
    // Within a mirrored scope: what is added stands the right way round, and what lies in `region` comes to
    // lie in the mirror image of it (a map, a code to scan).
    Scope unmirrored(const Rect& region);
    [[nodiscard]] bool mirrors() const { return state().mirror > 0; }
    // What is added belongs to an element. Elements do not nest.
    Scope element(ElementId id);
    // What belongs to one of these elements is left out; or all else is, and they are drawn as they say. The
    // elements must outlive the scope.
    Scope without(std::span<const Element> elements);
    Scope only(std::span<const Element> elements);

    void fill_rect(const Rect& rect, const Brush& brush, float radius = 0);
    void fill_rect(const Rect& rect, const Brush& brush, const Corners& corners);
    void stroke_rect(const Rect& rect, float radius, float width, const Brush& brush);
    // A stroke that lies wholly inside `rect`, as fields and cards have it.
    void stroke_rect_inside(const Rect& rect, float radius, float width, const Brush& brush);
    void fill_circle(Point centre, float radius, Colour colour);
    void stroke_circle(Point centre, float radius, float width, Colour colour);
    void stroke_arc(Point centre, float radius, float width, float start, float sweep, Colour colour,
                    Cap cap = Cap::Round);
    void fill_path(const Path& path, const Brush& brush);
    void stroke_path(const Path& path, float width, const Brush& brush, Cap cap = Cap::Round, float dash = 0,
                     float gap = 0);
    void stroke_line(Point a, Point b, float width, const Brush& brush, Cap cap = Cap::Round);
    // `origin` is the pen start on the baseline. Its y is rounded to a whole design pixel, so that standing
    // text is sharp: move text with moved(), which keeps fractions, not by `origin`.
    void text(const text::Run& run, Point origin, Colour colour);
    void secret_text(const text::SecretRun& run, Point origin, Colour colour);
    void image(std::shared_ptr<const Image> image, const Rect& source, const Rect& target, float radius = 0,
               float alpha = 1);

    [[nodiscard]] std::span<const Command> commands() const { return commands_; }
    [[nodiscard]] const Gradient& gradient(std::uint32_t index) const { return gradients_[index]; }
    [[nodiscard]] std::span<const Verb> verbs(Slice s) const {
        return std::span(verbs_).subspan(s.first, s.count);
    }
    [[nodiscard]] std::span<const Point> points(Slice s) const {
        return std::span(points_).subspan(s.first, s.count);
    }
    [[nodiscard]] std::span<const text::Glyph> glyphs(Slice s) const {
        return std::span(glyphs_).subspan(s.first, s.count);
    }
    [[nodiscard]] std::string_view characters(Slice s) const {
        return std::string_view(characters_.data(), characters_.size()).substr(s.first, s.count);
    }

  private:
    struct State {
        Point offset;
        float scale = 1, alpha = 1;
        Rect clip = everything;
        float mirror = 0; // the width of the canvas that is mirrored; 0: it is not
        std::span<const Element> chosen;
        bool chosen_only = false, hidden = false;
        const Element* moves = nullptr; // the element that is drawn apart
    };
    [[nodiscard]] const State& state() const { return states_.back(); }
    void pop() { states_.pop_back(); }
    [[nodiscard]] Point unturned(Point p) const { return p * state().scale + state().offset; }
    // Of lengths, from design pixels of the caller to those of the canvas.
    [[nodiscard]] float scale() const {
        return state().scale * (state().moves != nullptr ? state().moves->scale : 1);
    }
    [[nodiscard]] Point carried(Point p) const;
    [[nodiscard]] Point place(Point p) const;
    [[nodiscard]] Rect place(const Rect& r) const;
    [[nodiscard]] Ink ink(const Brush& brush);
    [[nodiscard]] bool visible(const Ink& ink) const;
    void add(const Shape& shape, const Rect& ink_bounds);
    [[nodiscard]] std::uint64_t digest(const Shape& shape, const Rect& clip) const;
    [[nodiscard]] std::pair<Slice, Slice> keep(std::span<const Verb> verbs, std::span<const Point> points,
                                               Rect& bounds);
    struct Letters { // a run of either kind
        std::span<const text::Glyph> glyphs;
        std::string_view characters;
        Rect ink;
        float size_px = 0, width = 0;
        bool secret = false;
    };
    void glyph_run(const Letters& letters, Point origin, Colour colour);
    void grow_glyphs(std::size_t count);
    void wipe_secrets() noexcept;

    std::vector<State> states_;
    std::vector<Command> commands_;
    std::vector<Gradient> gradients_;
    std::vector<Verb> verbs_;
    std::vector<Point> points_;
    std::vector<text::Glyph> glyphs_;
    std::vector<char> characters_;
    std::vector<std::shared_ptr<const Image>> images_;
    bool has_secrets_ = false;
};

} // namespace kiosk::draw
