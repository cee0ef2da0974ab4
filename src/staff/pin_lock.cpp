#include "staff/pin_lock.hpp"

#include <array>
#include <charconv>

namespace kiosk::staff {

namespace {

// The word up to the next blank, taken off the text.
std::string_view take_word(std::string_view& text) {
    const std::size_t end = text.find(' ');
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return word;
}

template <typename Number> bool parse(std::string_view word, Number& number) {
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    return error == std::errc() && end == word.data() + word.size() && number >= 0;
}

} // namespace

Duration wait_after(int failures) {
    constexpr std::array minutes{1, 5, 15, 60};
    if (failures < free_tries) return {};
    const auto step = std::min(static_cast<std::size_t>(failures - free_tries), minutes.size() - 1);
    return seconds(60 * minutes[step]);
}

std::optional<Duration> wait_left(const PinLock& lock, Instant now) {
    if (now >= lock.until) return std::nullopt;
    return lock.until - now;
}

PinLock after_try(const PinLock& lock, Instant now, std::string_view boot) {
    const int failures = lock.failures + 1;
    return {failures, std::string(boot), now + wait_after(failures)};
}

std::string encode(const PinLock& lock) {
    return "1 " + std::to_string(lock.failures) + " " + std::to_string(lock.until.us) + " " + lock.boot;
}

PinLock decode_pin_lock(const std::optional<std::string>& text, Instant now, std::string_view boot) {
    if (!text) return {0, std::string(boot), Instant{0}};
    std::string_view rest = *text;
    PinLock lock;
    const bool readable = take_word(rest) == "1" && parse(take_word(rest), lock.failures) &&
                          parse(take_word(rest), lock.until.us);
    if (!readable) lock.failures = free_tries;
    lock.boot = boot;
    const Instant whole_wait = now + wait_after(lock.failures);
    // Another boot's instants mean nothing here. Within the same boot no wait is longer than a whole one.
    if (!readable || rest != boot || lock.until > whole_wait) lock.until = whole_wait;
    return lock;
}

} // namespace kiosk::staff
