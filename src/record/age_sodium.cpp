#include "record/seal.hpp"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <cstring>
#include <optional>

#include <sodium.h>

#include "record/age_header.hpp"
#include "record/age_stream.hpp"
#include "record/bytes.hpp"
#include "record/hkdf.hpp"

namespace kiosk::record {
namespace {

constexpr std::size_t file_key_bytes = 16, wrapped_bytes = file_key_bytes + 16, point_bytes = 32,
                      salt_bytes = 16;
constexpr std::string_view x25519_kind = "X25519", scrypt_kind = "scrypt";
constexpr std::string_view x25519_label = "age-encryption.org/v1/X25519",
                           scrypt_label = "age-encryption.org/v1/scrypt";
constexpr std::uint8_t zero_nonce[crypto_aead_chacha20poly1305_IETF_NPUBBYTES] = {};

Error open_error(OpenFault why, std::string message) {
    const Fault fault = why == OpenFault::NoMatch ? Fault::Key : Fault::Input;
    return {fault, std::move(message), static_cast<int>(why)};
}

Error stanza_error(std::string_view kind) {
    return open_error(OpenFault::Header, "The age file's header is broken: a stanza of the kind " +
                                             std::string(kind) +
                                             " is malformed. Use another copy of the file.");
}

SecretBytes secret(std::size_t size) {
    SecretBytes bytes(size);
    [[maybe_unused]] const bool fits = bytes.resize(size);
    assert(fits);
    return bytes;
}

SecretBytes random_secret(std::size_t size) {
    SecretBytes bytes = secret(size);
    randombytes_buf(bytes.bytes().data(), size);
    return bytes;
}

// The key that wraps the file key for one recipient; nothing for a point of low order.
std::optional<SecretBytes> x25519_wrap_key(const SecretBytes& scalar,
                                           std::span<const std::uint8_t> their_point,
                                           std::span<const std::uint8_t> share, const Recipient& recipient) {
    SecretBytes shared = secret(point_bytes);
    if (crypto_scalarmult(shared.bytes().data(), scalar.bytes().data(), their_point.data()) != 0)
        return std::nullopt;
    if (sodium_is_zero(shared.bytes().data(), shared.size()) != 0) return std::nullopt;
    std::array<std::uint8_t, 2 * point_bytes> salt;
    std::copy(share.begin(), share.end(), salt.begin());
    std::copy(recipient.bytes.begin(), recipient.bytes.end(), salt.begin() + point_bytes);
    return hkdf_sha256(shared.bytes(), salt, x25519_label);
}

std::vector<std::uint8_t> wrap(const SecretBytes& file_key, const SecretBytes& wrap_key) {
    std::vector<std::uint8_t> body(wrapped_bytes);
    crypto_aead_chacha20poly1305_ietf_encrypt(body.data(), nullptr, file_key.bytes().data(), file_key.size(),
                                              nullptr, 0, nullptr, zero_nonce, wrap_key.bytes().data());
    return body;
}

std::optional<SecretBytes> unwrap(std::span<const std::uint8_t> body, const SecretBytes& wrap_key) {
    SecretBytes file_key = secret(file_key_bytes);
    if (crypto_aead_chacha20poly1305_ietf_decrypt(file_key.bytes().data(), nullptr, nullptr, body.data(),
                                                  body.size(), nullptr, 0, zero_nonce,
                                                  wrap_key.bytes().data()) != 0)
        return std::nullopt;
    return file_key;
}

Result<Stanza> x25519_stanza(const SecretBytes& file_key, const Recipient& recipient) {
    const SecretBytes scalar = random_secret(point_bytes);
    std::array<std::uint8_t, point_bytes> share;
    crypto_scalarmult_base(share.data(), scalar.bytes().data());
    const auto key = x25519_wrap_key(scalar, recipient.bytes, share, recipient);
    if (!key)
        return key_error(
            "A public key in the settings is no usable X25519 point. Take it from its keygen page again.");
    return Stanza{{std::string(x25519_kind), base64_unpadded(share)}, wrap(file_key, *key)};
}

// scrypt's output, the wrap key of a passphrase. Takes 2^(work_factor + 10) bytes of memory meanwhile.
Result<SecretBytes> scrypt_wrap_key(const SecretBytes& passphrase, std::span<const std::uint8_t> salt,
                                    int work_factor) {
    std::vector<std::uint8_t> labelled(scrypt_label.begin(), scrypt_label.end());
    labelled.insert(labelled.end(), salt.begin(), salt.end());
    SecretBytes key = secret(32);
    if (crypto_pwhash_scryptsalsa208sha256_ll(passphrase.bytes().data(), passphrase.size(), labelled.data(),
                                              labelled.size(),
                                              std::uint64_t{1} << static_cast<unsigned>(work_factor), 8, 1,
                                              key.bytes().data(), key.size()) != 0)
        return machine_error("There is not enough memory to check the passphrase: " +
                             std::to_string((std::uint64_t{1} << static_cast<unsigned>(work_factor)) / 1024) +
                             " MiB are needed. Close other programs and try again.");
    return key;
}

SecretBytes header_mac(const SecretBytes& file_key, std::span<const std::uint8_t> header) {
    const SecretBytes key = hkdf_sha256(file_key.bytes(), {}, "header");
    SecretBytes mac = secret(crypto_auth_hmacsha256_BYTES);
    crypto_auth_hmacsha256(mac.bytes().data(), header.data(), header.size(), key.bytes().data());
    return mac;
}

std::vector<std::uint8_t> write_file(const SecretBytes& file_key, std::span<const Stanza> stanzas,
                                     std::span<const std::uint8_t> clear) {
    std::string header = write_age_header(stanzas);
    header += " " + base64_unpadded(header_mac(file_key, bytes_of(header)).bytes()) + "\n";
    std::vector<std::uint8_t> file(header.begin(), header.end());
    append_age_payload(file, file_key, clear);
    return file;
}

Result<SecretBytes> open_payload(std::span<const std::uint8_t> file, const AgeHeader& header,
                                 const SecretBytes& file_key) {
    const SecretBytes mac = header_mac(file_key, file.first(header.mac_covers));
    if (sodium_memcmp(mac.bytes().data(), header.mac.data(), mac.size()) != 0)
        return open_error(
            OpenFault::Mac,
            "The age file's header was changed after it was sealed (its MAC is wrong). Use another "
            "copy of the file.");
    return open_age_payload(file.subspan(header.size), file_key);
}

// The file key by one identity from one X25519 stanza: nothing when it is for somebody else.
Result<std::optional<SecretBytes>> try_x25519(const Stanza& stanza, const Identity& identity) {
    const auto share = parse_base64_unpadded(stanza.arguments[1], point_bytes);
    const auto key = x25519_wrap_key(identity.key, *share, *share, identity.recipient);
    if (!key) return stanza_error(x25519_kind);
    return unwrap(stanza.body, *key);
}

bool well_formed_x25519(const Stanza& stanza) {
    if (stanza.arguments.size() != 2 || stanza.body.size() != wrapped_bytes) return false;
    const auto share = parse_base64_unpadded(stanza.arguments[1], point_bytes);
    return share && share->size() == point_bytes;
}

// A decimal number without sign or leading zero; nothing for any other text, or above 63.
std::optional<int> parse_work_factor(std::string_view text) {
    if (text.empty() || text.size() > 2 || text[0] < '1' || text[0] > '9') return std::nullopt;
    int value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc{} || end != text.data() + text.size() || value > 63) return std::nullopt;
    return value;
}

} // namespace

