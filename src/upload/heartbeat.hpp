// What a kiosk tells the hub about itself: counts, version, and how sending goes. Called by the uploader
// every few minutes. Never holds a name, a receipt code or anything else of a visitor.
#pragma once

#include <string>
#include <string_view>

#include "outbox/outbox.hpp"

namespace kiosk::upload {

constexpr Duration heartbeat_interval = seconds(300);

// The body of POST /v1/heartbeat: one JSON object, keys sorted. `faults` counts failures since the last good
// answer.
[[nodiscard]] std::string heartbeat_body(std::string_view version, const outbox::Counts& counts,
                                         std::string_view health, int faults);

} // namespace kiosk::upload
