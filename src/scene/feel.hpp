// How the screen answers a finger in the same frame: what is pressed, what has the focus, since when, and the
// rings that a touch on the bare slide leaves. Changed by update(), read by everything that draws a control.
// A value; never decides what a touch does.
#pragma once

#include <array>
#include <cstddef>

#include "base/colour.hpp"
#include "base/time.hpp"
#include "draw/draw_list.hpp"
#include "scene/control.hpp"

namespace kiosk::scene {

// What one control shows at one moment.
struct ControlFeel {
    bool pressed = false;
    float scale = 1;       // 1 at rest, 0.97 while pressed
    float focus_alpha = 0; // of the focus ring
};

class Feel {
  public:
    void press(Control control, Instant now);
    // Lifted, slid off or cancelled: the control goes back.
    void release(Instant now);
    void focus(Control control, Instant now); // ControlKind::None: nothing has the focus
    void ring(Point at, Instant now);         // a touch on the bare slide
    void clear() { *this = Feel{}; }

    [[nodiscard]] Control pressed() const { return pressed_.control; }
    [[nodiscard]] Control focused() const { return focused_.control; }
    [[nodiscard]] ControlFeel of(Control control, Instant now) const;
    void draw_rings(draw::DrawList& list, Colour colour, Instant now) const;
    // `now` while anything moves, else never.
    [[nodiscard]] Instant next_change(Instant now) const;

  private:
    struct Since {
        Control control;
        Instant at;
    };
    struct Ring {
        Point at;
        Instant since{};
        bool live = false;
    };
    // Two hands tap no more than this within the life of a ring; an older one is replaced.
    static constexpr std::size_t recent_max = 4;
    Since pressed_, focused_;
    std::array<Since, recent_max> released_{};
    std::array<Ring, recent_max> rings_{};
    std::size_t next_released_ = 0, next_ring_ = 0;
};

} // namespace kiosk::scene
