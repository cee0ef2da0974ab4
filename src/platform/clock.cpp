#include "platform/clock.hpp"

#include <cerrno>
#include <ctime>
#include <sys/timex.h>

#include "platform/files.hpp"

namespace kiosk::platform {

Instant monotonic_now() {
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    return {static_cast<std::int64_t>(now.tv_sec) * 1'000'000 + now.tv_nsec / 1000};
}

WallTime wall_now() {
    timespec now{};
    clock_gettime(CLOCK_REALTIME, &now);
    return {static_cast<std::int64_t>(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000};
}

std::int64_t thread_processor_us() {
    timespec taken{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &taken);
    return static_cast<std::int64_t>(taken.tv_sec) * 1'000'000 + taken.tv_nsec / 1000;
}

ClockTrust clock_trust() {
    timex query{};
    const int state = adjtimex(&query);
    const bool disciplined = state >= 0 && state != TIME_ERROR && (query.status & STA_UNSYNC) == 0;
    return judge_clock(disciplined, wall_now());
}

std::string boot_id() {
    constexpr std::size_t id_length = 36;
    Result<std::string> text = read_file("/proc/sys/kernel/random/boot_id", 64);
    if (!text || text->size() < id_length) return "unknown";
    return text->substr(0, id_length);
}

std::string local_day(WallTime at) {
    const std::time_t seconds_since_1970 = at.unix_ms / 1000;
    std::tm parts{};
    localtime_r(&seconds_since_1970, &parts);
    char text[16];
    return {text, std::strftime(text, sizeof text, "%Y-%m-%d", &parts)};
}

void sleep_until(Instant at) {
    timespec until{};
    until.tv_sec = at.us / 1'000'000;
    until.tv_nsec = at.us % 1'000'000 * 1000;
    while (clock_nanosleep(CLOCK_BOOTTIME, TIMER_ABSTIME, &until, nullptr) == EINTR) {
    }
}

} // namespace kiosk::platform
