#include "scene/control.hpp"

#include <algorithm>

namespace kiosk::scene {

namespace {

float distance_to(const Rect& rect, Point p) {
    const float dx = std::max({rect.x - p.x, 0.0F, p.x - rect.right()});
    const float dy = std::max({rect.y - p.y, 0.0F, p.y - rect.bottom()});
    return std::hypot(dx, dy);
}

} // namespace

Control HitMap::at(Point p, float slop_px) const {
    Control bare;
    for (auto target = targets_.rbegin(); target != targets_.rend(); ++target) {
        if (!target->rect.contains(p)) continue;
        if (target->control.kind != ControlKind::Slide) return target->control;
        bare = target->control;
        break;
    }
    Control nearest = bare;
    float best = slop_px;
    for (const Target& target : targets_) {
        if (target.control.kind == ControlKind::Slide) continue;
        const float away = distance_to(target.rect, p);
        if (away <= best) best = away, nearest = target.control;
    }
    return nearest;
}

Rect HitMap::rect_of(Control control) const {
    for (const Target& target : targets_)
        if (target.control == control) return target.rect;
    return {};
}

} // namespace kiosk::scene
