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
#include "record/key_room.hpp"

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

using Bytes = std::span<const std::uint8_t>;

std::span<std::uint8_t> random_key(std::size_t size, KeyRoom& room) {
    const auto key = room.take(size);
    randombytes_buf(key.data(), size);
    return key;
}

// The key that wraps the file key for one recipient; nothing for a point of low order.
std::optional<Bytes> x25519_wrap_key(Bytes scalar, Bytes their_point, Bytes share, const Recipient& recipient,
                                     KeyRoom& room) {
    const auto shared = room.take(point_bytes);
    if (crypto_scalarmult(shared.data(), scalar.data(), their_point.data()) != 0) return std::nullopt;
    if (sodium_is_zero(shared.data(), shared.size()) != 0) return std::nullopt;
    std::array<std::uint8_t, 2 * point_bytes> salt;
    std::copy(share.begin(), share.end(), salt.begin());
    std::copy(recipient.bytes.begin(), recipient.bytes.end(), salt.begin() + point_bytes);
    return hkdf_sha256(shared, salt, x25519_label, room);
}

std::vector<std::uint8_t> wrap(Bytes file_key, Bytes wrap_key) {
    std::vector<std::uint8_t> body(wrapped_bytes);
    crypto_aead_chacha20poly1305_ietf_encrypt(body.data(), nullptr, file_key.data(), file_key.size(), nullptr,
                                              0, nullptr, zero_nonce, wrap_key.data());
    return body;
}

bool unwrap(Bytes body, Bytes wrap_key, std::span<std::uint8_t> file_key) {
    return crypto_aead_chacha20poly1305_ietf_decrypt(file_key.data(), nullptr, nullptr, body.data(),
                                                     body.size(), nullptr, 0, zero_nonce,
                                                     wrap_key.data()) == 0;
}

Result<Stanza> x25519_stanza(Bytes file_key, const Recipient& recipient, KeyRoom& room) {
    const KeyRoom::Scope scope(room);
    const auto scalar = random_key(point_bytes, room);
    std::array<std::uint8_t, point_bytes> share;
    crypto_scalarmult_base(share.data(), scalar.data());
    const auto key = x25519_wrap_key(scalar, recipient.bytes, share, recipient, room);
    if (!key)
        return key_error(
            "A public key in the settings is no usable X25519 point. Take it from its keygen page again.");
    return Stanza{{std::string(x25519_kind), base64_unpadded(share)}, wrap(file_key, *key)};
}

// scrypt's output, the wrap key of a passphrase. Takes 2^(work_factor + 10) bytes of memory meanwhile.
Result<Bytes> scrypt_wrap_key(const SecretBytes& passphrase, Bytes salt, int work_factor, KeyRoom& room) {
    std::vector<std::uint8_t> labelled(scrypt_label.begin(), scrypt_label.end());
    labelled.insert(labelled.end(), salt.begin(), salt.end());
    const auto key = room.take(32);
    if (crypto_pwhash_scryptsalsa208sha256_ll(
            passphrase.bytes().data(), passphrase.size(), labelled.data(), labelled.size(),
            std::uint64_t{1} << static_cast<unsigned>(work_factor), 8, 1, key.data(), key.size()) != 0)
        return machine_error("There is not enough memory to check the passphrase: " +
                             std::to_string((std::uint64_t{1} << static_cast<unsigned>(work_factor)) / 1024) +
                             " MiB are needed. Close other programs and try again.");
    return Bytes(key);
}

Bytes header_mac(Bytes file_key, Bytes header, KeyRoom& room) {
    const auto mac = room.take(crypto_auth_hmacsha256_BYTES);
    const KeyRoom::Scope scope(room);
    const auto key = hkdf_sha256(file_key, {}, "header", room);
    crypto_auth_hmacsha256(mac.data(), header.data(), header.size(), key.data());
    return mac;
}

std::vector<std::uint8_t> write_file(Bytes file_key, std::span<const Stanza> stanzas, Bytes clear,
                                     KeyRoom& room) {
    std::string header = write_age_header(stanzas);
    header += " " + base64_unpadded(header_mac(file_key, bytes_of(header), room)) + "\n";
    std::vector<std::uint8_t> file(header.begin(), header.end());
    append_age_payload(file, file_key, clear, room);
    return file;
}

Result<void> open_payload(Bytes file, const AgeHeader& header, Bytes file_key, SecretBytes& clear,
                          KeyRoom& room) {
    const auto mac = header_mac(file_key, file.first(header.mac_covers), room);
    if (sodium_memcmp(mac.data(), header.mac.data(), mac.size()) != 0)
        return open_error(
            OpenFault::Mac,
            "The age file's header was changed after it was sealed (its MAC is wrong). Use another "
            "copy of the file.");
    return open_age_payload(file.subspan(header.size), file_key, clear, room);
}

