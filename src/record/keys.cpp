#include "record/keys.hpp"

#include <algorithm>
#include <cassert>

#include "record/armor.hpp"
#include "record/bech32.hpp"
#include "record/bytes.hpp"
#include "record/line.hpp"

namespace kiosk::record {
namespace {

constexpr std::string_view recipient_prefix = "age", identity_prefix = "age-secret-key-";
constexpr std::string_view age_magic = "age-encryption.org/";
constexpr std::size_t key_bytes = 32;
constexpr std::size_t wrapped_bytes_max = 64U * 1024U; // a hundred keys with their comments
constexpr std::size_t identities_max = 100;            // many years of events

std::string_view text_of(std::span<const std::uint8_t> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

} // namespace

Result<Recipient> parse_recipient(std::string_view text) {
    if (text.starts_with("AGE-SECRET-KEY-"))
        return key_error("This is a secret key, where a public key (age1...) belongs. Take it out of here, "
                         "and treat it as seen "
                         "by whoever could read this file.");
    const auto bytes = bech32_decode(recipient_prefix, text, LetterCase::Lower);
    if (!bytes || bytes->size() != key_bytes)
        return key_error("This is no public key. One begins with age1 and has 62 characters; copy it again, "
                         "whole, from its "
                         ".pub file.");
    Recipient recipient;
    std::copy(bytes->bytes().begin(), bytes->bytes().end(), recipient.bytes.begin());
    return recipient;
}

std::string print_recipient(const Recipient& recipient) {
    return std::string(bech32_encode(recipient_prefix, recipient.bytes, LetterCase::Lower).reveal());
}

Result<Identity> parse_identity(std::string_view text) {
    auto bytes = bech32_decode(identity_prefix, text, LetterCase::Upper);
    if (!bytes || bytes->size() != key_bytes)
        return key_error("This is no secret key of the kind AGE-SECRET-KEY-1..., or a character of it is "
                         "wrong. Copy it again, "
                         "whole.");
    Identity identity{SecretBytes(key_bytes), {}};
    [[maybe_unused]] const bool fits = identity.key.append(bytes->reveal());
    assert(fits);
    identity.recipient = recipient_of(identity.key);
    return identity;
}

SecretBytes print_identity(const Identity& identity) {
    return bech32_encode(identity_prefix, identity.key.bytes(), LetterCase::Upper);
}

Result<std::vector<Identity>> parse_identities(std::string_view file) {
    std::vector<Identity> identities;
    for (int line_number = 1; !file.empty(); ++line_number) {
        const std::string_view line = take_line(file);
        if (line.empty() || line.starts_with('#')) continue;
        auto identity = parse_identity(line);
        if (!identity)
            return key_error("Line " + std::to_string(line_number) +
                             " of the key file: " + identity.error().message);
        if (identities.size() == identities_max)
            return key_error("The key file holds more than " + std::to_string(identities_max) +
                             " keys. Split it, and open the bundles with one part after the other.");
        identities.push_back(std::move(*identity));
    }
    if (identities.empty())
        return key_error("The key file holds no secret key (a line that begins with AGE-SECRET-KEY-1).");
    return identities;
}

SecretBytes identity_file(const Identity& identity, std::string_view created) {
    const SecretBytes key = print_identity(identity);
    const std::string comments = "# created: " + std::string(created) +
                                 "\n# public key: " + print_recipient(identity.recipient) + "\n";
    SecretBytes file(comments.size() + key.size() + 1);
    [[maybe_unused]] const bool fits =
        file.append(comments) && file.append(key.reveal()) && file.append("\n");
    assert(fits);
    return file;
}

bool is_wrapped(std::span<const std::uint8_t> file) {
    return text_of(file).starts_with(age_magic) || find_armor(text_of(file)).has_value();
}

Result<std::vector<Identity>> read_identities(std::span<const std::uint8_t> file,
                                              const SecretBytes& passphrase) {
    if (!is_wrapped(file)) return parse_identities(text_of(file));
    std::optional<std::vector<std::uint8_t>> bare;
    if (const auto armored = find_armor(text_of(file))) {
        bare = from_armor(*armored, wrapped_bytes_max);
        if (!bare)
            return key_error(
                "The lines from BEGIN to END are no age file: a character or a line is missing, or "
                "is not what was printed. Compare them with the page, line by line.");
        file = *bare;
    }
    const auto clear = open_with_passphrase(file, passphrase);
    if (!clear) return clear.error();
    return parse_identities(clear->reveal());
}

std::string fingerprint(const Recipient& recipient) {
    const std::string digits = hex(sha256(bytes_of(print_recipient(recipient))));
    return digits.substr(0, 4) + " " + digits.substr(4, 4) + " " + digits.substr(8, 4) + " " +
           digits.substr(12, 4);
}

} // namespace kiosk::record
