// How often a PIN may be tried: five tries, then one after each wait of 1, 5, 15 and then 60 minutes, so that
// a thief has at most 8 guesses in the first hour and 32 in a day. Pure; used by PinGate. Never sees a PIN,
// and never trusts the wall clock: waits run on the boot's monotonic clock, and begin anew after a reboot.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace kiosk::staff {

constexpr int free_tries = 5;

struct PinLock {
    int failures = 0; // in a row
    std::string boot; // the boot to which `until` belongs
    Instant until{0}; // no try before it
    bool operator==(const PinLock&) const = default;
};

// How long the next try must wait after this many failures in a row.
[[nodiscard]] Duration wait_after(int failures);
// What is left of the wait; nothing when a try is allowed.
[[nodiscard]] std::optional<Duration> wait_left(const PinLock& lock, Instant now);
// The lock as it is once a try has been made and until it is known to be right. It is stored before the PIN
// is looked at, so that pulling the plug between the two costs a try and wins nothing.
[[nodiscard]] PinLock after_try(const PinLock& lock, Instant now, std::string_view boot);

// One line of text for the store, and back. No text is a fresh lock; text that cannot be read counts as five
// failures at `now`. After a reboot the wait begins anew in full.
[[nodiscard]] std::string encode(const PinLock& lock);
[[nodiscard]] PinLock decode_pin_lock(const std::optional<std::string>& text, Instant now,
                                      std::string_view boot);

} // namespace kiosk::staff
