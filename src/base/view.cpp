#include "base/view.hpp"

namespace kiosk {

View fit_view(PixelSize window, Size canvas, Turn turn) {
    View view{.frame = turned(window, turn), .turn = turn, .scale = 1, .offset = {}};
    if (canvas.width <= 0 || canvas.height <= 0 || view.frame.width <= 0 || view.frame.height <= 0)
        return view;
    const auto width = static_cast<float>(view.frame.width), height = static_cast<float>(view.frame.height);
    view.scale = std::min(width / canvas.width, height / canvas.height);
    // Whole pixels, so that what is sharp on the canvas stays sharp.
    view.offset = {std::round((width - canvas.width * view.scale) / 2),
                   std::round((height - canvas.height * view.scale) / 2)};
    return view;
}

Point to_design(const View& view, Point at) {
    const PixelSize window = turned(view.frame, view.turn);
    const auto width = static_cast<float>(window.width), height = static_cast<float>(window.height);
    Point frame = at;
    switch (view.turn) {
    case Turn::None: break;
    case Turn::Quarter: frame = {at.y, width - at.x}; break;
    case Turn::Half: frame = {width - at.x, height - at.y}; break;
    case Turn::ThreeQuarters: frame = {height - at.y, at.x}; break;
    }
    return (frame - view.offset) * (1 / view.scale);
}

PixelRect to_window(PixelRect rect, PixelSize frame, Turn turn) {
    switch (turn) {
    case Turn::None: break;
    case Turn::Quarter: return {frame.height - rect.bottom(), rect.x, rect.height, rect.width};
    case Turn::Half:
        return {frame.width - rect.right(), frame.height - rect.bottom(), rect.width, rect.height};
    case Turn::ThreeQuarters: return {rect.y, frame.width - rect.right(), rect.height, rect.width};
    }
    return rect;
}

} // namespace kiosk
