#include "paint/painter_cairo.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>
#include <optional>

#include "paint/blend.hpp"
#include "paint/coverage.hpp"
#include "paint/glyphs_freetype.hpp"
#include "paint/gradient.hpp"
#include "paint/masks_cairo.hpp"
#include "paint/pictures_cairo.hpp"
#include "paint/shifted_rows.hpp"

namespace kiosk::paint {

namespace {

constexpr float full_turn = 2 * std::numbers::pi_v<float>;

// A large rectangle is painted tile by tile, each with all of its commands: its pixels then stay in the
// processor's cache, and what an opaque shape hides in a tile is not painted there.
constexpr int tile_width = 512, tile_height = 64;

PixelRect common(const PixelRect& a, const PixelRect& b) {
    const int x = std::max(a.x, b.x), y = std::max(a.y, b.y);
    const int right = std::min(a.right(), b.right()), bottom = std::min(a.bottom(), b.bottom());
    return right <= x || bottom <= y ? PixelRect{} : PixelRect{x, y, right - x, bottom - y};
}

bool holds(const PixelRect& outer, const PixelRect& inner) {
    return inner.x >= outer.x && inner.y >= outer.y && inner.right() <= outer.right() &&
           inner.bottom() <= outer.bottom();
}

bool is_opaque(const draw::DrawList& list, const draw::Ink& ink) {
    if (ink.gradient == draw::no_gradient) return ink.colour.a == 255;
    const draw::Gradient& gradient = list.gradient(ink.gradient);
    return ink.alpha >= 1 && std::all_of(gradient.stops.begin(), gradient.stops.begin() + gradient.stop_count,
                                         [](const draw::Stop& stop) { return stop.colour.a == 255; });
}

} // namespace

struct Painter::Impl {
    std::unique_ptr<Glyphs> glyphs;
    Masks masks;
    Pictures pictures;
    NoiseTile noise;
    // Scratch rows.
    std::vector<std::uint8_t> coverage, hole;
    std::vector<std::uint32_t> colours;

    // Of the call in hand.
    const draw::DrawList* list = nullptr;
    draw::Viewport viewport;
    FrameBuffer* buffer = nullptr;
    Layer layer = Layer::All;
    PixelRect bounds; // of the command in hand, and what of it is painted
    PixelRect clip;

    [[nodiscard]] Point place(Point p) const { return p * viewport.scale + viewport.offset; }
    [[nodiscard]] Rect place(const Rect& r) const {
        const Point corner = place(Point{r.x, r.y});
        return {corner.x, corner.y, r.width * viewport.scale, r.height * viewport.scale};
    }
    // A command that shows in the rectangle in hand, and where.
    struct Touching {
        const draw::Command* command = nullptr;
        PixelRect bounds, clip; // of the whole command; and what of it may be painted
        bool may_hide = false;  // it is opaque and of a shape that can cover a tile
    };
    std::vector<Touching> touching;

    [[nodiscard]] PixelRect clip_of(const draw::Command& command) const;
    [[nodiscard]] bool may_hide(const draw::Command& command) const;
    [[nodiscard]] bool hides(const Touching& touching, const PixelRect& tile) const;
    void gather(const PixelRect& rect);
    void paint_rect(const PixelRect& rect);
    void paint_tile(const PixelRect& tile);
    void lay(int y, int from, int to, const draw::Ink& ink, const GradientRows* gradient,
             const std::uint8_t* mask);
    void fill_box(const RoundBox& box, const draw::Ink& ink);
    void fill_ring(const RoundBox& outer, const RoundBox& inner, const draw::Ink& ink);
    void draw_glyph(const GlyphMask& mask, int x, int y, Colour colour);
    void draw_mask(const Mask& mask, const draw::Ink& ink);
    [[nodiscard]] std::optional<GradientRows> gradient_of(const draw::Ink& ink) const;