// The file key by one identity from one X25519 stanza: false when it is for somebody else.
Result<bool> try_x25519(const Stanza& stanza, const Identity& identity, std::span<std::uint8_t> file_key,
                        KeyRoom& room) {
    const KeyRoom::Scope scope(room);
    const auto share = parse_base64_unpadded(stanza.arguments[1], point_bytes);
    const auto key = x25519_wrap_key(identity.key.bytes(), *share, *share, identity.recipient, room);
    if (!key) return stanza_error(x25519_kind);
    return unwrap(stanza.body, *key, file_key);
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

Result<void> open_into(SecretBytes& clear, Bytes age_file, std::span<const Identity> identities,
                       KeyRoom& room) {
    const auto header = parse_age_header(age_file);
    if (!header) return header.error();
    for (const Stanza& stanza : header->stanzas) {
        if (stanza.arguments[0] == x25519_kind && !well_formed_x25519(stanza))
            return stanza_error(x25519_kind);
        if (stanza.arguments[0] == scrypt_kind && header->stanzas.size() != 1)
            return stanza_error(scrypt_kind);
    }
    const KeyRoom::Scope scope(room);
    const auto file_key = room.take(file_key_bytes);
    for (const Stanza& stanza : header->stanzas) {
        if (stanza.arguments[0] != x25519_kind) continue;
        for (const Identity& identity : identities) {
            const auto ours = try_x25519(stanza, identity, file_key, room);
            if (!ours) return ours.error();
            if (*ours) return open_payload(age_file, *header, file_key, clear, room);
        }
    }
    return open_error(
        OpenFault::NoMatch,
        "None of the secret keys given here opens this file: it was sealed to others. Use the key "
        "file whose public key stood in the kiosk's settings then.");
}

} // namespace

Result<std::vector<std::uint8_t>> seal(std::span<const std::uint8_t> clear,
                                       std::span<const Recipient> recipients) {
    if (recipients.empty() || recipients.size() > recipients_max)
        return key_error("A record is sealed to 1 to " + std::to_string(recipients_max) +
                         " public keys, not to " + std::to_string(recipients.size()) +
                         ". Name the charity's key and an escrow key in the settings.");
    KeyRoom room;
    const auto file_key = random_key(file_key_bytes, room);
    std::vector<Stanza> stanzas;
    for (const Recipient& recipient : recipients) {
        auto stanza = x25519_stanza(file_key, recipient, room);
        if (!stanza) return stanza.error();
        stanzas.push_back(std::move(*stanza));
    }
    return write_file(file_key, stanzas, clear, room);
}

Result<SecretBytes> open(std::span<const std::uint8_t> age_file, std::span<const Identity> identities) {
    KeyRoom room;
    SecretBytes clear;
    if (auto opened = open_into(clear, age_file, identities, room); !opened) return opened.error();
    return clear;
}

Opener::Opener(std::span<const Identity> identities) : identities_(identities), clear_(usual_clear_bytes) {}

Result<void> Opener::open(std::span<const std::uint8_t> age_file,
                          const std::function<void(std::string_view clear)>& use) {
    if (auto opened = open_into(clear_, age_file, identities_, room_); !opened) return opened;
    use(clear_.reveal());
    clear_.clear();
    return {};
}

Result<std::vector<std::uint8_t>> seal_with_passphrase(std::span<const std::uint8_t> clear,
                                                       const SecretBytes& passphrase, int work_factor) {
    assert(work_factor >= 1 && work_factor <= work_factor_max);
    if (passphrase.empty()) return key_error("The passphrase is empty. Choose five words or more.");
    KeyRoom room;
    const auto file_key = random_key(file_key_bytes, room);
    std::array<std::uint8_t, salt_bytes> salt;
    randombytes_buf(salt.data(), salt.size());
    const auto key = scrypt_wrap_key(passphrase, salt, work_factor, room);
    if (!key) return key.error();
    const Stanza stanza{{std::string(scrypt_kind), base64_unpadded(salt), std::to_string(work_factor)},
                        wrap(file_key, *key)};
    return write_file(file_key, {&stanza, 1}, clear, room);
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
    KeyRoom room;
    const auto key = scrypt_wrap_key(passphrase, *salt, *work_factor, room);
    if (!key) return key.error();
    const auto file_key = room.take(file_key_bytes);
    if (!unwrap(stanza.body, *key, file_key))
        return open_error(OpenFault::NoMatch,
                          "The passphrase is wrong. Mind capitals and the spaces between words.");
    SecretBytes clear;
    if (auto opened = open_payload(age_file, *header, file_key, clear, room); !opened) return opened.error();
    return clear;
}

Recipient recipient_of(const SecretBytes& key) {
    assert(key.size() == point_bytes);
    Recipient recipient;
    crypto_scalarmult_base(recipient.bytes.data(), key.bytes().data());
    return recipient;
}

Identity make_identity() {
    Identity identity{SecretBytes(point_bytes), {}};
    [[maybe_unused]] const bool fits = identity.key.resize(point_bytes);
    assert(fits);
    randombytes_buf(identity.key.bytes().data(), point_bytes);
    identity.recipient = recipient_of(identity.key);
    return identity;
}

} // namespace kiosk::record
