// What every outbox refuses, in the same words: entries that are ours to get right, so that a refusal is a
// bug or a damaged machine. Called by the outboxes before they store.
#pragma once

#include "base/result.hpp"
#include "outbox/outbox.hpp"

namespace kiosk::outbox {

// Sizes within their limits, seq above 0, and `sha` that of `sealed`.
[[nodiscard]] Result<void> check_limits(const Entry& entry);
[[nodiscard]] Error other_bytes_error(const Entry& entry);
[[nodiscard]] Error used_seq_error(const Entry& entry, std::uint64_t next);

} // namespace kiosk::outbox
