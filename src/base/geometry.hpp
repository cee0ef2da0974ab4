// Points, sizes and rectangles, in design pixels (float) or frame-buffer pixels (int). x grows to the right,
// y grows downwards.
#pragma once

#include <algorithm>
#include <cmath>

namespace kiosk {

struct Point {
    float x = 0, y = 0;
    bool operator==(const Point&) const = default;
};
[[nodiscard]] constexpr Point operator+(Point a, Point b) {
    return {a.x + b.x, a.y + b.y};
}
[[nodiscard]] constexpr Point operator-(Point a, Point b) {
    return {a.x - b.x, a.y - b.y};
}
[[nodiscard]] constexpr Point operator*(Point a, float k) {
    return {a.x * k, a.y * k};
}
[[nodiscard]] inline float distance(Point a, Point b) {
    return std::hypot(a.x - b.x, a.y - b.y);
}

struct Size {
    float width = 0, height = 0;
    bool operator==(const Size&) const = default;
};

// Half-open: holds x <= px < x + width.
struct Rect {
    float x = 0, y = 0, width = 0, height = 0;
    bool operator==(const Rect&) const = default;
    [[nodiscard]] constexpr float right() const { return x + width; }
    [[nodiscard]] constexpr float bottom() const { return y + height; }
    [[nodiscard]] constexpr Point centre() const { return {x + width / 2, y + height / 2}; }
    [[nodiscard]] constexpr bool empty() const { return width <= 0 || height <= 0; }
    [[nodiscard]] constexpr bool contains(Point p) const {
        return p.x >= x && p.x < right() && p.y >= y && p.y < bottom();
    }
    // Grown by `by` on all four sides (shrunk when negative).
    [[nodiscard]] constexpr Rect grown(float by) const {
        return {x - by, y - by, width + 2 * by, height + 2 * by};
    }
    [[nodiscard]] constexpr Rect moved(float dx, float dy) const { return {x + dx, y + dy, width, height}; }
};
[[nodiscard]] constexpr Rect intersection(const Rect& a, const Rect& b) {
    const float left = std::max(a.x, b.x), top = std::max(a.y, b.y);
    const float right = std::min(a.right(), b.right()), bottom = std::min(a.bottom(), b.bottom());
    return right <= left || bottom <= top ? Rect{} : Rect{left, top, right - left, bottom - top};
}
// The smallest rectangle around both; an empty one adds nothing.
[[nodiscard]] constexpr Rect bounding(const Rect& a, const Rect& b) {
    if (a.empty()) return b;
    if (b.empty()) return a;
    const float left = std::min(a.x, b.x), top = std::min(a.y, b.y);
    return {left, top, std::max(a.right(), b.right()) - left, std::max(a.bottom(), b.bottom()) - top};
}

// A rectangle of whole frame-buffer pixels.
struct PixelRect {
    int x = 0, y = 0, width = 0, height = 0;
    bool operator==(const PixelRect&) const = default;
    [[nodiscard]] constexpr bool empty() const { return width <= 0 || height <= 0; }
    [[nodiscard]] constexpr int right() const { return x + width; }
    [[nodiscard]] constexpr int bottom() const { return y + height; }
};

struct PixelSize {
    int width = 0, height = 0;
    bool operator==(const PixelSize&) const = default;
};

[[nodiscard]] constexpr float lerp(float a, float b, float t) {
    return a + (b - a) * t;
}

} // namespace kiosk
