// The only clocks of the program: monotonic instants, wall time with how far it can be believed, and the
// boot's identity. Called by the main loop, the store's thread and the uploader, which pass what they read as
// arguments. Never sets a clock, and never mixes the two kinds of time.
#pragma once

#include <string>

#include "base/time.hpp"

namespace kiosk::platform {

// Microseconds since the boot, suspended time included (CLOCK_BOOTTIME), so that a form left open over a
// sleep of the machine has timed out when it wakes.
[[nodiscard]] Instant monotonic_now();
[[nodiscard]] WallTime wall_now();
// Microseconds of the processor that the calling thread has taken: what it cost, whatever else the machine
// did.
[[nodiscard]] std::int64_t thread_processor_us();
// Synced when the kernel's clock is disciplined (adjtimex without STA_UNSYNC); Unset when the wall clock is
// earlier than this program can be, which is how a board without a clock battery starts; Set otherwise.
[[nodiscard]] ClockTrust clock_trust();
[[nodiscard]] constexpr ClockTrust judge_clock(bool disciplined, WallTime at) {
    // 2026-01-01T00:00:00Z: the year in which the program was written.
    constexpr WallTime earliest_plausible{1'767'225'600'000};
    if (at < earliest_plausible) return ClockTrust::Unset;
    return disciplined ? ClockTrust::Synced : ClockTrust::Set;
}
// 36 characters, new at each boot; "unknown" where the system does not tell.
[[nodiscard]] std::string boot_id();
// The day of the hall's own clock at that time, "2026-11-23": slides count what was pledged on it.
[[nodiscard]] std::string local_day(WallTime at);
// Blocks this thread. For worker threads and commands; the main loop waits for events instead.
void sleep_until(Instant at);

} // namespace kiosk::platform
