// The gate in front of every JSON text that comes from outside: receipts, batches, heartbeats, bundles.
// Bounded depth, no key twice, whole numbers only, valid UTF-8. Called before a parser builds anything from
// the text; never quotes it.
#pragma once

#include <cstddef>
#include <string_view>

#include "base/result.hpp"

namespace kiosk::record {

// Deep enough for what the contract defines (4), shallow enough to bound every reader.
constexpr std::size_t json_depth_max = 8;

// RFC 8259, exactly one value. The error names the byte at which the text goes wrong.
[[nodiscard]] Result<void> check_json(std::string_view text, std::size_t depth_max = json_depth_max);

} // namespace kiosk::record
