// What this machine offers a kiosk, looked at once: for `doctor`, which says "ok" or what to do, and for the
// staff panel. Reads the system only; never changes anything and never touches the network.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "platform/displays_sdl.hpp"

namespace kiosk::platform {

struct Check {
    std::string name; // "display", "touch", "fonts", "disk", "clock", "swap"
    bool ok = false;
    std::string says; // what was found, or what to do
};

// Free space under which staff are warned: thousands of sign-ups and their journal.
constexpr std::uint64_t disk_left_min = 256ULL * 1024 * 1024;

[[nodiscard]] Check check_display(const Result<ScreenFacts>& screens);
[[nodiscard]] Check check_touch(const Result<ScreenFacts>& screens,
                                const std::vector<std::string>& kernel_devices);
[[nodiscard]] Check check_fonts(const std::vector<std::string>& families);
[[nodiscard]] Check check_disk(const std::string& state_folder);
[[nodiscard]] Check check_clock(ClockTrust trust, WallTime now);
// `swaps`: the text of /proc/swaps; `kept_out`: this process's memory is locked as a whole.
[[nodiscard]] Check check_swap(std::string_view swaps, bool kept_out);

// Names of the touch panels that the kernel knows (/proc/bus/input/devices), whether or not this user may
// read them.
[[nodiscard]] std::vector<std::string> kernel_touch_devices();
// The same from the text of that file; pure.
[[nodiscard]] std::vector<std::string> parse_touch_devices(std::string_view listing);

// All of the above, in the order of `doctor`.
[[nodiscard]] std::vector<Check> check_machine(const std::string& state_folder,
                                               const std::vector<std::string>& families);

} // namespace kiosk::platform
