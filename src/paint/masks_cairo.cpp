#include "paint/masks_cairo.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <list>
#include <numbers>

#include <cairo.h>

#include "draw/digest.hpp"

namespace kiosk::paint {

namespace {

// The paths of the busiest slide take about 2 MiB; at 3840 x 2160 four times as much.
constexpr std::size_t cached_bytes_max = 16 * 1024 * 1024;
// The masks that are kept, in sets that are found by their hashes: the busiest slide has some 300.
constexpr std::size_t sets = 128, set_size = 8;
// The farthest that a curve's pieces stray from it, in pixels: Cairo's own 0.1 shows on large slow curves.
constexpr double tolerance_px = 0.05;

// Shorter gaps between covered pixels are kept as pixels: a stretch of its own costs more.
constexpr std::ptrdiff_t gap_min_px = 16;

struct FreeContext {
    void operator()(cairo_t* context) const { cairo_destroy(context); }
};
struct FreeSurface {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};

// What a mask depends on, beside its points: told apart by the digest and compared in full.
struct Pen {
    float width = 0, dash = 0, gap = 0; // width 0: filled
    float start = 0, sweep = 0;         // of an arc
    draw::Cap cap = draw::Cap::Butt;
    PixelRect bounds;
    bool operator==(const Pen&) const = default;
};
// A mask with all that it depends on. A path that moves leaves one a frame behind: its memory is taken again.
struct Kept {
    std::uint64_t hash = 0;
    unsigned made = 0, used = 0; // in which frames, the first and the last; 0: this one is free
    Pen pen;
    std::vector<draw::Verb> verbs;
    std::vector<Point> points;
    Mask mask;
    [[nodiscard]] bool is(std::uint64_t other_hash, const Pen& other, std::span<const draw::Verb> its_verbs,
                          std::span<const Point> its_points) const {
        return used != 0 && hash == other_hash && pen == other && std::ranges::equal(verbs, its_verbs) &&
               std::ranges::equal(points, its_points);
    }
    [[nodiscard]] std::size_t bytes() const {
        return verbs.capacity() + points.capacity() * sizeof(Point) + mask.coverage.capacity() +
               mask.spans.capacity() * sizeof(Mask::Span);
    }
};

std::uint64_t hash_of(const Pen& pen, std::span<const draw::Verb> verbs, std::span<const Point> points) {
    draw::Digest digest(verbs.size());
    digest.add(pen.width, pen.dash);
    digest.add(pen.start, pen.sweep);
    digest.add(pen.gap, pen.cap == draw::Cap::Round ? 1.0F : 0.0F);
    digest.add((std::uint64_t{static_cast<std::uint32_t>(pen.bounds.x)} << 32U) |
               static_cast<std::uint32_t>(pen.bounds.y));
    for (const Point& p : points) digest.add(p);
    return digest.value();
}

void add_path(cairo_t* c, std::span<const draw::Verb> verbs, std::span<const Point> points) {
    std::size_t at = 0;
    Point last;
    for (const draw::Verb verb : verbs) {
        switch (verb) {
        case draw::Verb::Move: last = points[at++], cairo_move_to(c, last.x, last.y); break;
        case draw::Verb::Line: last = points[at++], cairo_line_to(c, last.x, last.y); break;
        case draw::Verb::Quad: {
            // The cubic with the same curve: its controls lie two thirds of the way to the quadratic's.
            const Point control = points[at], to = points[at + 1];
            const Point c1 = last + (control - last) * (2.0F / 3), c2 = to + (control - to) * (2.0F / 3);
            cairo_curve_to(c, c1.x, c1.y, c2.x, c2.y, to.x, to.y);
            last = to, at += 2;
            break;
        }
        case draw::Verb::Cubic: {
            const Point c1 = points[at], c2 = points[at + 1];
            last = points[at + 2], at += 3;
            cairo_curve_to(c, c1.x, c1.y, c2.x, c2.y, last.x, last.y);
            break;
        }
        case draw::Verb::Close: cairo_close_path(c); break;
        }
    }
}

void add_arc(cairo_t* c, Point centre, float radius, const Pen& pen) {
    // Ours begin at 12 o'clock, Cairo's at 3; both run clockwise on a screen.
    constexpr double quarter = std::numbers::pi / 2;
    const double from = pen.start - quarter, to = from + pen.sweep;
    if (pen.sweep >= 0) {
        cairo_arc(c, centre.x, centre.y, radius, from, to);
    } else {
        cairo_arc_negative(c, centre.x, centre.y, radius, from, to);
    }
}

} // namespace

struct Masks::Impl {
    // One surface of the frame buffer's size to draw each mask on; it is blank between masks.
    PixelSize size;
    std::unique_ptr<cairo_surface_t, FreeSurface> surface;
    std::unique_ptr<cairo_t, FreeContext> context;
    std::vector<Kept> kept{sets * set_size};
    std::vector<Kept> spare; // memory of masks that have gone
    std::list<Kept> crowded; // of this frame alone, whose sets were full of this frame's masks
    std::size_t bytes = 0;   // of all three
    unsigned frame = 1;
    std::vector<Point> points; // of the path in hand, in pixels
    Mask drawn;                // and its mask

