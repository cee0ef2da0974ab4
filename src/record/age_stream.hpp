// The payload of an age v1 file: a nonce, then STREAM, chunks of 64 KiB under ChaCha20-Poly1305 with a
// counter and a mark on the last. Called by age_sodium.cpp only. Gives all of the clear bytes or none: never
// a part.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/result.hpp"
#include "base/secret.hpp"

namespace kiosk::record {

void append_age_payload(std::vector<std::uint8_t>& file, const SecretBytes& file_key,
                        std::span<const std::uint8_t> clear);
[[nodiscard]] Result<SecretBytes> open_age_payload(std::span<const std::uint8_t> payload,
                                                   const SecretBytes& file_key);

} // namespace kiosk::record