Result<std::vector<std::uint8_t>> seal(std::span<const std::uint8_t> clear,
                                       std::span<const Recipient> recipients) {
    if (recipients.empty() || recipients.size() > recipients_max)
        return key_error("A record is sealed to 1 to " + std::to_string(recipients_max) +
                         " public keys, not to " + std::to_string(recipients.size()) +
                         ". Name the charity's key and an escrow key in the settings.");
    const SecretBytes file_key = random_secret(file_key_bytes);
    std::vector<Stanza> stanzas;
    for (const Recipient& recipient : recipients) {
        auto stanza = x25519_stanza(file_key, recipient);
        if (!stanza) return stanza.error();
        stanzas.push_back(std::move(*stanza));
    }
    return write_file(file_key, stanzas, clear);
}

Result<SecretBytes> open(std::span<const std::uint8_t> age_file, std::span<const Identity> identities) {
    const auto header = parse_age_header(age_file);
    if (!header) return header.error();
    for (const Stanza& stanza : header->stanzas) {
        if (stanza.arguments[0] == x25519_kind && !well_formed_x25519(stanza))
            return stanza_error(x25519_kind);
        if (stanza.arguments[0] == scrypt_kind && header->stanzas.size() != 1)
            return stanza_error(scrypt_kind);
    }
    for (const Stanza& stanza : header->stanzas) {
        if (stanza.arguments[0] != x25519_kind) continue;
        for (const Identity& identity : identities) {
            auto file_key = try_x25519(stanza, identity);
            if (!file_key) return file_key.error();
            if (*file_key) return open_payload(age_file, *header, **file_key);
        }
    }
    return open_error(
        OpenFault::NoMatch,
        "None of the secret keys given here opens this file: it was sealed to others. Use the key "
        "file whose public key stood in the kiosk's settings then.");
}

