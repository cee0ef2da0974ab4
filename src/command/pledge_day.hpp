// How many pledges were made here today: the outbox counts for ever, the slides show a day. A day's first
// count is kept in the outbox, so that a restart does not forget it. Pure arithmetic over a store; called on
// its thread.
#pragma once

#include <string_view>

#include "outbox/outbox.hpp"

namespace kiosk::command {

// Sign-ups accepted since the first look of `today`, the hall's own day as platform::local_day() writes it.
// A clock that jumps to another day starts a new count.
[[nodiscard]] int pledges_today(outbox::Outbox& outbox, const outbox::Counts& counts, std::string_view today);

} // namespace kiosk::command
