// Bytes as text and back, and SHA-256, for the wire, receipts, bundles and key files. Called by every room
// that writes or reads ids, hashes and sealed records. Strict: one spelling of each value, nothing skipped.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::record {

using Sha256 = std::array<std::uint8_t, 32>;

// FIPS 180-4.
[[nodiscard]] Sha256 sha256(std::span<const std::uint8_t> bytes);

// Two lower-case hex digits a byte.
[[nodiscard]] std::string hex(std::span<const std::uint8_t> bytes);
// False, with `out` in an unknown state, when `text` is not exactly out.size() * 2 lower-case hex digits.
[[nodiscard]] bool parse_hex(std::string_view text, std::span<std::uint8_t> out);
[[nodiscard]] std::optional<Sha256> parse_sha256(std::string_view hex64);

// RFC 4648 section 4, with padding, without line breaks.
[[nodiscard]] std::string base64(std::span<const std::uint8_t> bytes);
// Nothing for any other alphabet, missing padding, stray bits after the end, or more than `bytes_max` bytes.
[[nodiscard]] std::optional<std::vector<std::uint8_t>> parse_base64(std::string_view text,
                                                                    std::size_t bytes_max);

// The same without padding, as age headers have it.
[[nodiscard]] std::string base64_unpadded(std::span<const std::uint8_t> bytes);
[[nodiscard]] std::optional<std::vector<std::uint8_t>> parse_base64_unpadded(std::string_view text,
                                                                             std::size_t bytes_max);

// The bytes of a text, without a copy.
[[nodiscard]] inline std::span<const std::uint8_t> bytes_of(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

} // namespace kiosk::record
