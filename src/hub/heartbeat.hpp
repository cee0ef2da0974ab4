// Reads what a kiosk says of itself (upload/heartbeat.hpp writes it). Called by the service only.
// Never holds personal data: there is none in a heartbeat.
#pragma once

#include <string_view>

#include "base/result.hpp"
#include "hub/store.hpp"

namespace kiosk::hub {

constexpr std::size_t heartbeat_bytes_max = 4096; // a few counts

// Strict in what it knows; keys of a later version are passed over, and so is everything in them.
[[nodiscard]] Result<Heartbeat> parse_heartbeat(std::string_view body);

} // namespace kiosk::hub
