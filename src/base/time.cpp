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
    std::snprintf(out.data(), out.size(), "%04lld-%02u-%02uT%02d:%02d:%02dZ", static_cast<long long>(date.year),
                  date.month, date.day, second / 3600, second / 60 % 60, second % 60);
    return out.data();
}

} // namespace kiosk
