// The service's only clock.
#include <sys/time.h>

#include "hub/commands.hpp"

namespace kiosk::hub {

WallTime wall_now() {
    timeval now{};
    gettimeofday(&now, nullptr);
    return {std::int64_t{now.tv_sec} * 1000 + now.tv_usec / 1000};
}

} // namespace kiosk::hub
