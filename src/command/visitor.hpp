// A scripted visitor for the demo: touches controls by name through SDL's own event queue, at human places
// and with human pauses on a virtual clock. It finds a control in the hit map of the list that was painted,
// as a finger does.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "command/kiosk.hpp"
#include "scene/control.hpp"

namespace kiosk::command {

class Visitor {
  public:
    // The kiosk's clock starts at `start` and goes only when the visitor lets it.
    Visitor(Kiosk& kiosk, Instant start) : kiosk_(kiosk), now_(start) {}

    [[nodiscard]] Instant now() const { return now_; }
    // Lets time go by, frame by frame at 60 a second; what is drawn in between counts.
    Result<void> wait(Duration time);
    // Jumps: one frame before and one after.
    Result<void> skip(Duration time);
    // Waits in real time until `done` says so, at most `limit`; false when it never did.
    Result<bool> wait_until(const std::function<bool()>& done, Duration limit);
    // Touches the middle of the control. An error when it is not on the screen.
    Result<void> touch(scene::Control control);
    Result<void> touch_at(Point design);
    Result<void> swipe(Point from, Point to);
    // Types on the on-screen keyboard, key by key, changing faces as needed.
    Result<void> type(std::string_view text);
    Result<void> press(Key key);

    struct Figures {
        std::int64_t frames = 0, painted = 0, pixels = 0;
        int touches = 0;
    };
    [[nodiscard]] const Figures& figures() const { return figures_; }

  private:
    Result<void> turn();
    Result<void> type_one(std::string_view character);
    [[nodiscard]] int key_for(std::string_view character) const; // -1: not on this face

    Kiosk& kiosk_;
    Instant now_;
    Figures figures_;
};

} // namespace kiosk::command
