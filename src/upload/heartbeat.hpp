// What a kiosk tells the hub about itself: counts, version, and how sending goes. Called by the uploader
// every few minutes. Never holds a name, a receipt code or anything else of a visitor.
#pragma once

#include <string>
#include <string_view>

#include "outbox/outbox.hpp"

namespace kiosk::upload {

// Ten thousand kiosks are 17 a second: with those that come back after an outage they stay below the 40 new
// connections a second that a small hub is asked to bear.
constexpr Duration heartbeat_interval = seconds(600);

// The body of POST /v1/heartbeat: one JSON object, keys sorted. `faults` counts failures since the last good
// answer.
[[nodiscard]] std::string heartbeat_body(std::string_view version, const outbox::Counts& counts,
                                         std::string_view health, int faults);

} // namespace kiosk::upload
