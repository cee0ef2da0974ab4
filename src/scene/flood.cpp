#include "scene/flood.hpp"

#include <algorithm>
#include <cmath>

#include "motion/track.hpp"

namespace kiosk::scene {

namespace {

constexpr float design_radius_px = 1500;
constexpr motion::Span cross_fade{0, 600};
constexpr motion::Span growth{0, Flood::length_ms};

} // namespace

Flood::Flood(Point middle, Size canvas, bool still) : middle_(middle), canvas_(canvas), still_(still) {
    // 1500 px as designed, or as far as the furthest corner: at its end the disc is the whole ground.
    radius_max_px_ = design_radius_px;
    for (const Point corner :
         {Point{0, 0}, Point{canvas.width, 0}, Point{0, canvas.height}, Point{canvas.width, canvas.height}})
        radius_max_px_ = std::max(radius_max_px_, distance(middle, corner) + 1);
}

float Flood::radius_px(float t_ms) const {
    return radius_max_px_ * growth.at(t_ms, motion::Ease::Move);
}

void Flood::draw(draw::DrawList& list, Colour colour, float t_ms) const {
    if (t_ms <= 0) return;
    const Rect whole{0, 0, canvas_.width, canvas_.height};
    if (still_)
        list.fill_rect(whole, faded(colour, cross_fade.at(t_ms)));
    else if (over(t_ms))
        list.fill_rect(whole, colour);
    else
        list.fill_circle(middle_, radius_px(t_ms), colour);
}

float Flood::turned(Point control_middle, float t_ms) const {
    if (still_) return cross_fade.at(t_ms);
    // When the edge reaches the control, by halving: the radius only ever grows.
    const float away = distance(middle_, control_middle);
    float before = 0, after = length_ms;
    constexpr int halvings = 16; // to a fiftieth of a millisecond
    for (int i = 0; i < halvings; ++i) {
        const float half = (before + after) / 2;
        (radius_px(half) < away ? before : after) = half;
    }
    return std::clamp((t_ms - after) / control_turn_ms, 0.0F, 1.0F);
}

} // namespace kiosk::scene
