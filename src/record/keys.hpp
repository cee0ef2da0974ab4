// Keys as people meet them: "age1..." and "AGE-SECRET-KEY-1..." (Bech32, as age prints them), identity files
// with comments, and the same wrapped under a passphrase. Called by settings, keygen, open and export. Secret
// text stays in wiped memory; nothing here touches a file.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/secret.hpp"
#include "record/seal.hpp"

namespace kiosk::record {

[[nodiscard]] Result<Recipient> parse_recipient(std::string_view text);
[[nodiscard]] std::string print_recipient(const Recipient& recipient);

// An error never quotes the text.
[[nodiscard]] Result<Identity> parse_identity(std::string_view text);
[[nodiscard]] SecretBytes print_identity(const Identity& identity);

// An identity file: a key a line, empty lines and lines that begin with # passed over; CRLF is taken. At
// least one key.
[[nodiscard]] Result<std::vector<Identity>> parse_identities(std::string_view file);
// What keygen writes before wrapping: two comment lines (when, public key) and the key. `created` is RFC
// 3339.
[[nodiscard]] SecretBytes identity_file(const Identity& identity, std::string_view created);

// Whether the bytes are an age file, or a text that holds an armored one, such as keygen's page, rather than
// a bare identity file.
[[nodiscard]] bool is_wrapped(std::span<const std::uint8_t> file);
// A bare identity file, or one under a passphrase (asked for with is_wrapped).
[[nodiscard]] Result<std::vector<Identity>> read_identities(std::span<const std::uint8_t> file,
                                                            const SecretBytes& passphrase);

// Four groups of four hex digits of the SHA-256 of the public key's text, to compare by eye or by telephone.
[[nodiscard]] std::string fingerprint(const Recipient& recipient);

} // namespace kiosk::record