    Impl() { spare.reserve(kept.size()); }
    void next_frame();
    void free(Kept& one);
    void keep_bound();
    Kept& place_for(std::uint64_t hash, std::size_t verb_count);

    void fit(PixelSize wanted);
    void place(std::span<const Point> design, const draw::Viewport& viewport);
    const Mask& mask(const Pen& pen, std::span<const draw::Verb> verbs, const draw::Viewport& viewport);
    void take(const PixelRect& bounds);
};

Masks::Masks() : impl_(std::make_unique<Impl>()) {}
Masks::~Masks() = default;

void Masks::Impl::fit(PixelSize wanted) {
    if (surface != nullptr && size == wanted) return;
    context.reset();
    surface.reset(cairo_image_surface_create(CAIRO_FORMAT_A8, wanted.width, wanted.height));
    assert(cairo_surface_status(surface.get()) == CAIRO_STATUS_SUCCESS);
    context.reset(cairo_create(surface.get()));
    cairo_set_tolerance(context.get(), tolerance_px);
    cairo_set_line_join(context.get(), CAIRO_LINE_JOIN_ROUND);
    size = wanted;
}

// What was used in one frame only, and not in the last one, belonged to something that has moved on.
void Masks::Impl::next_frame() {
    ++frame;
    for (const Kept& one : crowded) bytes -= one.bytes();
    crowded.clear();
    for (Kept& one : kept)
        if (one.used != 0 && one.made == one.used && one.used + 1 < frame) free(one);
}

void Masks::Impl::free(Kept& one) {
    one.used = 0;
    if (spare.size() == spare.capacity()) {
        bytes -= spare.front().bytes();
        spare.front() = std::move(spare.back());
        spare.pop_back();
    }
    spare.push_back(std::move(one));
    one = Kept{};
}

// A free place of the hash's set, or that of the mask in it which was used longest ago; with the least memory
// of one that has gone in which `drawn` and the path in hand have room.
Kept& Masks::Impl::place_for(std::uint64_t hash, std::size_t verb_count) {
    const std::span<Kept> set = std::span(kept).subspan(hash % sets * set_size, set_size);
    Kept* const oldest = &*std::ranges::min_element(set, {}, &Kept::used);
    const bool is_crowded = oldest->used == frame;
    Kept& place = is_crowded ? crowded.emplace_back() : *oldest;
    if (place.used != 0) free(place);
    Kept* fits = nullptr;
    for (Kept& one : spare) {
        if (one.mask.coverage.capacity() < drawn.coverage.size() ||
            one.mask.spans.capacity() < drawn.spans.size() || one.points.capacity() < points.size() ||
            one.verbs.capacity() < verb_count)
            continue;
        if (fits == nullptr || one.bytes() < fits->bytes()) fits = &one;
    }
    if (fits != nullptr) {
        place = std::move(*fits);
        if (fits != &spare.back()) *fits = std::move(spare.back());
        spare.pop_back();
        return place;
    }
    // In powers of two, so that it fits the next ones of something that grows.
    place.mask.coverage.reserve(std::bit_ceil(drawn.coverage.size()));
    place.mask.spans.reserve(std::bit_ceil(drawn.spans.size()));
    place.points.reserve(std::bit_ceil(points.size()));
    place.verbs.reserve(std::bit_ceil(verb_count));
    bytes += place.bytes();
    return place;
}

void Masks::Impl::keep_bound() {
    while (bytes > cached_bytes_max) {
        Kept* oldest = nullptr;
        if (!spare.empty()) {
            bytes -= spare.back().bytes();
            spare.pop_back();
            continue;
        }
        for (Kept& one : kept) // what this frame shows stays, however much it is
            if (one.used != 0 && one.used != frame && (oldest == nullptr || one.used < oldest->used))
                oldest = &one;
        if (oldest == nullptr) return;
        bytes -= oldest->bytes();
        *oldest = Kept{};
    }
}

void Masks::Impl::place(std::span<const Point> design, const draw::Viewport& viewport) {
    points.clear();
    for (const Point& p : design) points.push_back(p * viewport.scale + viewport.offset);
}

// The mask of a path, or (without verbs) of the arc around points[0] with the radius points[1].x.
const Mask& Masks::Impl::mask(const Pen& pen, std::span<const draw::Verb> verbs,
                              const draw::Viewport& viewport) {
    const std::uint64_t hash = hash_of(pen, verbs, points);
    for (Kept& one : std::span(kept).subspan(hash % sets * set_size, set_size)) {
        if (!one.is(hash, pen, verbs, points)) continue;
        one.used = frame;
        return one.mask;
    }
    for (const Kept& one : crowded)
        if (one.is(hash, pen, verbs, points)) return one.mask;
    fit(viewport.size);
    cairo_t* c = context.get();
    cairo_reset_clip(c);
    cairo_new_path(c);
    cairo_rectangle(c, pen.bounds.x, pen.bounds.y, pen.bounds.width, pen.bounds.height);
    cairo_clip(c);
    if (verbs.empty()) {
        add_arc(c, points[0], points[1].x, pen);
    } else {
        add_path(c, verbs, points);
    }
    if (pen.width > 0) {
        const std::array<double, 2> dashes{pen.dash, pen.gap};
        cairo_set_dash(c, dashes.data(), pen.gap > 0 ? 2 : 0, 0);
        cairo_set_line_width(c, pen.width);
        cairo_set_line_cap(c, pen.cap == draw::Cap::Round ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
        cairo_stroke(c);
    } else {
        cairo_fill(c);
    }
    take(pen.bounds);
    Kept& one = place_for(hash, verbs.size());
    one.hash = hash;
    one.made = one.used = frame;
    one.pen = pen;
    one.verbs.assign(verbs.begin(), verbs.end());
    one.points.assign(points.begin(), points.end());
    one.mask.spans.assign(drawn.spans.begin(), drawn.spans.end());
    one.mask.coverage.assign(drawn.coverage.begin(), drawn.coverage.end());
    keep_bound();
    return one.mask;
}

// Copies what was drawn off the surface into `drawn`, and blanks it.
void Masks::Impl::take(const PixelRect& bounds) {
    cairo_surface_flush(surface.get());
    unsigned char* covered = cairo_image_surface_get_data(surface.get());
    const std::ptrdiff_t stride = cairo_image_surface_get_stride(surface.get());
    Mask& mask = drawn;
    mask.spans.clear();
    mask.coverage.clear();
    for (int y = bounds.y; y < bounds.bottom(); ++y) {
        unsigned char* row = covered + y * stride + bounds.x;
        unsigned char* end = row + bounds.width;
        const auto is_covered = [](unsigned char value) { return value != 0; };
        for (unsigned char* first = std::find_if(row, end, is_covered); first != end;) {
            unsigned char* last = first;
            unsigned char* next = first;
            do {
                last = std::find(next, end, static_cast<unsigned char>(0));
                next = std::find_if(last, end, is_covered);
            } while (next != end && next - last < gap_min_px);
            mask.spans.push_back({y, bounds.x + static_cast<int>(first - row), static_cast<int>(last - first),
                                  mask.coverage.size()});
            mask.coverage.insert(mask.coverage.end(), first, last);
            std::fill(first, last, static_cast<unsigned char>(0));
            first = next;
        }
    }
    cairo_surface_mark_dirty(surface.get());
}

const Mask& Masks::fill(const draw::DrawList& list, const draw::FillPath& path,
                        const draw::Viewport& viewport, const PixelRect& bounds) {
    impl_->place(list.points(path.points), viewport);
    Pen pen;
    pen.bounds = bounds;
    return impl_->mask(pen, list.verbs(path.verbs), viewport);
}

const Mask& Masks::stroke(const draw::DrawList& list, const draw::StrokePath& path,
                          const draw::Viewport& viewport, const PixelRect& bounds) {
    impl_->place(list.points(path.points), viewport);
    const float k = viewport.scale;
    return impl_->mask({path.width * k, path.dash * k, path.gap * k, 0, 0, path.cap, bounds},
                       list.verbs(path.verbs), viewport);
}

const Mask& Masks::stroke(const draw::StrokeArc& arc, const draw::Viewport& viewport,
                          const PixelRect& bounds) {
    const std::array<Point, 1> centre{arc.centre};
    impl_->place(centre, viewport);
    impl_->points.push_back({arc.radius * viewport.scale, 0});
    return impl_->mask({arc.width * viewport.scale, 0, 0, arc.start, arc.sweep, arc.cap, bounds}, {},
                       viewport);
}

std::size_t Masks::cached_bytes() const {
    return impl_->bytes;
}

void Masks::next_frame() {
    impl_->next_frame();
}

} // namespace kiosk::paint
