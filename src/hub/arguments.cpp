#include "hub/arguments.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace kiosk::hub {

namespace {

constexpr std::array<std::string_view, 9> with_value{
    "out",     "listen",          "store",      "state",       "tls-cert",
    "tls-key", "passphrase-file", "kiosk-rate", "address-rate"};
constexpr std::array<std::string_view, 4> flags{"help", "version", "json", "behind-proxy"};

template <std::size_t N> bool holds(const std::array<std::string_view, N>& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

} // namespace

Result<Arguments> parse_arguments(std::span<const char* const> words) {
    Arguments arguments;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string_view word = words[i];
        if (!word.starts_with("--")) {
            if (arguments.command.empty()) {
                arguments.command = word;
            } else {
                arguments.words.emplace_back(word);
            }
            continue;
        }
        const std::size_t equals = word.find('=');
        const std::string name(word.substr(2, equals == std::string_view::npos ? equals : equals - 2));
        if (holds(flags, name) && equals == std::string_view::npos) {
            arguments.options[name] = "";
        } else if (!holds(with_value, name)) {
            return usage_error("unknown option --" + name + "; `pledge-hub --help` lists them");
        } else if (equals != std::string_view::npos) {
            arguments.options[name] = word.substr(equals + 1);
        } else if (i + 1 < words.size()) {
            arguments.options[name] = words[++i];
        } else {
            return usage_error("--" + name + " needs a value");
        }
    }
    return arguments;
}

Result<Listen> parse_listen(const std::string& text) {
    const Error bad = usage_error(
        "--listen: expected an address by number and a port, such as 127.0.0.1:8443 or [::1]:8443");
    const std::size_t colon = text.rfind(':');
    if (colon == std::string::npos || colon == 0) return bad;
    Listen listen;
    listen.address = text.substr(0, colon);
    if (listen.address.starts_with('[') && listen.address.ends_with(']')) {
        listen.address = listen.address.substr(1, listen.address.size() - 2);
    } else if (listen.address.find(':') != std::string::npos) {
        return bad;
    }
    const char* const end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data() + colon + 1, end, listen.port);
    if (error != std::errc() || stopped != end) return bad;
    return listen;
}

} // namespace kiosk::hub
