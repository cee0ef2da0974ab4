#include "base/time.hpp"

#include <array>
#include <cstdio>

namespace kiosk {

namespace {

struct CivilDate {
    std::int64_t year;
    unsigned month, day;
};

// Days since 1970-01-01 to a date of the proleptic Gregorian calendar (the era method: 400 years are
// 146,097 days, and a year is counted from March so that the leap day is the last).
CivilDate civil_from_days(std::int64_t days) {
    const std::int64_t shifted = days + 719468;
    const std::int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    const auto day_of_era = static_cast<unsigned>(shifted - era * 146097);
    const unsigned year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const unsigned day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const unsigned shifted_month = (5 * day_of_year + 2) / 153;
    const unsigned day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    const unsigned month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
    return {static_cast<std::int64_t>(year_of_era) + era * 400 + (month <= 2 ? 1 : 0), month, day};
}

std::int64_t days_from_civil(std::int64_t year, unsigned month, unsigned day) {
    if (month <= 2) --year;
    const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
    const auto year_of_era = static_cast<unsigned>(year - era * 400);
    const unsigned day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    const unsigned day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + static_cast<std::int64_t>(day_of_era) - 719468;
}

} // namespace

std::string rfc3339(WallTime at) {
    constexpr std::int64_t day_ms = 86'400'000;
    std::int64_t days = at.unix_ms / day_ms;
    std::int64_t rest_ms = at.unix_ms % day_ms;
    if (rest_ms < 0) {
        rest_ms += day_ms;
        --days;
    }
    const CivilDate date = civil_from_days(days);
    const auto second = static_cast<int>(rest_ms / 1000);
    std::array<char, 48> out{};
    std::snprintf(out.data(), out.size(), "%04lld-%02u-%02uT%02d:%02d:%02dZ",
                  static_cast<long long>(date.year), date.month, date.day, second / 3600, second / 60 % 60,
                  second % 60);
    return out.data();
}

std::optional<WallTime> parse_rfc3339(std::string_view text) {
    constexpr std::string_view shape = "dddd-dd-ddTdd:dd:ddZ";
    if (text.size() != shape.size()) return std::nullopt;
    std::array<unsigned, 6> parts{};
    std::size_t part = 0;
    for (std::size_t i = 0; i < shape.size(); ++i) {
        if (shape[i] != 'd') {
            if (text[i] != shape[i]) return std::nullopt;
            ++part;
            continue;
        }
        if (text[i] < '0' || text[i] > '9') return std::nullopt;
        parts[part] = parts[part] * 10 + static_cast<unsigned>(text[i] - '0');
    }
    const auto [year, month, day, hour, minute, second] = parts;
    if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 59)
        return std::nullopt;
    const std::int64_t days = days_from_civil(year, month, day);
    const std::int64_t of_day = (hour * 60 + minute) * 60 + second;
    const WallTime at{(days * 86'400 + of_day) * 1000};
    // 30 February comes back as a day of March.
    if (rfc3339(at) != text) return std::nullopt;
    return at;
}

std::string time_since(WallTime then, WallTime now) {
    constexpr std::int64_t minute_ms = 60'000, hour_ms = 60 * minute_ms, day_ms = 24 * hour_ms;
    const std::int64_t ms = now.unix_ms - then.unix_ms;
    if (ms < 0) return rfc3339(then);
    if (ms < minute_ms) return "just now";
    const auto told = [ms](std::int64_t unit_ms, const char* unit) {
        const std::int64_t count = ms / unit_ms;
        return std::to_string(count) + ' ' + unit + (count == 1 ? "" : "s") + " ago";
    };
    if (ms < hour_ms) return told(minute_ms, "minute");
    return ms < day_ms ? told(hour_ms, "hour") : told(day_ms, "day");
}

} // namespace kiosk
