// When to try again: exponential back-off with full jitter, Retry-After, and the slow rhythm of a network
// that wants a login. Pure: the random fraction and the times are arguments. Called by the uploader; never
// gives up and never waits longer than an hour.
#pragma once

#include <optional>
#include <string_view>

#include "base/time.hpp"

namespace kiosk::upload {

constexpr Duration backoff_step = seconds(2);
constexpr Duration backoff_cap = seconds(900);
constexpr Duration wait_cap = seconds(3600); // no header of anybody's silences a kiosk for longer
constexpr Duration local_trouble_wait =
    seconds(40); // a login page or a wrong clock: people mend it on the spot
constexpr Duration network_back_wait = seconds(20); // with the look at the network (worker.cpp): below 30 s
constexpr int circuit_failures = 5; // then only pings go out, until one is answered by the hub
constexpr Duration unauthorised_wait =
    seconds(900); // 401 and 403: staff are at work; a portal's 403 must not last

// uniform(0, min(900 s, 2 s * 2^n)), n = failures before this one. `fraction` is uniform in [0, 1).
// The cap is applied before the jitter, so that a fleet stays spread at the cap.
[[nodiscard]] Duration backoff(int failures, double fraction);

// RFC 9110, 10.2.3: seconds, or a date, which is read against the same reply's Date header (the kiosk's own
// clock may be wrong). Nothing for all other text, a negative number, or a date without a Date. At most
// wait_cap.
[[nodiscard]] std::optional<Duration> parse_retry_after(std::string_view value, std::string_view date_header);

// The back-off, or Retry-After plus up to a quarter of it when that is longer; at most wait_cap.
[[nodiscard]] Duration wait_after(int failures, std::optional<Duration> retry_after, double fraction);

// 20 to 40 s: soon enough after somebody has logged in, and spread.
[[nodiscard]] Duration wait_for_people(double fraction);

} // namespace kiosk::upload