    void play(const draw::FillRect& shape);
    void play(const draw::StrokeRect& shape);
    void play(const draw::FillCircle& shape);
    void play(const draw::StrokeArc& shape);
    void play(const draw::FillPath& shape) {
        draw_mask(masks.fill(*list, shape, viewport, bounds), shape.ink);
    }
    void play(const draw::StrokePath& shape) {
        draw_mask(masks.stroke(*list, shape, viewport, bounds), shape.ink);
    }
    void play(const draw::GlyphRun& shape);
    void play(const draw::DrawImage& shape);
    void copy_image(const draw::DrawImage& shape, const Rect& target);
};

Painter::Painter() : impl_(std::make_unique<Impl>()) {}
Painter::~Painter() = default;

Result<std::unique_ptr<Painter>> Painter::create(const text::Fonts& fonts) {
    auto glyphs = Glyphs::create(fonts);
    if (!glyphs) return glyphs.error();
    std::unique_ptr<Painter> painter(new Painter());
    painter->impl_->glyphs = std::move(*glyphs);
    return painter;
}

void Painter::paint(const draw::DrawList& list, const draw::Viewport& viewport, const draw::Damage& damage,
                    FrameBuffer& buffer, Layer layer) {
    assert(viewport.size == buffer.size());
    impl_->list = &list;
    impl_->viewport = viewport;
    impl_->buffer = &buffer;
    impl_->layer = layer;
    impl_->masks.next_frame();
    const PixelRect whole{0, 0, buffer.size().width, buffer.size().height};
    for (const PixelRect& rect : damage.rects()) impl_->paint_rect(common(rect, whole));
}

// A clip is cut at whole pixels, the nearest, so that what it cuts has a sharp edge.
PixelRect Painter::Impl::clip_of(const draw::Command& command) const {
    if (command.clip == draw::everything) return {0, 0, viewport.size.width, viewport.size.height};
    const Rect c = place(command.clip);
    const auto whole = [](float v) { return static_cast<int>(std::lround(std::clamp(v, -1e6F, 1e6F))); };
    const int x = whole(c.x), y = whole(c.y);
    return {x, y, whole(c.right()) - x, whole(c.bottom()) - y};
}

bool Painter::Impl::may_hide(const draw::Command& command) const {
    if (const auto* box = std::get_if<draw::FillRect>(&command.shape))
        return box->corners == draw::Corners{} && is_opaque(*list, box->ink);
    const auto* disc = std::get_if<draw::FillCircle>(&command.shape);
    return disc != nullptr && is_opaque(*list, disc->ink) && disc->radius * viewport.scale > tile_height;
}

// Whether an opaque shape covers every pixel of the tile in full.
bool Painter::Impl::hides(const Touching& one, const PixelRect& tile) const {
    if (!one.may_hide || !holds(one.clip, tile)) return false;
    if (const auto* box = std::get_if<draw::FillRect>(&one.command->shape)) {
        const Rect r = place(box->rect);
        const int x = static_cast<int>(std::ceil(r.x)), y = static_cast<int>(std::ceil(r.y));
        return holds(
            {x, y, static_cast<int>(std::floor(r.right())) - x, static_cast<int>(std::floor(r.bottom())) - y},
            tile);
    }
    // A disc is convex: it holds the tile when it holds its corners.
    const auto& disc = std::get<draw::FillCircle>(one.command->shape);
    const Point centre = place(disc.centre);
    const float x =
        std::max(centre.x - static_cast<float>(tile.x), static_cast<float>(tile.right()) - centre.x);
    const float y =
        std::max(centre.y - static_cast<float>(tile.y), static_cast<float>(tile.bottom()) - centre.y);
    const float inside = disc.radius * viewport.scale - 1;
    return x * x + y * y <= inside * inside;
}

void Painter::Impl::gather(const PixelRect& rect) {
    touching.clear();
    // Most commands miss a small rectangle: that is seen in design units, before anything is rounded.
    const Point low = viewport.to_design({static_cast<float>(rect.x - 1), static_cast<float>(rect.y - 1)});
    const Point high =
        viewport.to_design({static_cast<float>(rect.right() + 1), static_cast<float>(rect.bottom() + 1)});
    for (const draw::Command& command : list->commands()) {
        const Rect& b = command.bounds;
        if (layer == Layer::WithoutWords && std::holds_alternative<draw::GlyphRun>(command.shape)) continue;
        if (b.x > high.x || b.y > high.y || b.right() < low.x || b.bottom() < low.y) continue;
        Touching one{&command, viewport.to_pixels(b), {}, may_hide(command)};
        one.clip = common(common(rect, one.bounds), clip_of(command));
        if (one.clip.empty()) continue;
        if (hides(one, rect)) touching.clear();
        touching.push_back(one);
    }
}

void Painter::Impl::paint_rect(const PixelRect& rect) {
    if (rect.empty()) return;
    gather(rect);
    for (int y = rect.y; y < rect.bottom(); y += tile_height)
        for (int x = rect.x; x < rect.right(); x += tile_width)
            paint_tile(
                {x, y, std::min(tile_width, rect.right() - x), std::min(tile_height, rect.bottom() - y)});
}

void Painter::Impl::paint_tile(const PixelRect& tile) {
    std::size_t first = touching.size();
    while (first > 0 && !hides(touching[first - 1], tile)) --first;
    if (first == 0) {
        for (int y = tile.y; y < tile.bottom(); ++y)
            std::fill_n(buffer->row(y) + tile.x, tile.width, FrameBuffer::black);
    }
    for (std::size_t i = first == 0 ? 0 : first - 1; i < touching.size(); ++i) {
        clip = common(touching[i].clip, tile);
        if (clip.empty()) continue;
        bounds = touching[i].bounds;
        std::visit([this](const auto& shape) { play(shape); }, touching[i].command->shape);
    }
}

std::optional<GradientRows> Painter::Impl::gradient_of(const draw::Ink& ink) const {
    if (ink.gradient == draw::no_gradient) return std::nullopt;
    return GradientRows(list->gradient(ink.gradient), ink.alpha, viewport, noise);
}

// Lays ink over the pixels [from, to) of row y; `mask` is null, or points at the coverage of pixel `from`.
void Painter::Impl::lay(int y, int from, int to, const draw::Ink& ink, const GradientRows* gradient,
                        const std::uint8_t* mask) {
    if (from >= to) return;
    const auto count = static_cast<std::size_t>(to - from);
    const std::span<std::uint32_t> dst(buffer->row(y) + from, count);
    if (gradient == nullptr) {
        mask == nullptr ? blend(dst, ink.colour) : blend(dst, ink.colour, mask);
        return;
    }
    if (mask == nullptr && gradient->is_opaque()) {
        gradient->fill(from, y, dst);
        return;
    }
    if (mask == nullptr && gradient->repeats()) {
        GradientRows::Tile tile;
        const int alpha = gradient->fill_tile(from, y, count, tile);
        blend(dst, tile, alpha);
        return;
    }
    if (colours.size() < count) colours.resize(count);
    gradient->fill(from, y, std::span(colours).first(count));
    mask == nullptr ? blend(dst, colours.data()) : blend(dst, colours.data(), mask);
}

void Painter::Impl::fill_box(const RoundBox& box, const draw::Ink& ink) {
    const std::optional<GradientRows> gradient = gradient_of(ink);
    const GradientRows* rows = gradient ? &*gradient : nullptr;
    for (int y = clip.y; y < clip.bottom(); ++y) {
        const CoverageRow row = cover(box, y, clip.x, clip.right(), coverage);
        if (row.first >= row.end) continue;
        const auto mask = [&](int x) { return coverage.data() + (x - clip.x); };
        lay(y, row.first, row.full_first, ink, rows, mask(row.first));
        lay(y, row.full_first, row.full_end, ink, rows, nullptr);
        lay(y, row.full_end, row.end, ink, rows, mask(row.full_end));
    }
}

void Painter::Impl::fill_ring(const RoundBox& outer, const RoundBox& inner, const draw::Ink& ink) {
    const std::optional<GradientRows> gradient = gradient_of(ink);
    const GradientRows* rows = gradient ? &*gradient : nullptr;
    for (int y = clip.y; y < clip.bottom(); ++y) {
        const CoverageRow row = cover_ring(outer, inner, y, clip.x, clip.right(), coverage, hole);
        if (row.first >= row.end) continue;
        const auto mask = [&](int x) { return coverage.data() + (x - clip.x); };
        lay(y, row.first, row.full_first, ink, rows, mask(row.first));
        lay(y, row.full_end, row.end, ink, rows, mask(row.full_end));
    }
}

void Painter::Impl::play(const draw::FillRect& shape) {
    const float k = viewport.scale;
    const draw::Corners& c = shape.corners;
    fill_box({place(shape.rect), {c.top_left * k, c.top_right * k, c.bottom_right * k, c.bottom_left * k}},
             shape.ink);
}

void Painter::Impl::play(const draw::StrokeRect& shape) {
    const Rect edge = place(shape.rect);
    const float half = shape.width * viewport.scale / 2, radius = shape.radius * viewport.scale;
    const auto box = [&](float by) {
        // A square corner stays square outside; a round one keeps its centre.
        const float r = radius > 0 ? std::max(0.0F, radius + by) : 0;
        return RoundBox{edge.grown(by), {r, r, r, r}};
    };
    fill_ring(box(half), box(-half), shape.ink);
}

void Painter::Impl::play(const draw::FillCircle& shape) {
    const Point centre = place(shape.centre);
    // Under one pixel, coverage by distance says too much: keep a pixel's radius and thin the colour by area.
    const float radius = std::max(1.0F, shape.radius * viewport.scale);
    draw::Ink ink = shape.ink;
    const float share = shape.radius * viewport.scale / radius;
    if (share < 1) ink.colour = faded(ink.colour, share * share);
    fill_box(
        {{centre.x - radius, centre.y - radius, 2 * radius, 2 * radius}, {radius, radius, radius, radius}},
        ink);
}

void Painter::Impl::play(const draw::StrokeArc& shape) {
    if (std::abs(shape.sweep) < full_turn) {
        draw_mask(masks.stroke(shape, viewport, bounds), shape.ink);
        return;
    }
    const Point centre = place(shape.centre);
    const float half = shape.width * viewport.scale / 2, radius = shape.radius * viewport.scale;
    const auto disc = [&](float r) {
        return RoundBox{{centre.x - r, centre.y - r, 2 * r, 2 * r}, {r, r, r, r}};
    };
    fill_ring(disc(radius + half), disc(std::max(0.0F, radius - half)), shape.ink);
}

void Painter::Impl::draw_glyph(const GlyphMask& mask, int x, int y, Colour colour) {
    const PixelRect seen = common({x + mask.left, y + mask.top, mask.width, mask.height}, clip);
    for (int row = seen.y; row < seen.bottom(); ++row) {
        const std::ptrdiff_t at =
            static_cast<std::ptrdiff_t>(row - y - mask.top) * mask.width + seen.x - x - mask.left;
        blend({buffer->row(row) + seen.x, static_cast<std::size_t>(seen.width)}, colour,
              mask.coverage.data() + at);
    }
}

void Painter::Impl::draw_mask(const Mask& mask, const draw::Ink& ink) {
    const std::optional<GradientRows> gradient = gradient_of(ink);
    auto span = std::lower_bound(mask.spans.begin(), mask.spans.end(), clip.y,
                                 [](const Mask::Span& s, int y) { return s.y < y; });
    for (; span != mask.spans.end() && span->y < clip.bottom(); ++span) {
        const int from = std::max(clip.x, span->first),
                  to = std::min(clip.right(), span->first + span->count);
        if (from >= to) continue;
        lay(span->y, from, to, ink, gradient ? &*gradient : nullptr,
            mask.coverage.data() + span->offset + static_cast<std::size_t>(from - span->first));
    }
}

void Painter::Impl::play(const draw::GlyphRun& run) {
    const float size = run.size_px * viewport.scale;
    for (const text::Glyph& glyph : list->glyphs(run.glyphs)) {
        const Point pen = place(run.origin + Point{glyph.x, glyph.y});
        // No glyph of our fonts reaches two em from its pen: the rest of a long line is not even looked up.
        if (pen.x + 2 * size < static_cast<float>(clip.x) ||
            pen.x - 2 * size > static_cast<float>(clip.right())) {
            continue;
        }
        const auto quarters = [](float v) { return static_cast<int>(std::floor(v * subpixels + 0.5F)); };
        const int x = quarters(pen.x), y = quarters(pen.y);
        const int whole_x = x >> 2, whole_y = y >> 2;
        const GlyphMask& mask =
            glyphs->mask(glyph.font, glyph.id, size, x - whole_x * subpixels, y - whole_y * subpixels);
        draw_glyph(mask, whole_x, whole_y, run.ink.colour);
    }
}

// An image at its own size: its pixels as they are, from a quarter of a pixel on.
void Painter::Impl::copy_image(const draw::DrawImage& shape, const Rect& target) {
    const PixelSize size = shape.image->size;
    const auto quarters_x = static_cast<int>(std::lround(shape.source.x * 4)),
               quarters_y = static_cast<int>(std::lround(shape.source.y * 4));
    const auto right = static_cast<unsigned>(quarters_x & 3), down = static_cast<unsigned>(quarters_y & 3);
    const int move_x = (quarters_x >> 2) - static_cast<int>(std::lround(target.x));
    const int move_y = (quarters_y >> 2) - static_cast<int>(std::lround(target.y));
    // Rounding may ask for a pixel past the edge.
    const auto edge = [](float v) { return static_cast<int>(std::lround(v)); };
    const int from = std::max({clip.x, -move_x, edge(target.x)});
    const int to = std::min({clip.right(), size.width - move_x - (right > 0 ? 1 : 0), edge(target.right())});
    if (from >= to) return;
    const auto count = static_cast<std::size_t>(to - from);
    const auto alpha = static_cast<std::uint8_t>(std::lround(std::clamp(shape.alpha, 0.0F, 1.0F) * 255));
    if (colours.size() < count) colours.resize(count);
    if (alpha < 255) coverage.assign(std::max(coverage.size(), count), alpha);
    const auto row_at = [&](int y) {
        return shape.image->pixels.data() + static_cast<std::ptrdiff_t>(y) * size.width + (from + move_x);
    };
    const int top = std::max({clip.y, -move_y, edge(target.y)});
    const int bottom = std::min({clip.bottom(), size.height - move_y, edge(target.bottom())});
    for (int y = top; y < bottom; ++y) {
        const int row = y + move_y;
        const std::uint32_t* source = row_at(row);
        if (right > 0 || down > 0) {
            shift_row(std::span(colours).first(count), source, row_at(std::min(row + 1, size.height - 1)),
                      right, down);
            source = colours.data();
        }
        const std::span<std::uint32_t> dst(buffer->row(y) + from, count);
        alpha == 255 ? blend(dst, source) : blend(dst, source, coverage.data());
    }
}

void Painter::Impl::play(const draw::DrawImage& shape) {
    const Rect target = place(shape.target);
    const bool own_size = shape.radius <= 0 && std::abs(target.width - shape.source.width) < 1 &&
                          std::abs(target.height - shape.source.height) < 1;
    if (own_size) return copy_image(shape, target);
    const Picture& picture = pictures.picture(shape, viewport, bounds);
    const auto alpha = static_cast<std::uint8_t>(std::lround(std::clamp(shape.alpha, 0.0F, 1.0F) * 255));
    const auto count = static_cast<std::size_t>(clip.width);
    if (alpha < 255) coverage.assign(std::max(coverage.size(), count), alpha);
    for (int y = clip.y; y < clip.bottom(); ++y) {
        const std::uint32_t* source =
            picture.pixels.data() + static_cast<std::ptrdiff_t>(y - picture.bounds.y) * picture.bounds.width +
            (clip.x - picture.bounds.x);
        const std::span<std::uint32_t> dst(buffer->row(y) + clip.x, count);
        alpha == 255 ? blend(dst, source) : blend(dst, source, coverage.data());
    }
}

} // namespace kiosk::paint
