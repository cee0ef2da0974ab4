#include "paint/canvas_cairo.hpp"

#include <algorithm>
#include <numbers>

#include <cairo.h>

namespace kiosk::paint {

namespace {

struct FreeContext {
    void operator()(cairo_t* context) const { cairo_destroy(context); }
};
struct FreeSurface {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct FreePattern {
    void operator()(cairo_pattern_t* pattern) const { cairo_pattern_destroy(pattern); }
};
using Context = std::unique_ptr<cairo_t, FreeContext>;
using Surface = std::unique_ptr<cairo_surface_t, FreeSurface>;
using Pattern = std::unique_ptr<cairo_pattern_t, FreePattern>;

// Screen, and a spare for rendering: more buffers at a time only take turns.
constexpr std::size_t targets_max = 4;
// The farthest that a curve's pieces stray from it, in pixels: Cairo's own 0.1 shows on large slow curves.
constexpr double tolerance_px = 0.05;

double channel(std::uint8_t value) {
    return value / 255.0;
}

struct Placing {
    float scale = 1;
    Point offset;
    [[nodiscard]] Point operator()(Point p) const { return p * scale + offset; }
};

void add_path(cairo_t* c, std::span<const draw::Verb> verbs, std::span<const Point> points,
              const Placing& place) {
    cairo_new_path(c);
    std::size_t at = 0;
    Point last;
    const auto next = [&] { return place(points[at++]); };
    for (const draw::Verb verb : verbs) {
        switch (verb) {
        case draw::Verb::Move: last = next(), cairo_move_to(c, last.x, last.y); break;
        case draw::Verb::Line: last = next(), cairo_line_to(c, last.x, last.y); break;
        case draw::Verb::Quad: {
            // The cubic with the same curve: its controls lie two thirds of the way to the quadratic's.
            const Point control = next(), to = next();
            const Point c1 = last + (control - last) * (2.0F / 3), c2 = to + (control - to) * (2.0F / 3);
            cairo_curve_to(c, c1.x, c1.y, c2.x, c2.y, to.x, to.y);
            last = to;
            break;
        }
        case draw::Verb::Cubic: {
            const Point c1 = next(), c2 = next();
            last = next();
            cairo_curve_to(c, c1.x, c1.y, c2.x, c2.y, last.x, last.y);
            break;
        }
        case draw::Verb::Close: cairo_close_path(c); break;
        }
    }
}

} // namespace

struct CairoCanvas::Impl {
    struct Target {
        const std::uint32_t* pixels = nullptr;
        PixelSize size;
        Surface surface;
        Context context;
    };
    std::vector<Target> targets;
    cairo_t* c = nullptr;
    cairo_surface_t* surface = nullptr;
    Placing place;

