#include "draw/draw_list.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>

#include "base/secret.hpp"
#include "draw/digest.hpp"

namespace kiosk::draw {

namespace {

constexpr float pi = std::numbers::pi_v<float>;

// Around the ink: the painter may set glyphs and round shapes a fraction of a pixel off, and coverage spreads
// an edge over the pixel that it crosses.
constexpr float anti_aliasing = 1;

// A run that came without its ink box is given one that holds any glyph of our fonts, stacked accents
// included.
Rect guessed_ink(std::span<const text::Glyph> glyphs, float size_px) {
    Rect box;
    for (const text::Glyph& g : glyphs) {
        box = bounding(box, {g.x - 0.7F * size_px, g.y - 1.4F * size_px, 2.6F * size_px, 2.1F * size_px});
    }
    return box;
}

Rect arc_bounds(const StrokeArc& arc) {
    const float sweep = std::clamp(arc.sweep, -2 * pi, 2 * pi);
    const float from = std::min(arc.start, arc.start + sweep), to = std::max(arc.start, arc.start + sweep);
    const auto at = [&](float angle) {
        return Point{arc.centre.x + arc.radius * std::sin(angle),
                     arc.centre.y - arc.radius * std::cos(angle)};
    };
    const Point first = at(from), last = at(to);
    float left = std::min(first.x, last.x), right = std::max(first.x, last.x);
    float top = std::min(first.y, last.y), bottom = std::max(first.y, last.y);
    // Between its ends an arc is widest where it crosses an axis.
    for (float angle = std::ceil(from / (pi / 2)) * (pi / 2); angle <= to; angle += pi / 2) {
        const Point p = at(angle);
        left = std::min(left, p.x), right = std::max(right, p.x);
        top = std::min(top, p.y), bottom = std::max(bottom, p.y);
    }
    return Rect{left, top, right - left, bottom - top}.grown(arc.width / 2);
}

Corners limited(Corners corners, const Rect& rect, float scale) {
    const float most = std::min(rect.width, rect.height) / 2;
    const auto one = [&](float radius) { return std::clamp(radius * scale, 0.0F, std::max(0.0F, most)); };
    return {one(corners.top_left), one(corners.top_right), one(corners.bottom_right),
            one(corners.bottom_left)};
}

} // namespace

DrawList::DrawList() {
    states_.emplace_back();
}
DrawList::~DrawList() {
    wipe_secrets();
}
DrawList::DrawList(DrawList&&) noexcept = default;
DrawList& DrawList::operator=(DrawList&& other) noexcept {
    if (this == &other) return *this;
    wipe_secrets();
    states_ = std::move(other.states_);
    commands_ = std::move(other.commands_);
    gradients_ = std::move(other.gradients_);
    verbs_ = std::move(other.verbs_);
    points_ = std::move(other.points_);
    glyphs_ = std::move(other.glyphs_);
    characters_ = std::move(other.characters_);
    images_ = std::move(other.images_);
    has_secrets_ = std::exchange(other.has_secrets_, false);
    return *this;
}

void DrawList::wipe_secrets() noexcept {
    if (!has_secrets_) return;
    wipe(glyphs_.data(), glyphs_.size() * sizeof(text::Glyph));
    for (Command& command : commands_) command.digest = 0;
    has_secrets_ = false;
}

void DrawList::clear() {
    wipe_secrets();
    states_.resize(1);
    states_.front() = State{};
    commands_.clear();
    gradients_.clear();
    verbs_.clear();
    points_.clear();
    glyphs_.clear();
    characters_.clear();
    images_.clear();
}

DrawList::Scope DrawList::moved(float dx, float dy) {
    State next = state();
    next.offset = next.offset + Point{dx, dy} * next.scale;
    states_.push_back(next);
    return Scope(*this);
}

DrawList::Scope DrawList::scaled(float factor, Point centre) {
    State next = state();
    const Point fixed = unturned(centre);
    next.scale *= factor;
    next.offset = fixed - centre * next.scale;
    states_.push_back(next);
    return Scope(*this);
}

DrawList::Scope DrawList::faded(float alpha) {
    State next = state();
    next.alpha *= std::clamp(alpha, 0.0F, 1.0F);
    states_.push_back(next);
    return Scope(*this);
}

DrawList::Scope DrawList::clipped(const Rect& rect) {
    State next = state();
    next.clip = intersection(next.clip, place(rect));
    states_.push_back(next);
    return Scope(*this);
}

DrawList::Scope DrawList::mirrored(float canvas_width) {
    State next = state();
    if (next.mirror <= 0) next.mirror = canvas_width;
    states_.push_back(next);
    return Scope(*this);
}

DrawList::Scope DrawList::unmirrored(const Rect& region) {
    State next = state();
    if (next.mirror > 0) {
        const float left = unturned({region.x, region.y}).x;
        next.offset.x += place(region).x - left;
        next.mirror = 0;
    }
    states_.push_back(next);
    return Scope(*this);
}

DrawList::Scope DrawList::without(std::span<const Element> elements) {
    State next = state();
    next.chosen = elements, next.chosen_only = false;
    states_.push_back(next);
    return Scope(*this);
}

DrawList::Scope DrawList::only(std::span<const Element> elements) {
    State next = state();
    next.chosen = elements, next.chosen_only = next.hidden = true;
    states_.push_back(next);
    return Scope(*this);
}

DrawList::Scope DrawList::element(ElementId id) {
    State next = state();
    const auto found = std::ranges::find(next.chosen, id, &Element::id);
    if (id != 0 && found != next.chosen.end()) {
        next.hidden = !next.chosen_only;
        if (next.chosen_only) next.moves = &*found, next.alpha *= std::clamp(found->alpha, 0.0F, 1.0F);
    }
    states_.push_back(next);
    return Scope(*this);
}

// An element that is drawn apart is moved and scaled last of all, on the canvas itself.
Point DrawList::carried(Point p) const {
    const Element* moves = state().moves;
    return moves == nullptr ? p : moves->to + (p - moves->centre) * moves->scale;
}

Point DrawList::place(Point p) const {
    const Point at = unturned(p);
    return carried(mirrors() ? Point{state().mirror - at.x, at.y} : at);
}

Rect DrawList::place(const Rect& r) const {
    const Point corner = unturned({r.x, r.y});
    const float width = r.width * state().scale, height = r.height * state().scale;
    const Point left = carried({mirrors() ? state().mirror - corner.x - width : corner.x, corner.y});
    const float more = state().moves != nullptr ? state().moves->scale : 1;
    return {left.x, left.y, width * more, height * more};
}

Ink DrawList::ink(const Brush& brush) {
    if (const Colour* plain = std::get_if<Colour>(&brush)) {
        Colour colour = *plain;
        if (const Element* moves = state().moves; moves != nullptr && moves->tint_part > 0) {
            colour = mix(colour, moves->tint, moves->tint_part);
            colour.a = plain->a;
        }
        return {kiosk::faded(colour, state().alpha)};
    }
    Gradient placed = *std::get_if<Gradient>(&brush);
    assert(placed.stop_count >= 1 && placed.stop_count <= placed.stops.size());
    placed.from = place(placed.from);
    placed.to = place(placed.to);
    gradients_.push_back(placed);
    return {{}, static_cast<std::uint32_t>(gradients_.size() - 1), state().alpha};
}

bool DrawList::visible(const Ink& ink) const {
    if (state().hidden) return false;
    if (ink.gradient == no_gradient) return ink.colour.a > 0;
    return ink.alpha > 0;
}

void DrawList::add(const Shape& shape, const Rect& ink_bounds) {
    const Rect bounds = intersection(ink_bounds.grown(anti_aliasing), state().clip);
    if (bounds.empty()) return;
    commands_.push_back({shape, bounds, state().clip, digest(shape, state().clip)});
}

void DrawList::fill_rect(const Rect& rect, const Brush& brush, float radius) {
    fill_rect(rect, brush, Corners{radius, radius, radius, radius});
}

void DrawList::fill_rect(const Rect& rect, const Brush& brush, const Corners& corners) {
    const Rect placed = place(rect);
    const Ink colour = ink(brush);
    if (placed.empty() || !visible(colour)) return;
    const Corners turned{corners.top_right, corners.top_left, corners.bottom_left, corners.bottom_right};
    add(FillRect{placed, limited(mirrors() ? turned : corners, placed, scale()), colour}, placed);
}

void DrawList::stroke_rect(const Rect& rect, float radius, float width, const Brush& brush) {
    const Rect placed = place(rect);
    const Ink colour = ink(brush);
    if (placed.empty() || width <= 0 || !visible(colour)) return;
    const float most = std::min(placed.width, placed.height) / 2;
    const float pen = width * scale();
    add(StrokeRect{placed, std::clamp(radius * scale(), 0.0F, most), pen, colour}, placed.grown(pen / 2));
}

void DrawList::stroke_rect_inside(const Rect& rect, float radius, float width, const Brush& brush) {
    stroke_rect(rect.grown(-width / 2), std::max(0.0F, radius - width / 2), width, brush);
}

void DrawList::fill_circle(Point centre, float radius, Colour colour) {
    const Ink faded = ink(colour);
    if (radius <= 0 || !visible(faded)) return;
    const Point c = place(centre);
    const float r = radius * scale();
    add(FillCircle{c, r, faded}, {c.x - r, c.y - r, 2 * r, 2 * r});
}

void DrawList::stroke_circle(Point centre, float radius, float width, Colour colour) {
    stroke_arc(centre, radius, width, 0, 2 * pi, colour, Cap::Butt);
}

void DrawList::stroke_arc(Point centre, float radius, float width, float start, float sweep, Colour colour,
                          Cap cap) {
    const Ink faded = ink(colour);
    if (radius <= 0 || width <= 0 || sweep == 0 || !visible(faded)) return;
    const float factor = scale();
    const float first = mirrors() ? -start - sweep : start;
    const StrokeArc arc{place(centre), radius * factor, width * factor, first, sweep, cap, faded};
    add(arc, arc_bounds(arc));
}

// Copies a path into the arenas, placed; `bounds` becomes the box around its points, control points included.
std::pair<Slice, Slice> DrawList::keep(std::span<const Verb> verbs, std::span<const Point> points,
                                       Rect& bounds) {
    const Slice verb_slice{static_cast<std::uint32_t>(verbs_.size()),
                           static_cast<std::uint32_t>(verbs.size())};
    const Slice point_slice{static_cast<std::uint32_t>(points_.size()),
                            static_cast<std::uint32_t>(points.size())};
    verbs_.insert(verbs_.end(), verbs.begin(), verbs.end());
    Point low = place(points.front()), high = low;
    for (const Point& point : points) {
        const Point p = place(point);
        points_.push_back(p);
        low = {std::min(low.x, p.x), std::min(low.y, p.y)};
        high = {std::max(high.x, p.x), std::max(high.y, p.y)};
    }
    bounds = {low.x, low.y, high.x - low.x, high.y - low.y};
    return {verb_slice, point_slice};
}

void DrawList::fill_path(const Path& path, const Brush& brush) {
    const Ink colour = ink(brush);
    if (path.points.empty() || !visible(colour)) return;
    Rect bounds;
    const auto [verbs, points] = keep(path.verbs, path.points, bounds);
    add(FillPath{verbs, points, colour}, bounds);
}

void DrawList::stroke_path(const Path& path, float width, const Brush& brush, Cap cap, float dash,
                           float gap) {
    const Ink colour = ink(brush);
    if (path.points.empty() || width <= 0 || !visible(colour)) return;
    Rect bounds;
    const auto [verbs, points] = keep(path.verbs, path.points, bounds);
    const float factor = scale();
    add(StrokePath{verbs, points, width * factor, cap, dash * factor, gap * factor, colour},
        bounds.grown(width * factor / 2));
}

void DrawList::stroke_line(Point a, Point b, float width, const Brush& brush, Cap cap) {
    const Ink colour = ink(brush);
    if (width <= 0 || !visible(colour)) return;
    constexpr std::array<Verb, 2> verbs{Verb::Move, Verb::Line};
    const std::array<Point, 2> points{a, b};
    Rect bounds;
    const auto [verb_slice, point_slice] = keep(verbs, points, bounds);
    const float pen = width * scale();
    add(StrokePath{verb_slice, point_slice, pen, cap, 0, 0, colour}, bounds.grown(pen / 2));
}

void DrawList::text(const text::Run& run, Point origin, Colour colour) {
    glyph_run({run.glyphs, run.text, run.ink, run.size_px, run.width, false}, origin, colour);
}

void DrawList::secret_text(const text::SecretRun& run, Point origin, Colour colour) {
    glyph_run({std::span(run.glyphs).first(run.count), {}, run.ink, run.size_px, run.width, true}, origin,
              colour);
}

void DrawList::glyph_run(const Letters& letters, Point origin, Colour colour) {
    const auto& [glyphs, characters, ink_box, size_px, width, secret] = letters;
    const Ink faded = ink(colour);
    if (glyphs.empty() || !visible(faded)) return;
    has_secrets_ = has_secrets_ || secret;
    const float factor = scale();
    // Text that stands has its baseline on a whole pixel and is sharp; motion comes through moved() and
    // scaled(), which keep their fractions, so that text neither jumps on its way nor when it arrives.
    const float left = mirrors() ? origin.x + width : origin.x; // the mirror image of the run's right end
    const Point placed = place(Point{left, std::round(origin.y)});
    const Rect box = ink_box.empty() ? guessed_ink(glyphs, size_px) : ink_box;
    GlyphRun run{
        {static_cast<std::uint32_t>(glyphs_.size()), static_cast<std::uint32_t>(glyphs.size())},
        {static_cast<std::uint32_t>(characters_.size()), static_cast<std::uint32_t>(characters.size())},
        placed,
        size_px * factor,
        secret,
        faded};
    grow_glyphs(glyphs.size());
    for (text::Glyph glyph : glyphs) {
        glyph.x *= factor, glyph.y *= factor;
        glyphs_.push_back(glyph);
    }
    characters_.insert(characters_.end(), characters.begin(), characters.end());
    add(run, {placed.x + box.x * factor, placed.y + box.y * factor, box.width * factor, box.height * factor});
}

// A vector that grows by itself would leave the glyphs of a secret run behind in freed memory.
void DrawList::grow_glyphs(std::size_t count) {
    if (glyphs_.size() + count <= glyphs_.capacity()) return;
    std::vector<text::Glyph> larger;
    larger.reserve(2 * (glyphs_.size() + count));
    larger.assign(glyphs_.begin(), glyphs_.end());
    if (has_secrets_) wipe(glyphs_.data(), glyphs_.size() * sizeof(text::Glyph));
    glyphs_ = std::move(larger);
}

void DrawList::image(std::shared_ptr<const Image> image, const Rect& source, const Rect& target, float radius,
                     float alpha) {
    const float shown = alpha * state().alpha;
    const Rect placed = place(target);
    if (image == nullptr || state().hidden || placed.empty() || source.empty() || shown <= 0) return;
    const float most = std::min(placed.width, placed.height) / 2;
    add(DrawImage{image.get(), source, placed, std::clamp(radius * scale(), 0.0F, most), shown}, placed);
    images_.push_back(std::move(image));
}

} // namespace kiosk::draw
