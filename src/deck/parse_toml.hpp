// TOML 1.0 to our own tree of nodes, for every file that staff write. The bounds are checked before the
// library sees a byte: its 3.3.0 runs out of stack on 200,000 dotted keys. Never throws; a syntax error is a
// Diagnostic with its place.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "deck/diagnostic.hpp"
#include "deck/node.hpp"

namespace kiosk::deck {

// More than any deck's text needs; the largest of the shipped files is under 24 KiB.
constexpr std::size_t toml_bytes_max = std::size_t{256} * 1024;
// Brackets and braces within one another, outside of text.
constexpr int toml_nesting_max = 16;
// Parts of one dotted key or table name.
constexpr int toml_dots_max = 16;

// Nothing when the file cannot be read as TOML; then `diagnostics` says where and why.
[[nodiscard]] std::optional<Node> parse_toml(std::string_view text, const std::string& file,
                                             Diagnostics& diagnostics);

// The bounds alone, as parse_toml() checks them first: text that is no UTF-8, a NUL byte, too long, too deep.
[[nodiscard]] std::optional<Diagnostic> check_bounds(std::string_view text, const std::string& file);

} // namespace kiosk::deck
