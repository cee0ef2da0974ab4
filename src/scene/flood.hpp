// The disc of light that grows from the middle of the sun until it is the ground of the ask. Called by
// whoever shows the slides; one change, never back, never a flash.
#pragma once

#include "base/colour.hpp"
#include "base/geometry.hpp"
#include "draw/draw_list.hpp"

namespace kiosk::scene {

class Flood {
  public:
    static constexpr float length_ms = 900;
    // How fast a control takes the colours of the new ground once the disc has passed its middle.
    static constexpr float control_turn_ms = 120;

    // In a still look the disc becomes a cross-fade of 600 ms.
    Flood(Point middle, Size canvas, bool still);

    // `t_ms` since the disc began, 0 to length_ms. Draws the disc in the colour of the new ground.
    void draw(draw::DrawList& list, Colour colour, float t_ms) const;
    [[nodiscard]] float radius_px(float t_ms) const;
    // How far (0..1) a control with this middle has gone over to the colours of the new ground.
    [[nodiscard]] float turned(Point control_middle, float t_ms) const;
    [[nodiscard]] bool over(float t_ms) const { return t_ms >= length_ms; }

  private:
    Point middle_;
    Size canvas_;
    float radius_max_px_;
    bool still_;
};

} // namespace kiosk::scene
