// Puts touches of a script into SDL's own event queue, where those of a panel arrive, so that a demo goes the
// whole way of a touch. Called by `demo` on the window's thread. Needs a window; never used by the running
// kiosk.
#pragma once

#include "base/geometry.hpp"
#include "base/input.hpp"

namespace kiosk::platform {

// `part` of the window: 0..1 from its left and top edge.
void push_touch(Touch touch, std::int64_t finger, Point part);
void push_key(Key key);

} // namespace kiosk::platform
