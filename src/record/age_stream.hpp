// The payload of an age v1 file: a nonce, then STREAM, chunks of 64 KiB under ChaCha20-Poly1305 with a
// counter and a mark on the last. Called by age_sodium.cpp only. Gives all of the clear bytes or none: never
// a part.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/result.hpp"
#include "base/secret.hpp"
#include "record/key_room.hpp"

namespace kiosk::record {

void append_age_payload(std::vector<std::uint8_t>& file, std::span<const std::uint8_t> file_key,
                        std::span<const std::uint8_t> clear, KeyRoom& room);
// Into `clear`, which is made anew when it is too small, and empty after an error.
[[nodiscard]] Result<void> open_age_payload(std::span<const std::uint8_t> payload,
                                            std::span<const std::uint8_t> file_key, SecretBytes& clear,
                                            KeyRoom& room);

} // namespace kiosk::record
