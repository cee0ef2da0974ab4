#include "upload/retry.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.hpp"

namespace kiosk::upload {

namespace {

std::int64_t part_of(std::int64_t ms, double fraction) {
    return static_cast<std::int64_t>(static_cast<double>(ms) * std::clamp(fraction, 0.0, 1.0));
}

// IMF-fixdate of RFC 9110, 5.6.7, such as "Sun, 06 Nov 1994 08:49:37 GMT".
std::optional<WallTime> parse_http_date(std::string_view text) {
    constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    if (text.size() != 29 || text.substr(3, 2) != ", " || text.substr(25) != " GMT") return std::nullopt;
    const auto month = std::ranges::find(months, text.substr(8, 3));
    if (month == months.end() || text[7] != ' ' || text[11] != ' ' || text[16] != ' ') return std::nullopt;
    const auto number = static_cast<int>(month - months.begin()) + 1;
    const std::string two = (number < 10 ? "0" : "") + std::to_string(number);
    return parse_rfc3339(std::string(text.substr(12, 4)) + "-" + two + "-" + std::string(text.substr(5, 2)) +
                         "T" + std::string(text.substr(17, 8)) + "Z");
}

} // namespace

Duration backoff(int failures, double fraction) {
    std::int64_t most = backoff_step.ms;
    for (int i = 0; i < failures && most < backoff_cap.ms; ++i) most *= 2;
    return {part_of(std::min(most, backoff_cap.ms), fraction)};
}

std::optional<Duration> parse_retry_after(std::string_view value, std::string_view date_header) {
    while (value.starts_with(' ')) value.remove_prefix(1);
    while (value.ends_with(' ')) value.remove_suffix(1);
    if (value.empty()) return std::nullopt;
    if (std::ranges::all_of(value, ascii::is_digit)) {
        std::int64_t ms = 0;
        for (const char c : value) ms = std::min(wait_cap.ms, ms * 10 + (c - '0') * 1000);
        return Duration{ms};
    }
    const auto until = parse_http_date(value), from = parse_http_date(date_header);
    if (!until || !from || *until < *from) return std::nullopt;
    return Duration{std::min(wait_cap.ms, until->unix_ms - from->unix_ms)};
}

Duration wait_after(int failures, std::optional<Duration> retry_after, double fraction) {
    const Duration own = backoff(failures, fraction);
    if (!retry_after) return own;
    return std::min(wait_cap,
                    std::max(own, Duration{retry_after->ms + part_of(retry_after->ms / 4, fraction)}));
}

Duration wait_for_people(double fraction) {
    return {local_trouble_wait.ms / 2 + part_of(local_trouble_wait.ms / 2, fraction)};
}

} // namespace kiosk::upload
