// The lights of today's pledges as a spiral: those that are on, rings for those to come, and the visitor's
// own, which falls in and lands. Used by the thank-you alone; words and controls are not its own.
#pragma once

#include "deck/theme.hpp"
#include "draw/draw_list.hpp"
#include "scene/picture.hpp"
#include "scene/spiral.hpp"

namespace kiosk::scene {

struct PledgeLightsPlace {
    Point centre;
    float reach_px = 325; // from the middle to the outermost light
    Point fall_from;      // where the new light comes from: the button that was touched
    Rect bar;             // in place of single lights when there are too many
};

class PledgeLights {
  public:
    PledgeLights(const deck::Palette& palette, const PledgeLightsPlace& place, bool ringed, bool still)
        : palette_(palette),
          place_(place),
          ringed_(ringed),
          still_(still) {}

    [[nodiscard]] static bool as_bar(const Today& today);
    // `t_ms` since the sign-up was stored.
    void draw(draw::DrawList& list, const Today& today, float t_ms) const;
    // After this nothing moves any more.
    [[nodiscard]] float settled_ms() const;

  private:
    void draw_new(draw::DrawList& list, Point at, float radius, float t_ms) const;
    void draw_bar(draw::DrawList& list, const Today& today, float t_ms) const;

    deck::Palette palette_;
    PledgeLightsPlace place_;
    bool ringed_; // on paper a light has an edge of ink
    bool still_;
};

} // namespace kiosk::scene
