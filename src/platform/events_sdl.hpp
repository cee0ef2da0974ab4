// Turns one SDL event into ours. Used by the window only. Shares SDL's event by forward declaration; never
// keeps one.
#pragma once

#include <vector>

#include "base/view.hpp"
#include "platform/fingers.hpp"
#include "platform/window_sdl.hpp"

union SDL_Event;

namespace kiosk::platform {

struct EventReader {
    View view;
    PixelSize pixels; // the window's size in pixels
    PixelSize points; // and in the window system's units
    Fingers fingers;

    void read(const SDL_Event& event, Instant now, std::vector<Event>& out);
    void tick(Instant now, std::vector<Event>& out);
};

} // namespace kiosk::platform
