// The command line of pledge-hub: a subcommand, words, and long options. Called by main.cpp only.
// Never reads an environment or a file.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"

namespace kiosk::hub {

struct Arguments {
    std::string command; // "serve", ...; empty with --help or --version
    std::vector<std::string> words;
    std::map<std::string, std::string> options; // without dashes; "" for a flag
    [[nodiscard]] bool has(const std::string& name) const { return options.contains(name); }
    [[nodiscard]] std::string value_or(const std::string& name, std::string otherwise) const {
        const auto found = options.find(name);
        return found == options.end() ? otherwise : found->second;
    }
};

// "--name value" and "--name=value". Fault::Usage names what is not known.
[[nodiscard]] Result<Arguments> parse_arguments(std::span<const char* const> words);

// "127.0.0.1:8443" or "[::1]:8443".
struct Listen {
    std::string address;
    std::uint16_t port = 0;
    [[nodiscard]] bool loopback() const { return address == "::1" || address.starts_with("127."); }
};
[[nodiscard]] Result<Listen> parse_listen(const std::string& text);

} // namespace kiosk::hub