    void set_source(const draw::DrawList& list, const draw::Ink& ink);
    void set_pen(float width, draw::Cap cap);
};

CairoCanvas::CairoCanvas() : impl_(std::make_unique<Impl>()) {}
CairoCanvas::~CairoCanvas() = default;

void CairoCanvas::target(FrameBuffer& buffer, const draw::Viewport& viewport) {
    auto& targets = impl_->targets;
    impl_->place = {viewport.scale, viewport.offset};
    // Two buffers that lived one after the other at the same place, with the same size, are the same to
    // Cairo.
    auto found = std::find_if(targets.begin(), targets.end(), [&](const Impl::Target& t) {
        return t.pixels == buffer.pixels().data() && t.size == buffer.size();
    });
    if (found == targets.end()) {
        if (targets.size() == targets_max) targets.clear();
        Surface surface(cairo_image_surface_create_for_data(
            reinterpret_cast<unsigned char*>(buffer.pixels().data()), CAIRO_FORMAT_RGB24, buffer.size().width,
            buffer.size().height, buffer.stride_bytes()));
        Context context(cairo_create(surface.get()));
        cairo_set_tolerance(context.get(), tolerance_px);
        cairo_set_line_join(context.get(), CAIRO_LINE_JOIN_ROUND);
        targets.push_back({buffer.pixels().data(), buffer.size(), std::move(surface), std::move(context)});
        found = targets.end() - 1;
    }
    impl_->c = found->context.get();
    impl_->surface = found->surface.get();
}

void CairoCanvas::clip(const PixelRect& clip) {
    cairo_reset_clip(impl_->c);
    cairo_rectangle(impl_->c, clip.x, clip.y, clip.width, clip.height);
    cairo_clip(impl_->c);
}

void CairoCanvas::Impl::set_source(const draw::DrawList& list, const draw::Ink& ink) {
    if (ink.gradient == draw::no_gradient) {
        const Colour k = ink.colour;
        cairo_set_source_rgba(c, channel(k.r), channel(k.g), channel(k.b), channel(k.a));
        return;
    }
    const draw::Gradient& gradient = list.gradient(ink.gradient);
    const Point from = place(gradient.from), to = place(gradient.to);
    const Pattern pattern(cairo_pattern_create_linear(from.x, from.y, to.x, to.y));
    for (std::size_t i = 0; i < gradient.stop_count; ++i) {
        const draw::Stop& stop = gradient.stops.at(i);
        cairo_pattern_add_color_stop_rgba(pattern.get(), stop.at, channel(stop.colour.r),
                                          channel(stop.colour.g), channel(stop.colour.b),
                                          channel(stop.colour.a) * ink.alpha);
    }
    cairo_set_source(c, pattern.get());
}

void CairoCanvas::Impl::set_pen(float width, draw::Cap cap) {
    cairo_set_line_width(c, width * place.scale);
    cairo_set_line_cap(c, cap == draw::Cap::Round ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
}

void CairoCanvas::fill(const draw::DrawList& list, const draw::FillPath& path) {
    cairo_surface_mark_dirty(impl_->surface);
    impl_->set_source(list, path.ink);
    add_path(impl_->c, list.verbs(path.verbs), list.points(path.points), impl_->place);
    cairo_fill(impl_->c);
    cairo_surface_flush(impl_->surface);
}

void CairoCanvas::stroke(const draw::DrawList& list, const draw::StrokePath& path) {
    cairo_surface_mark_dirty(impl_->surface);
    impl_->set_source(list, path.ink);
    impl_->set_pen(path.width, path.cap);
    const std::array<double, 2> dashes{path.dash * impl_->place.scale, path.gap * impl_->place.scale};
    const bool is_dashed = dashes[0] >= 0 && dashes[1] > 0;
    cairo_set_dash(impl_->c, dashes.data(), is_dashed ? 2 : 0, 0);
    add_path(impl_->c, list.verbs(path.verbs), list.points(path.points), impl_->place);
    cairo_stroke(impl_->c);
    cairo_set_dash(impl_->c, nullptr, 0, 0);
    cairo_surface_flush(impl_->surface);
}

void CairoCanvas::stroke(const draw::DrawList& list, const draw::StrokeArc& arc) {
    cairo_surface_mark_dirty(impl_->surface);
    impl_->set_source(list, arc.ink);
    impl_->set_pen(arc.width, arc.cap);
    const Point centre = impl_->place(arc.centre);
    // Ours begin at 12 o'clock, Cairo's at 3; both run clockwise on a screen.
    constexpr double quarter = std::numbers::pi / 2;
    const double from = arc.start - quarter, to = from + arc.sweep;
    cairo_new_path(impl_->c);
    if (arc.sweep >= 0) {
        cairo_arc(impl_->c, centre.x, centre.y, arc.radius * impl_->place.scale, from, to);
    } else {
        cairo_arc_negative(impl_->c, centre.x, centre.y, arc.radius * impl_->place.scale, from, to);
    }
    cairo_stroke(impl_->c);
    cairo_surface_flush(impl_->surface);
}

void CairoCanvas::fill_outline(const draw::Path& path, Point origin, float scale, Colour k) {
    cairo_surface_mark_dirty(impl_->surface);
    cairo_set_source_rgba(impl_->c, channel(k.r), channel(k.g), channel(k.b), channel(k.a));
    add_path(impl_->c, path.verbs, path.points, {scale, origin});
    cairo_fill(impl_->c);
    cairo_surface_flush(impl_->surface);
}

void CairoCanvas::image(const draw::DrawImage& drawn) {
    const draw::Image& image = *drawn.image;
    cairo_t* c = impl_->c;
    // Cairo only reads it; its interface takes no const.
    auto* bytes = reinterpret_cast<unsigned char*>(const_cast<std::uint32_t*>(image.pixels.data()));
    const Surface pixels(cairo_image_surface_create_for_data(bytes, CAIRO_FORMAT_ARGB32, image.size.width,
                                                             image.size.height, image.size.width * 4));
    const Point corner = impl_->place({drawn.target.x, drawn.target.y});
    const double width = drawn.target.width * impl_->place.scale,
                 height = drawn.target.height * impl_->place.scale;
    const double radius = drawn.radius * impl_->place.scale;
    cairo_surface_mark_dirty(impl_->surface);
    cairo_save(c);
    cairo_new_path(c);
    if (radius > 0) {
        constexpr double quarter = std::numbers::pi / 2;
        const double left = corner.x + radius, right = corner.x + width - radius;
        const double top = corner.y + radius, bottom = corner.y + height - radius;
        cairo_arc(c, right, top, radius, -quarter, 0);
        cairo_arc(c, right, bottom, radius, 0, quarter);
        cairo_arc(c, left, bottom, radius, quarter, 2 * quarter);
        cairo_arc(c, left, top, radius, 2 * quarter, 3 * quarter);
    } else {
        cairo_rectangle(c, corner.x, corner.y, width, height);
    }
    cairo_clip(c);
    cairo_translate(c, corner.x, corner.y);
    cairo_scale(c, width / drawn.source.width, height / drawn.source.height);
    cairo_set_source_surface(c, pixels.get(), -drawn.source.x, -drawn.source.y);
    cairo_pattern_set_extend(cairo_get_source(c), CAIRO_EXTEND_PAD);
    cairo_paint_with_alpha(c, drawn.alpha);
    cairo_restore(c);
    cairo_set_source_rgb(c, 0, 0, 0); // lets go of the pixels
    cairo_surface_flush(impl_->surface);
}

} // namespace kiosk::paint
