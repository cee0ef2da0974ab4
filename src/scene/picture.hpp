// A slide laid out: words and picture in places, ready to be drawn at any moment of its time. One class for
// each kind of slide (picture_rise.cpp, picture_ratio.cpp, ...), made by lay_out(). Pure: the same moment
// draws the same list.
#pragma once

#include <memory>

#include "deck/deck.hpp"
#include "draw/draw_list.hpp"
#include "scene/context.hpp"
#include "scene/control.hpp"
#include "scene/feel.hpp"

namespace kiosk::scene {

// Facts of the day that a slide may show.
struct Today {
    int pledges = 0;
    int aim = 0; // 0: none set
    bool operator==(const Today&) const = default;
};

struct Moment {
    float t_ms = 0; // since the start of the slide's own table; may be negative in a transition
    Today today;
};

class Picture {
  public:
    virtual ~Picture() = default;
    // Words and picture of the slide, over a ground that is painted already. The chrome, the head and the
    // source line are drawn by others (slide_frame.hpp).
    virtual void draw(draw::DrawList& list, const Moment& moment) const = 0;
    // The next moment, in ms of the slide's time, at which the drawing may differ from that at `t_ms`: `t_ms`
    // itself while something moves, infinity when all is still for good.
    [[nodiscard]] virtual float next_change_ms(float t_ms) const = 0;
    // When all words stand and the picture is whole, in ms of the slide's time; a paused slide stops there.
    // No table is longer than this.
    [[nodiscard]] virtual float settled_ms() const { return 7'500; }
    // Where a kind has a large button of its own (the ask); empty for all others. It takes the place of the
    // pledge button of the chrome.
    [[nodiscard]] virtual Rect button() const { return {}; }
    // Draws that button in the state of the finger, and registers it. Called after draw(), under the same
    // fades.
    virtual void draw_button(draw::DrawList&, HitMap*, const Moment&, const Feel&, Instant) const {}
};

// Lays a slide out for a look. Never fails: what does not fit is left out and reported by lint, not here.
[[nodiscard]] std::unique_ptr<Picture> lay_out(const deck::Slide& slide, const Context& context);

} // namespace kiosk::scene
