// The header of an age v1 file (C2SP age specification): stanzas and the place of the MAC, parsed and written
// to the letter. Called by age_sodium.cpp only; no cryptography here, and no leniency: one byte off is an
// error.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace kiosk::record {

struct Stanza {
    std::vector<std::string> arguments; // the first names the kind: "X25519", "scrypt", ...
    std::vector<std::uint8_t> body;
};

struct AgeHeader {
    std::vector<Stanza> stanzas;
    std::vector<std::uint8_t> mac; // 32 bytes
    std::size_t mac_covers = 0;    // bytes from the start, up to and with "---"
    std::size_t size = 0;          // bytes of the whole header; the payload starts there
};

constexpr std::size_t stanzas_max = 1'000;         // a bound against files made to hurt
constexpr std::size_t header_bytes_max = 1U << 20; // likewise

[[nodiscard]] Result<AgeHeader> parse_age_header(std::span<const std::uint8_t> file);
// The header up to and with "---", over which the MAC is made.
[[nodiscard]] std::string write_age_header(std::span<const Stanza> stanzas);

} // namespace kiosk::record
