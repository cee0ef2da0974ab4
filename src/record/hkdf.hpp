// HKDF with SHA-256 (RFC 5869), which libsodium 1.0.18 does not have, from its HMAC. Called by the age format
// only.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "base/secret.hpp"

namespace kiosk::record {

// 32 bytes: one block, all that age asks for. An empty salt counts as 32 zeros, as the RFC says.
[[nodiscard]] SecretBytes hkdf_sha256(std::span<const std::uint8_t> key_material,
                                      std::span<const std::uint8_t> salt, std::string_view info);

} // namespace kiosk::record
