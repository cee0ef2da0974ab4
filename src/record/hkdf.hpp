// HKDF with SHA-256 (RFC 5869), which libsodium 1.0.18 does not have, from its HMAC. Called by the age format
// only.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "record/key_room.hpp"

namespace kiosk::record {

// 32 bytes in the room: one block, all that age asks for. An empty salt counts as 32 zeros, as the RFC says.
[[nodiscard]] std::span<const std::uint8_t> hkdf_sha256(std::span<const std::uint8_t> key_material,
                                                        std::span<const std::uint8_t> salt,
                                                        std::string_view info, KeyRoom& room);

} // namespace kiosk::record
