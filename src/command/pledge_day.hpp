// How many pledges were made here today: the outbox counts for ever, the slides show a day. A day's first
// count is kept in the outbox, so that a restart does not forget it. Pure arithmetic over a store; called on
// its thread.
#pragma once

#include "base/time.hpp"
#include "outbox/outbox.hpp"

namespace kiosk::command {

// Sign-ups accepted since the first look of this UTC day. A clock that jumps to another day starts a new
// count.
[[nodiscard]] int pledges_today(outbox::Outbox& outbox, const outbox::Counts& counts, WallTime now);

} // namespace kiosk::command
