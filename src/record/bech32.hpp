// Bech32 (BIP 173 without its length limit), in wiped memory, since secret keys are printed with it. Called
// by keys.cpp.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "base/secret.hpp"

namespace kiosk::record {

enum class LetterCase : std::uint8_t { Lower, Upper };

// `prefix` is lower case here; the whole is written in the case asked for.
[[nodiscard]] SecretBytes bech32_encode(std::string_view prefix, std::span<const std::uint8_t> bytes,
                                        LetterCase letters);
// The bytes, when the text has this prefix, one case throughout, a right checksum and zero padding bits.
[[nodiscard]] std::optional<SecretBytes> bech32_decode(std::string_view prefix, std::string_view text,
                                                       LetterCase letters);

} // namespace kiosk::record
