// What the touch hardware says, made trustworthy: a mouse that only echoes a finger is dropped, a contact
// that never ends is cancelled, and an end without a beginning is nobody's. Called by the window with
// instants; pure. Never decides what a touch means.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "base/input.hpp"

namespace kiosk::platform {

// Panels lose the end of a touch (a cable, a wet sleeve); a contact silent for this long is let go.
constexpr Duration stuck_finger_after = seconds(10);
// Drivers and window systems echo touches as a mouse; after a touch the mouse is deaf for this long.
constexpr Duration mouse_deaf_after_touch = milliseconds(1000);
// The mouse of a desk is finger 0; touch devices number theirs from 1.
constexpr std::int64_t mouse_finger = 0;

class Fingers {
  public:
    // A contact of the touch panel. `device` and `contact` as the hardware numbers them.
    void touched(Touch touch, std::int64_t device, std::int64_t contact, Point at, Instant now,
                 std::vector<FingerEvent>& out);
    void moused(Touch touch, Point at, Instant now, std::vector<FingerEvent>& out);
    // Cancels contacts that have been silent for `stuck_finger_after`. Call it once a turn of the loop.
    void tick(Instant now, std::vector<FingerEvent>& out);
    // The window lost its input: every contact is cancelled.
    void cancel_all(Instant now, std::vector<FingerEvent>& out);
    // When tick has something to do next; Instant::never() while nothing is down.
    [[nodiscard]] Instant next_tick() const;

  private:
    struct Key {
        std::int64_t device, contact;
        auto operator<=>(const Key&) const = default;
    };
    struct Contact {
        std::int64_t finger;
        Point at;
        Instant last;
    };
    std::map<Key, Contact> down_;
    std::optional<Contact> mouse_;
    std::int64_t next_finger_ = mouse_finger + 1;
    std::optional<Instant> last_touch_;
};

} // namespace kiosk::platform
