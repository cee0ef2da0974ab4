// Passphrases of staff, hashed with argon2id (RFC 9106) by libsodium: 64 MiB and two passes, as libsodium
// advises for logins. Called by site.hpp and `pledge-hub staff`. Never logs or keeps a passphrase.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace kiosk::hub {

// A page that faces a network, and no second factor: length is what holds off guessing.
constexpr std::size_t passphrase_chars_min = 15;
constexpr std::size_t passphrase_bytes_max = 256;

// Fault::Input when it is too short or too long, Fault::Machine without 64 MiB of memory.
[[nodiscard]] Result<std::string> hash_passphrase(std::string_view passphrase);
// Takes about a tenth of a second, whatever the answer.
[[nodiscard]] bool passphrase_matches(std::string_view passphrase, const std::string& hash);
// A hash that no passphrase matches: an unknown name then takes as long as a known one.
[[nodiscard]] std::string nobodys_hash();

// 256 random bits in hex.
[[nodiscard]] std::string make_session_key();
// Equal, in a time that does not tell where they differ.
[[nodiscard]] bool same_secret(std::string_view one, std::string_view other);

} // namespace kiosk::hub
