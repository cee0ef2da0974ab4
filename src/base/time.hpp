// Instants and durations. Time is always an argument: only platform/ reads a clock. Monotonic time and
// wall time are different types, so that a jumping clock can never delay, reorder or hide anything.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace kiosk {

// A span of time in milliseconds; may be negative.
struct Duration {
    std::int64_t ms = 0;
    auto operator<=>(const Duration&) const = default;
};

[[nodiscard]] constexpr Duration milliseconds(std::int64_t ms) {
    return {ms};
}
[[nodiscard]] constexpr Duration seconds(std::int64_t s) {
    return {s * 1000};
}

// A moment on the monotonic clock, in microseconds since an unknown start.
struct Instant {
    std::int64_t us = 0;
    auto operator<=>(const Instant&) const = default;
    // Later than every moment that will ever be: "never".
    [[nodiscard]] static constexpr Instant never() { return {std::numeric_limits<std::int64_t>::max()}; }
};

[[nodiscard]] constexpr Instant operator+(Instant at, Duration by) {
    return at == Instant::never() ? at : Instant{at.us + by.ms * 1000};
}
[[nodiscard]] constexpr Instant operator-(Instant at, Duration by) {
    return {at.us - by.ms * 1000};
}
// Whole milliseconds from `from` to `to`, rounded down.
[[nodiscard]] constexpr Duration operator-(Instant to, Instant from) {
    return {(to.us - from.us) / 1000};
}
// Milliseconds with their fraction, for motion.
[[nodiscard]] constexpr float milliseconds_between(Instant from, Instant to) {
    return static_cast<float>(static_cast<double>(to.us - from.us) / 1000.0);
}

// Whether the wall clock can be believed, as far as the system knows.
enum class ClockTrust : std::uint8_t { Synced, Set, Unset };

// Wall time: milliseconds since 1970-01-01T00:00:00Z, as the machine's clock has it, right or wrong.
struct WallTime {
    std::int64_t unix_ms = 0;
    auto operator<=>(const WallTime&) const = default;
};

// RFC 3339 in UTC with whole seconds, such as "2026-02-28T17:04:05Z".
[[nodiscard]] std::string rfc3339(WallTime at);
// Reads exactly that form back (20 characters, a real date, "Z"); nothing for any other text.
[[nodiscard]] std::optional<WallTime> parse_rfc3339(std::string_view text);

// How long ago that was, in the largest unit that fits, rounded down: "just now" below a minute, "1 minute
// ago", "5 hours ago", "3 days ago". A time that has not come yet, as after a clock was set back, is told by
// rfc3339().
[[nodiscard]] std::string time_since(WallTime then, WallTime now);

} // namespace kiosk
