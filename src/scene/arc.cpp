#include "scene/arc.hpp"

#include <algorithm>

namespace kiosk::scene {

namespace {

Point between(Point a, Point b, float t) {
    return {lerp(a.x, b.x, t), lerp(a.y, b.y, t)};
}

} // namespace

Arc::Arc(Point from, Point to, float bend) : from_(from), to_(to) {
    control_ = between(from, to, 0.5F);
    control_.y -= bend * distance(from, to);
    float length = 0;
    Point last = from;
    for (std::size_t i = 1; i <= samples; ++i) {
        const Point here = on_curve(static_cast<float>(i) / samples);
        length += distance(last, here);
        lengths_[i] = length;
        last = here;
    }
    if (length > 0)
        for (float& part : lengths_) part /= length;
}

Point Arc::on_curve(float t) const {
    return between(between(from_, control_, t), between(control_, to_, t), t);
}

float Arc::parameter(float fraction) const {
    if (fraction <= 0) return 0;
    if (fraction >= 1) return 1;
    const auto above = std::lower_bound(lengths_.begin() + 1, lengths_.end() - 1, fraction);
    const float low = *(above - 1), span = *above - low;
    const auto index = static_cast<float>(above - lengths_.begin() - 1);
    return (index + (span > 0 ? (fraction - low) / span : 0)) / samples;
}

void Arc::start_of(float fraction, draw::Path& path) const {
    const float t = parameter(fraction);
    path.clear();
    path.move_to(from_).quad_to(between(from_, control_, t), on_curve(t));
}

} // namespace kiosk::scene
