#include "paint/hand.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "paint/blend.hpp"
#include "paint/shifted_rows.hpp"

namespace kiosk::paint {

namespace {

constexpr float full_turn = 2 * std::numbers::pi_v<float>;

bool holds(const PixelRect& outer, const PixelRect& inner) {
    return inner.x >= outer.x && inner.y >= outer.y && inner.right() <= outer.right() &&
           inner.bottom() <= outer.bottom();
}

} // namespace

PixelRect common(const PixelRect& a, const PixelRect& b) {
    const int x = std::max(a.x, b.x), y = std::max(a.y, b.y);
    const int right = std::min(a.right(), b.right()), bottom = std::min(a.bottom(), b.bottom());
    return right <= x || bottom <= y ? PixelRect{} : PixelRect{x, y, right - x, bottom - y};
}

bool Work::is_opaque(const draw::Ink& ink) const {
    if (ink.gradient == draw::no_gradient) return ink.colour.a == 255;
    const draw::Gradient& gradient = list->gradient(ink.gradient);
    return ink.alpha >= 1 && std::all_of(gradient.stops.begin(), gradient.stops.begin() + gradient.stop_count,
                                         [](const draw::Stop& stop) { return stop.colour.a == 255; });
}

bool Work::is_own_size(const draw::DrawImage& shape) const {
    const Rect target = place(shape.target);
    return shape.radius <= 0 && std::abs(target.width - shape.source.width) < 1 &&
           std::abs(target.height - shape.source.height) < 1;
}

bool Work::hides(const Touching& one, const PixelRect& pixels) const {
    if (!one.may_hide || !holds(one.clip, pixels)) return false;
    if (const auto* box = std::get_if<draw::FillRect>(&one.command->shape)) {
        const Rect r = place(box->rect);
        const int x = static_cast<int>(std::ceil(r.x)), y = static_cast<int>(std::ceil(r.y));
        return holds(
            {x, y, static_cast<int>(std::floor(r.right())) - x, static_cast<int>(std::floor(r.bottom())) - y},
            pixels);
    }
    // A disc is convex: it holds the pixels when it holds their corners.
    const auto& disc = std::get<draw::FillCircle>(one.command->shape);
    const Point centre = place(disc.centre);
    const float x =
        std::max(centre.x - static_cast<float>(pixels.x), static_cast<float>(pixels.right()) - centre.x);
    const float y =
        std::max(centre.y - static_cast<float>(pixels.y), static_cast<float>(pixels.bottom()) - centre.y);
    const float inside = disc.radius * viewport.scale - 1;
    return x * x + y * y <= inside * inside;
}

Hand::Hand(const NoiseTile& noise) : noise_(noise) {
    // cover() writes up to three pixels past its end.
    coverage_.resize(tile_width + 4);
    hole_.resize(tile_width + 4);
    colours_.resize(tile_width);
}

void Hand::paint(const Work& work, const Tile& tile) {
    work_ = &work;
    std::size_t first = tile.end;
    while (first > tile.first && !work.hides(work.touching[first - 1], tile.pixels)) --first;
    if (first == tile.first) {
        for (int y = tile.pixels.y; y < tile.pixels.bottom(); ++y)
            std::fill_n(work.buffer->row(y) + tile.pixels.x, tile.pixels.width, FrameBuffer::black);
    } else {
        --first;
    }
    for (std::size_t i = first; i < tile.end; ++i) {
        one_ = &work.touching[i];
        clip_ = common(one_->clip, tile.pixels);
        if (clip_.empty()) continue;
        std::visit([this](const auto& shape) { play(shape); }, one_->command->shape);
    }
}

std::optional<GradientRows> Hand::gradient_of(const draw::Ink& ink) const {
    if (ink.gradient == draw::no_gradient) return std::nullopt;
    return GradientRows(work_->list->gradient(ink.gradient), ink.alpha, work_->viewport, noise_);
}

// Lays ink over the pixels [from, to) of row y; `mask` is null, or points at the coverage of pixel `from`.
void Hand::lay(int y, int from, int to, const draw::Ink& ink, const GradientRows* gradient,
               const std::uint8_t* mask) {
    if (from >= to) return;
    const auto count = static_cast<std::size_t>(to - from);
    const std::span<std::uint32_t> dst(work_->buffer->row(y) + from, count);
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
    gradient->fill(from, y, std::span(colours_).first(count));
    mask == nullptr ? blend(dst, colours_.data()) : blend(dst, colours_.data(), mask);
}

void Hand::fill_box(const RoundBox& box, const draw::Ink& ink) {
    const std::optional<GradientRows> gradient = gradient_of(ink);
    const GradientRows* rows = gradient ? &*gradient : nullptr;
    for (int y = clip_.y; y < clip_.bottom(); ++y) {
        const CoverageRow row = cover(box, y, clip_.x, clip_.right(), coverage_);
        if (row.first >= row.end) continue;
        const auto mask = [&](int x) { return coverage_.data() + (x - clip_.x); };
        lay(y, row.first, row.full_first, ink, rows, mask(row.first));
        lay(y, row.full_first, row.full_end, ink, rows, nullptr);
        lay(y, row.full_end, row.end, ink, rows, mask(row.full_end));
    }
}

void Hand::fill_ring(const RoundBox& outer, const RoundBox& inner, const draw::Ink& ink) {
    const std::optional<GradientRows> gradient = gradient_of(ink);
    const GradientRows* rows = gradient ? &*gradient : nullptr;
    for (int y = clip_.y; y < clip_.bottom(); ++y) {
        const CoverageRow row = cover_ring(outer, inner, y, clip_.x, clip_.right(), coverage_, hole_);
        if (row.first >= row.end) continue;
        const auto mask = [&](int x) { return coverage_.data() + (x - clip_.x); };
        lay(y, row.first, row.full_first, ink, rows, mask(row.first));
        lay(y, row.full_end, row.end, ink, rows, mask(row.full_end));
    }
}

void Hand::play(const draw::FillRect& shape) {
    const float k = work_->viewport.scale;
    const draw::Corners& c = shape.corners;
    fill_box(
        {work_->place(shape.rect), {c.top_left * k, c.top_right * k, c.bottom_right * k, c.bottom_left * k}},
        shape.ink);
}

void Hand::play(const draw::StrokeRect& shape) {
    const Rect edge = work_->place(shape.rect);
    const float half = shape.width * work_->viewport.scale / 2, radius = shape.radius * work_->viewport.scale;
    const auto box = [&](float by) {
        // A square corner stays square outside; a round one keeps its centre.
        const float r = radius > 0 ? std::max(0.0F, radius + by) : 0;
        return RoundBox{edge.grown(by), {r, r, r, r}};
    };
    fill_ring(box(half), box(-half), shape.ink);
}

void Hand::play(const draw::FillCircle& shape) {
    const Point centre = work_->place(shape.centre);
    // Under one pixel, coverage by distance says too much: keep a pixel's radius and thin the colour by area.
    const float radius = std::max(1.0F, shape.radius * work_->viewport.scale);
    draw::Ink ink = shape.ink;
    const float share = shape.radius * work_->viewport.scale / radius;
    if (share < 1) ink.colour = faded(ink.colour, share * share);
    fill_box(
        {{centre.x - radius, centre.y - radius, 2 * radius, 2 * radius}, {radius, radius, radius, radius}},
        ink);
}

void Hand::play(const draw::StrokeArc& shape) {
    if (std::abs(shape.sweep) < full_turn) {
        draw_mask(shape.ink);
        return;
    }
    const Point centre = work_->place(shape.centre);
    const float half = shape.width * work_->viewport.scale / 2, radius = shape.radius * work_->viewport.scale;
    const auto disc = [&](float r) {
        return RoundBox{{centre.x - r, centre.y - r, 2 * r, 2 * r}, {r, r, r, r}};
    };
    fill_ring(disc(radius + half), disc(std::max(0.0F, radius - half)), shape.ink);
}

void Hand::draw_glyph(const GlyphMask& mask, int x, int y, Colour colour) {
    const PixelRect seen = common({x + mask.left, y + mask.top, mask.width, mask.height}, clip_);
    for (int row = seen.y; row < seen.bottom(); ++row) {
        const std::ptrdiff_t at =
            static_cast<std::ptrdiff_t>(row - y - mask.top) * mask.width + seen.x - x - mask.left;
        blend({work_->buffer->row(row) + seen.x, static_cast<std::size_t>(seen.width)}, colour,
              mask.coverage.data() + at);
    }
}

void Hand::draw_mask(const draw::Ink& ink) {
    const Mask& mask = *one_->mask;
    const std::optional<GradientRows> gradient = gradient_of(ink);
    auto span = std::lower_bound(mask.spans.begin(), mask.spans.end(), clip_.y,
                                 [](const Mask::Span& s, int y) { return s.y < y; });
    for (; span != mask.spans.end() && span->y < clip_.bottom(); ++span) {
        const int from = std::max(clip_.x, span->first),
                  to = std::min(clip_.right(), span->first + span->count);
        if (from >= to) continue;
        lay(span->y, from, to, ink, gradient ? &*gradient : nullptr,
            mask.coverage.data() + span->offset + static_cast<std::size_t>(from - span->first));
    }
}

void Hand::play(const draw::GlyphRun& run) {
    for (std::size_t i = one_->first_glyph; i < one_->end_glyph; ++i) {
        const PlacedGlyph& glyph = work_->glyphs[i];
        draw_glyph(*glyph.mask, glyph.x, glyph.y, run.ink.colour);
    }
}

// An image at its own size: its pixels as they are, from a quarter of a pixel on.
void Hand::copy_image(const draw::DrawImage& shape, const Rect& target) {
    const PixelSize size = shape.image->size;
    const auto quarters_x = static_cast<int>(std::lround(shape.source.x * 4)),
               quarters_y = static_cast<int>(std::lround(shape.source.y * 4));
    const auto right = static_cast<unsigned>(quarters_x & 3), down = static_cast<unsigned>(quarters_y & 3);
    const int move_x = (quarters_x >> 2) - static_cast<int>(std::lround(target.x));
    const int move_y = (quarters_y >> 2) - static_cast<int>(std::lround(target.y));
    // Rounding may ask for a pixel past the edge.
    const auto edge = [](float v) { return static_cast<int>(std::lround(v)); };
    const int from = std::max({clip_.x, -move_x, edge(target.x)});
    const int to = std::min({clip_.right(), size.width - move_x - (right > 0 ? 1 : 0), edge(target.right())});
    if (from >= to) return;
    const auto count = static_cast<std::size_t>(to - from);
    const auto alpha = static_cast<std::uint8_t>(std::lround(std::clamp(shape.alpha, 0.0F, 1.0F) * 255));
    if (alpha < 255) std::fill_n(coverage_.begin(), count, alpha);
    const auto row_at = [&](int y) {
        return shape.image->pixels.data() + static_cast<std::ptrdiff_t>(y) * size.width + (from + move_x);
    };
    const int top = std::max({clip_.y, -move_y, edge(target.y)});
    const int bottom = std::min({clip_.bottom(), size.height - move_y, edge(target.bottom())});
    for (int y = top; y < bottom; ++y) {
        const int row = y + move_y;
        const std::uint32_t* source = row_at(row);
        if (right > 0 || down > 0) {
            shift_row(std::span(colours_).first(count), source, row_at(std::min(row + 1, size.height - 1)),
                      right, down);
            source = colours_.data();
        }
        const std::span<std::uint32_t> dst(work_->buffer->row(y) + from, count);
        alpha == 255 ? blend(dst, source) : blend(dst, source, coverage_.data());
    }
}

void Hand::play(const draw::DrawImage& shape) {
    if (one_->picture == nullptr) return copy_image(shape, work_->place(shape.target));
    const Picture& picture = *one_->picture;
    const auto alpha = static_cast<std::uint8_t>(std::lround(std::clamp(shape.alpha, 0.0F, 1.0F) * 255));
    const auto count = static_cast<std::size_t>(clip_.width);
    if (alpha < 255) std::fill_n(coverage_.begin(), count, alpha);
    for (int y = clip_.y; y < clip_.bottom(); ++y) {
        const std::uint32_t* source =
            picture.pixels.data() + static_cast<std::ptrdiff_t>(y - picture.bounds.y) * picture.bounds.width +
            (clip_.x - picture.bounds.x);
        const std::span<std::uint32_t> dst(work_->buffer->row(y) + clip_.x, count);
        alpha == 255 ? blend(dst, source) : blend(dst, source, coverage_.data());
    }
}

} // namespace kiosk::paint
