#include "scene/home.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace kiosk::scene {

namespace {

// Units of px from the left, and up from the ground.
struct Drawing {
    std::array<Point, 5> body;
    std::size_t body_points;
    std::array<Point, 3> roof;
    std::size_t roof_points;
    Rect window; // x, y of its lower left corner
    Rect second_window, door;
    float floor; // 0: one floor
};

constexpr Drawing gable{{{{8, 0}, {8, 150}, {60, 214}, {112, 150}, {112, 0}}},
                        5,
                        {{{-2, 140}, {60, 216}, {122, 140}}},
                        3,
                        {24, 92, 42, 46},
                        {},
                        {74, 0, 26, 70},
                        0};
constexpr Drawing tall{{{{10, 0}, {10, 262}, {110, 262}, {110, 0}, {}}},
                       4,
                       {{{2, 264}, {118, 264}, {}}},
                       2,
                       {28, 186, 64, 46},
                       {70, 78, 26, 30},
                       {30, 0, 28, 72},
                       140};
constexpr Drawing shed{{{{4, 0}, {4, 118}, {116, 168}, {116, 0}, {}}},
                       4,
                       {{{-4, 116}, {124, 174}, {}}},
                       2,
                       {56, 66, 44, 44},
                       {},
                       {18, 0, 28, 66},
                       0};
constexpr Drawing house{{{{6, 0}, {6, 196}, {60, 250}, {114, 196}, {114, 0}}},
                        5,
                        {{{-4, 186}, {60, 252}, {124, 186}}},
                        3,
                        {36, 130, 48, 52},
                        {},
                        {46, 0, 30, 72},
                        0};

const Drawing& drawing(HomeShape shape) {
    switch (shape) {
    case HomeShape::Gable: return gable;
    case HomeShape::Tall: return tall;
    case HomeShape::Shed: return shed;
    case HomeShape::House: return house;
    }
    return gable;
}

constexpr float roof_px = 7, outline_px = 4, floor_px = 3.5F, cross_px = 3.5F, bar_px = 4;
constexpr float window_radius_px = 4;
struct Glow {
    float by_px, alpha;
};
constexpr Glow glows[] = {{15, 0.07F}, {10, 0.09F}, {5, 0.13F}};

draw::Path path_of(std::span<const Point> points, Point foot, float scale, bool close) {
    draw::Path path;
    for (const Point& point : points) {
        const Point at{foot.x + point.x * scale, foot.y - point.y * scale};
        path.verbs.empty() ? path.move_to(at) : path.line_to(at);
    }
    if (close) path.close();
    return path;
}

Rect rect_of(const Rect& units, Point foot, float scale) {
    return {foot.x + units.x * scale, foot.y - (units.y + units.height) * scale, units.width * scale,
            units.height * scale};
}

} // namespace

HomeShape home_shape(int n) {
    constexpr HomeShape a = HomeShape::Gable, b = HomeShape::Tall, c = HomeShape::Shed, d = HomeShape::House;
    constexpr std::array street{a, d, c, b, a, c, d, a, b, c, a, d};
    return street[static_cast<std::size_t>(n) % street.size()];
}

Home Home::make(HomeShape shape, Point foot, float scale, const deck::Palette& palette) {
    Home home;
    const Drawing& plan = drawing(shape);
    home.shape_ = shape;
    home.scale_ = scale;
    home.body_ = path_of(std::span(plan.body).first(plan.body_points), foot, scale, true);
    home.roof_ = path_of(std::span(plan.roof).first(plan.roof_points), foot, scale, false);
    home.window_ = rect_of(plan.window, foot, scale);
    home.second_window_ = rect_of(plan.second_window, foot, scale);
    home.door_ = rect_of(plan.door, foot, scale);
    if (plan.floor > 0) {
        home.floor_y_ = foot.y - plan.floor * scale;
        home.floor_left_ = foot.x + plan.body[0].x * scale;
        home.floor_right_ = foot.x + plan.body[plan.body_points - 1].x * scale;
    }
    home.raised_ = palette.raised, home.line_ = palette.line, home.dark_ = palette.window_dark;
    home.open_ = palette.door_open, home.accent_ = palette.accent;
    home.outlined_ = palette.outlined, home.glow_ = palette.glow;
    home.outline_ = outline_px * scale;
    return home;
}

void Home::draw(draw::DrawList& list, const HomeState& state) const {
    if (state.alpha <= 0) return;
    const auto fade = list.faded(state.alpha);
    list.fill_path(body_, raised_);
    if (outlined_) list.stroke_path(body_, outline_, line_);
    if (floor_y_ > 0)
        list.stroke_line({floor_left_, floor_y_}, {floor_right_, floor_y_}, floor_px * scale_,
                         faded(line_, 0.8F), draw::Cap::Butt);
    list.stroke_path(roof_, roof_px * scale_, line_);
    draw_window(list, state);
    if (!second_window_.empty()) list.fill_rect(second_window_, dark_, window_radius_px * scale_);
    draw_door(list, state);
}

void Home::draw_window(draw::DrawList& list, const HomeState& state) const {
    const float radius = window_radius_px * scale_;
    if (glow_ && state.glow > 0)
        for (const Glow& glow : glows)
            list.fill_rect(window_.grown(glow.by_px * scale_ * std::min(1.0F, 0.4F + 0.6F * state.glow)),
                           faded(accent_, glow.alpha * std::min(1.0F, state.glow)),
                           radius + glow.by_px * scale_);
    list.fill_rect(window_, dark_, radius);
    if (state.lit <= 0) return;
    const float height = window_.height * state.lit_part;
    const Rect lit{window_.x, window_.bottom() - height, window_.width, height};
    const bool whole = state.lit_part >= 1;
    const auto pane = list.element(state.pane);
    const float top = whole ? radius : 0;
    list.fill_rect(lit, faded(accent_, state.lit), draw::Corners{top, top, radius, radius});
    const float cross = cross_px * scale_;
    list.fill_rect({lit.centre().x - cross / 2, lit.y, cross, lit.height}, faded(dark_, state.lit));
    if (whole) list.fill_rect({lit.x, lit.centre().y - cross / 2, lit.width, cross}, faded(dark_, state.lit));
}

void Home::draw_door(draw::DrawList& list, const HomeState& state) const {
    list.fill_rect(door_, mix(open_, dark_, state.closed));
    if (state.closed <= 0) return;
    // The bar comes from the side as the door closes.
    const float bar = bar_px * scale_;
    list.fill_rect({door_.x, door_.centre().y - bar / 2, door_.width * state.closed, bar}, line_);
}

} // namespace kiosk::scene
