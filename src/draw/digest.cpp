#include "draw/digest.hpp"

#include <type_traits>

#include "draw/draw_list.hpp"

namespace kiosk::draw {

namespace {

void add(Digest& digest, const DrawList& list, const Ink& ink) {
    if (ink.gradient == no_gradient) {
        digest.add(ink.colour);
        return;
    }
    const Gradient& gradient = list.gradient(ink.gradient);
    digest.add(ink.alpha, gradient.dither ? 1.0F : 0.0F);
    digest.add(gradient.from);
    digest.add(gradient.to);
    for (std::size_t i = 0; i < gradient.stop_count; ++i) {
        digest.add(gradient.stops.at(i).colour);
        digest.add(gradient.stops.at(i).at, 0);
    }
}

void add(Digest& digest, const DrawList& list, Slice verbs, Slice points) {
    for (const Verb verb : list.verbs(verbs)) digest.add(static_cast<std::uint64_t>(verb));
    for (const Point& point : list.points(points)) digest.add(point);
}

void add(Digest& digest, const DrawList& list, const FillRect& s) {
    digest.add(s.rect);
    digest.add(s.corners.top_left, s.corners.top_right);
    digest.add(s.corners.bottom_right, s.corners.bottom_left);
    add(digest, list, s.ink);
}
void add(Digest& digest, const DrawList& list, const StrokeRect& s) {
    digest.add(s.rect);
    digest.add(s.radius, s.width);
    add(digest, list, s.ink);
}
void add(Digest& digest, const DrawList& list, const FillCircle& s) {
    digest.add(s.centre);
    digest.add(s.radius, 0);
    add(digest, list, s.ink);
}
void add(Digest& digest, const DrawList& list, const StrokeArc& s) {
    digest.add(s.centre);
    digest.add(s.radius, s.width);
    digest.add(s.start, s.sweep);
    digest.add(static_cast<std::uint64_t>(s.cap));
    add(digest, list, s.ink);
}
void add(Digest& digest, const DrawList& list, const FillPath& s) {
    add(digest, list, s.verbs, s.points);
    add(digest, list, s.ink);
}
void add(Digest& digest, const DrawList& list, const StrokePath& s) {
    add(digest, list, s.verbs, s.points);
    digest.add(s.width, s.dash);
    digest.add(s.gap, s.cap == Cap::Round ? 1.0F : 0.0F);
    add(digest, list, s.ink);
}
void add(Digest& digest, const DrawList& list, const GlyphRun& s) {
    digest.add(s.origin);
    digest.add(s.size_px, 0);
    for (const text::Glyph& glyph : list.glyphs(s.glyphs)) {
        digest.add((std::uint64_t{glyph.font.index} << 32U) | glyph.id);
        digest.add(glyph.x, glyph.y);
    }
    add(digest, list, s.ink);
}
void add(Digest& digest, const DrawList&, const DrawImage& s) {
    digest.add(s.image->id);
    digest.add(s.source);
    digest.add(s.target);
    digest.add(s.radius, s.alpha);
}

} // namespace

std::uint64_t DrawList::digest(const Shape& shape, const Rect& clip) const {
    Digest digest(shape.index());
    std::visit([&](const auto& s) { kiosk::draw::add(digest, *this, s); }, shape);
    if (clip != everything) digest.add(clip);
    return digest.value();
}

} // namespace kiosk::draw
