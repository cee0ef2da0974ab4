// The service's only clocks.
#include <ctime>
#include <sys/time.h>

#include "hub/commands.hpp"

namespace kiosk::hub {

WallTime wall_now() {
    timeval now{};
    gettimeofday(&now, nullptr);
    return {std::int64_t{now.tv_sec} * 1000 + now.tv_usec / 1000};
}

Instant monotonic_now() {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return {std::int64_t{now.tv_sec} * 1'000'000 + now.tv_nsec / 1000};
}

int utc_offset_s(WallTime at) {
    const std::time_t seconds = at.unix_ms / 1000;
    std::tm local{};
    localtime_r(&seconds, &local);
    return static_cast<int>(local.tm_gmtoff);
}

} // namespace kiosk::hub
