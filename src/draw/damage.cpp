#include <algorithm>
#include <cmath>
#include <cstdint>

#include "draw/diff.hpp"

namespace kiosk::draw {

namespace {

// A rectangle costs about as much as this many pixels, in a pass over the list and in showing it.
constexpr std::int64_t rect_cost_px = 4096;

std::int64_t area(const PixelRect& r) {
    return std::int64_t{r.width} * r.height;
}

PixelRect around(const PixelRect& a, const PixelRect& b) {
    const int x = std::min(a.x, b.x), y = std::min(a.y, b.y);
    return {x, y, std::max(a.right(), b.right()) - x, std::max(a.bottom(), b.bottom()) - y};
}

std::int64_t waste(const PixelRect& a, const PixelRect& b) {
    return area(around(a, b)) - area(a) - area(b);
}

} // namespace

Damage Damage::whole(PixelSize size) {
    Damage damage;
    damage.add({0, 0, size.width, size.height});
    return damage;
}

void Damage::add(PixelRect rect) {
    if (rect.empty()) return;
    rects_.reserve(rects_max);
    // What was merged may now be worth merging with another, so look again until nothing is.
    for (std::size_t i = 0; i < rects_.size();) {
        if (waste(rects_[i], rect) <= rect_cost_px) {
            rect = around(rects_[i], rect);
            rects_[i] = rects_.back();
            rects_.pop_back();
            i = 0;
        } else {
            ++i;
        }
    }
    if (rects_.size() < rects_max) {
        rects_.push_back(rect);
        return;
    }
    const auto nearest =
        std::min_element(rects_.begin(), rects_.end(), [&](const PixelRect& a, const PixelRect& b) {
            return waste(a, rect) < waste(b, rect);
        });
    const PixelRect merged = around(*nearest, rect);
    *nearest = rects_.back();
    rects_.pop_back();
    add(merged); // one fewer now: this ends
}

Viewport Viewport::fit(Size canvas, PixelSize size) {
    const auto width = static_cast<float>(size.width), height = static_cast<float>(size.height);
    Viewport viewport{size, std::min(width / canvas.width, height / canvas.height), {}};
    // Whole pixels, so that what is sharp on the canvas is sharp on a letterboxed screen.
    viewport.offset = {std::round((width - canvas.width * viewport.scale) / 2),
                       std::round((height - canvas.height * viewport.scale) / 2)};
    return viewport;
}

Point Viewport::to_design(Point pixel) const {
    return (pixel - offset) * (1 / scale);
}

PixelRect Viewport::to_pixels(const Rect& design) const {
    const auto width = static_cast<float>(size.width), height = static_cast<float>(size.height);
    const float left = std::clamp(std::floor(design.x * scale + offset.x), 0.0F, width);
    const float top = std::clamp(std::floor(design.y * scale + offset.y), 0.0F, height);
    const float right = std::clamp(std::ceil(design.right() * scale + offset.x), 0.0F, width);
    const float bottom = std::clamp(std::ceil(design.bottom() * scale + offset.y), 0.0F, height);
    return {static_cast<int>(left), static_cast<int>(top), static_cast<int>(right - left),
            static_cast<int>(bottom - top)};
}

} // namespace kiosk::draw
