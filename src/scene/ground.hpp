// The ground of a slide, a sheet or a form: a plain colour or a dithered gradient over the whole canvas, and
// the band that marks a demo or a rehearsal. Called before anything else is drawn, and to cover what fades
// out: the ground over it at 1 - alpha fades a whole group exactly.
#pragma once

#include "deck/theme.hpp"
#include "draw/draw_list.hpp"
#include "scene/context.hpp"

namespace kiosk::scene {

// Over `part` of the canvas, as it would lie there if the whole were painted.
void draw_ground(draw::DrawList& list, const deck::Palette& palette, Size canvas, const Rect& part,
                 float alpha = 1);
inline void draw_ground(draw::DrawList& list, const deck::Palette& palette, Size canvas, float alpha = 1) {
    draw_ground(list, palette, canvas, {0, 0, canvas.width, canvas.height}, alpha);
}

// The hatched band along the top edge with its word in the middle.
class Banner {
  public:
    Banner() = default;
    // Of one orientation and language; an empty word draws nothing.
    [[nodiscard]] static Banner make(const Context& context, std::string_view word);
    void draw(draw::DrawList& list) const;

  private:
    text::RunPointer word_;
    Size canvas_;
    float baseline_ = 0;
    draw::Path hatch_;
    Colour dark_, bright_, ink_;
};

} // namespace kiosk::scene
