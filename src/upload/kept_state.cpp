// The uploader's memory across restarts, as one short line: "failures code health time".
#include <charconv>

#include "upload/uploader.hpp"

namespace kiosk::upload {

namespace {

std::string_view next_word(std::string_view& text) {
    const std::size_t end = text.find(' ');
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return word;
}

bool read_number(std::string_view word, int& number) {
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    return error == std::errc() && end == word.data() + word.size();
}

} // namespace

std::string to_text(const KeptState& state) {
    return std::to_string(state.failures) + " " + std::to_string(state.code) + " " +
           std::string(health_name(state.health)) + " " + rfc3339(state.at);
}

std::optional<KeptState> parse_kept_state(std::string_view text) {
    KeptState state;
    if (!read_number(next_word(text), state.failures) || state.failures < 0) return std::nullopt;
    if (!read_number(next_word(text), state.code)) return std::nullopt;
    const auto health = parse_health(next_word(text));
    const auto at = parse_rfc3339(text);
    if (!health || !at) return std::nullopt;
    state.health = *health;
    state.at = *at;
    return state;
}

} // namespace kiosk::upload
