// How the canvas of the design lies on the frame buffer, and the frame buffer on the window: a scale, an
// offset and quarter turns (a panel that is mounted on its side). Made once for each window size by the
// program; used by the painter's caller, by platform/ for fingers, and by the presenter. Never knows a
// window.
#pragma once

#include <cstdint>

#include "base/geometry.hpp"

namespace kiosk {

// How far the picture is turned clockwise on its way from the frame buffer to the window.
enum class Turn : std::uint8_t { None, Quarter, Half, ThreeQuarters };

// The size of the frame buffer for a window, and of the window for a frame buffer.
[[nodiscard]] constexpr PixelSize turned(PixelSize size, Turn turn) {
    return turn == Turn::Quarter || turn == Turn::ThreeQuarters ? PixelSize{size.height, size.width} : size;
}

// frame pixel = offset + scale * design pixel.
struct View {
    PixelSize frame; // the frame buffer's size, upright
    Turn turn = Turn::None;
    float scale = 1;
    Point offset;
    bool operator==(const View&) const = default;
};

// The whole canvas as large as it goes, centred, on a window of this size in pixels. An empty canvas or
// window gives scale 1 and no offset.
[[nodiscard]] View fit_view(PixelSize window, Size canvas, Turn turn = Turn::None);
// From window pixels to design pixels; may lie outside of the canvas.
[[nodiscard]] Point to_design(const View& view, Point window_pixel);
// A rectangle of the frame buffer as it lies on the turned window.
[[nodiscard]] PixelRect to_window(PixelRect frame_rect, PixelSize frame, Turn turn);

} // namespace kiosk