Result<std::vector<std::uint8_t>> seal_with_passphrase(std::span<const std::uint8_t> clear,
                                                       const SecretBytes& passphrase, int work_factor) {
    assert(work_factor >= 1 && work_factor <= work_factor_max);
    if (passphrase.empty()) return key_error("The passphrase is empty. Choose five words or more.");
    const SecretBytes file_key = random_secret(file_key_bytes);
    std::array<std::uint8_t, salt_bytes> salt;
    randombytes_buf(salt.data(), salt.size());
    const auto key = scrypt_wrap_key(passphrase, salt, work_factor);
    if (!key) return key.error();
    const Stanza stanza{{std::string(scrypt_kind), base64_unpadded(salt), std::to_string(work_factor)},
                        wrap(file_key, *key)};
    return write_file(file_key, {&stanza, 1}, clear);
}

Result<SecretBytes> open_with_passphrase(std::span<const std::uint8_t> age_file,
                                         const SecretBytes& passphrase) {
    const auto header = parse_age_header(age_file);
    if (!header) return header.error();
    const auto is_scrypt = [](const Stanza& stanza) { return stanza.arguments[0] == scrypt_kind; };
    if (std::none_of(header->stanzas.begin(), header->stanzas.end(), is_scrypt))
        return open_error(
            OpenFault::NoMatch,
            "This age file is sealed to public keys, not under a passphrase. Give its secret key file.");
    const Stanza& stanza = header->stanzas.front();
    if (header->stanzas.size() != 1 || stanza.arguments.size() != 3 || stanza.body.size() != wrapped_bytes)
        return stanza_error(scrypt_kind);
    const auto salt = parse_base64_unpadded(stanza.arguments[1], salt_bytes);
    const auto work_factor = parse_work_factor(stanza.arguments[2]);
    if (!salt || salt->size() != salt_bytes || !work_factor) return stanza_error(scrypt_kind);
    if (*work_factor > work_factor_max)
        return open_error(
            OpenFault::WorkFactor,
            "This passphrase file asks for a work factor of " + std::to_string(*work_factor) + "; at most " +
                std::to_string(work_factor_max) +
                " is taken on, as more would need over 4 GiB. Open it with age and make it anew.");
    const auto key = scrypt_wrap_key(passphrase, *salt, *work_factor);
    if (!key) return key.error();
    const auto file_key = unwrap(stanza.body, *key);
    if (!file_key)
        return open_error(OpenFault::NoMatch,
                          "The passphrase is wrong. Mind capitals and the spaces between words.");
    return open_payload(age_file, *header, *file_key);
}

Recipient recipient_of(const SecretBytes& key) {
    assert(key.size() == point_bytes);
    Recipient recipient;
    crypto_scalarmult_base(recipient.bytes.data(), key.bytes().data());
    return recipient;
}

Identity make_identity() {
    Identity identity{random_secret(point_bytes), {}};
    identity.recipient = recipient_of(identity.key);
    return identity;
}

} // namespace kiosk::record
