// The five named curves by which everything eases, as cubic Bezier curves in time. Called by tracks and
// pictures; never knows what it moves.
#pragma once

#include <cstdint>

namespace kiosk::motion {

// Settle goes a little past its end before it comes to rest: only for a light that comes on.
enum class Ease : std::uint8_t { Linear, Enter, Exit, Move, Draw, Settle };

// A curve from (0, 0) to (1, 1) by its two control points, as in CSS cubic-bezier(). x1 and x2 lie in 0..1.
struct CubicBezier {
    float x1 = 0, y1 = 0, x2 = 1, y2 = 1;
    // How far the change has come (0 at the start, 1 at the end) when the part `t` of its time has passed.
    // `t` is clamped to 0..1; the ends are exact.
    [[nodiscard]] float at(float t) const;
};

[[nodiscard]] CubicBezier curve(Ease ease);
[[nodiscard]] float eased(Ease ease, float t);

} // namespace kiosk::motion
