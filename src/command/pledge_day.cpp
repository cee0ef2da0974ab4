#include "command/pledge_day.hpp"

#include <charconv>
#include <string>

namespace kiosk::command {

namespace {

constexpr std::string_view day_key = "pledges.day";

} // namespace

int pledges_today(outbox::Outbox& outbox, const outbox::Counts& counts, std::string_view day) {
    const std::string today(day);
    const auto kept = outbox.value(day_key);
    if (kept && *kept && (*kept)->starts_with(today + " ")) {
        std::uint64_t before = 0;
        const std::string_view number = std::string_view(**kept).substr(today.size() + 1);
        const auto read = std::from_chars(number.data(), number.data() + number.size(), before);
        if (read.ec == std::errc{} && before <= counts.accepted)
            return static_cast<int>(counts.accepted - before);
    }
    // Its failure is no fault of the visitor's: the count is then that of this run.
    (void)outbox.set_value(day_key, today + " " + std::to_string(counts.accepted));
    return 0;
}

} // namespace kiosk::command
