// A slide laid out: words and picture in places, ready to be drawn at any moment of its time. One class for
// each kind of slide (picture_rise.cpp, picture_ratio.cpp, ...), made by lay_out(). Pure: the same moment
// draws the same list.
#pragma once

#include <memory>
#include <optional>

#include "base/time.hpp"
#include "deck/deck.hpp"
#include "draw/draw_list.hpp"
#include "scene/context.hpp"
#include "scene/control.hpp"
#include "scene/feel.hpp"
#include "scene/images.hpp"

namespace kiosk::scene {

// Facts of the day that a slide may show.
struct Today {
    int pledges = 0;
    int aim = 0; // 0: none set
    bool operator==(const Today&) const = default;
};

// A ball that one slide hands to the next, which breaks it into points (`band` to `lights`).
struct Ball {
    Point centre;
    float radius = 0;
    Colour colour;
    bool operator==(const Ball&) const = default;
};

struct Moment {
    float t_ms = 0; // since the start of the slide's own table; may be negative in a transition
    Today today;
    // Of a leaving slide: the next one draws this one's ball from now on.
    bool ball_given = false;
    // Of an arriving slide that takes_ball(): what the slide before gave. Kept until the slide ends.
    std::optional<Ball> ball_taken;
    Images* images = nullptr; // null: there are none
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
    // Where a kind has a large button of its own (the ask), which stands for the chrome's; empty for all
    // others.
    [[nodiscard]] virtual Rect button() const { return {}; }
    // Draws that button over the picture and, where `hits` is given, registers it.
    virtual void draw_button(draw::DrawList& list, HitMap* hits, const Feel& feel, Instant now,
                             const Moment& moment) const {
        static_cast<void>(list), static_cast<void>(hits), static_cast<void>(feel), static_cast<void>(now),
            static_cast<void>(moment);
    }
    // The ball that this slide can hand on when it leaves (band).
    [[nodiscard]] virtual std::optional<Ball> ball() const { return std::nullopt; }
    [[nodiscard]] virtual bool takes_ball() const { return false; }
    // The picture that it shows, for those who fetch it ahead of time; null without one.
    [[nodiscard]] virtual const ImageWish* image() const { return nullptr; }
    // The middle of the sun, from which a disc of light may flood the next slide (lights; flood.hpp).
    [[nodiscard]] virtual std::optional<Point> sun() const { return std::nullopt; }
};

// Lays a slide out for a look. Never fails: what does not fit is left out and reported by lint, not here.
[[nodiscard]] std::unique_ptr<Picture> lay_out(const deck::Slide& slide, const Context& context);

} // namespace kiosk::scene
