#include <cassert>

#include <sodium.h>

#include "record/receipt.hpp"

namespace kiosk::record {

namespace {

constexpr std::string_view public_prefix = "ed25519:";
constexpr std::string_view secret_prefix = "ed25519-secret:";
// Cannot be the start of a receipt's canonical bytes, which is '{'.
constexpr std::string_view ping_prefix = "pledge-kiosk ping v1 ";

const unsigned char* unsigned_bytes(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

std::string ping_message(const Id& nonce, WallTime server_time) {
    return std::string(ping_prefix) + hex(nonce) + " " + rfc3339(server_time);
}

} // namespace

std::string to_text(const HubKey& key) {
    return std::string(public_prefix) + hex(key.bytes);
}

Result<HubKey> parse_hub_key(std::string_view text) {
    HubKey key;
    if (!text.starts_with(public_prefix) || !parse_hex(text.substr(public_prefix.size()), key.bytes))
        return key_error("the hub's key: expected \"ed25519:\" and 64 lower-case hex digits, as `pledge-hub "
                         "serve` prints it");
    return key;
}

HubSigner HubSigner::generate() {
    HubSigner signer;
    signer.secret_ = SecretBytes(crypto_sign_SECRETKEYBYTES);
    [[maybe_unused]] const bool fits = signer.secret_.resize(crypto_sign_SECRETKEYBYTES);
    assert(fits);
    HubKey ignored;
    crypto_sign_keypair(ignored.bytes.data(), signer.secret_.bytes().data());
    return signer;
}

Result<HubSigner> HubSigner::parse(std::string_view text) {
    const Error bad = key_error(
        "the hub's signing key: expected \"ed25519-secret:\" and 64 lower-case hex digits; restore the "
        "file from your backup, or remove it to make a new key that every kiosk must be told");
    while (text.ends_with('\n')) text.remove_suffix(1);
    if (!text.starts_with(secret_prefix)) return bad;
    SecretBytes seed(crypto_sign_SEEDBYTES);
    if (!seed.resize(crypto_sign_SEEDBYTES) || !parse_hex(text.substr(secret_prefix.size()), seed.bytes()))
        return bad;
    HubSigner signer;
    signer.secret_ = SecretBytes(crypto_sign_SECRETKEYBYTES);
    if (!signer.secret_.resize(crypto_sign_SECRETKEYBYTES)) return bad;
    HubKey ignored;
    crypto_sign_seed_keypair(ignored.bytes.data(), signer.secret_.bytes().data(), seed.bytes().data());
    return signer;
}

SecretBytes HubSigner::to_text() const {
    constexpr std::size_t digits = 2 * crypto_sign_SEEDBYTES;
    SecretBytes text(secret_prefix.size() + digits + 1); // one more for libsodium's closing zero
    [[maybe_unused]] const bool fits =
        text.append(secret_prefix) && text.resize(secret_prefix.size() + digits + 1);
    assert(fits);
    sodium_bin2hex(reinterpret_cast<char*>(text.bytes().data()) + secret_prefix.size(), digits + 1,
                   secret_.bytes().data(), crypto_sign_SEEDBYTES);
    text.erase(text.size() - 1, 1);
    return text;
}

HubKey HubSigner::public_key() const {
    HubKey key;
    crypto_sign_ed25519_sk_to_pk(key.bytes.data(), secret_.bytes().data());
    return key;
}

std::array<std::uint8_t, 64> HubSigner::sign(std::string_view message) const {
    std::array<std::uint8_t, 64> signature{};
    crypto_sign_detached(signature.data(), nullptr, unsigned_bytes(message), message.size(),
                         secret_.bytes().data());
    return signature;
}

bool verify(std::string_view message, std::span<const std::uint8_t, 64> signature,
            std::span<const HubKey> keys) {
    for (const HubKey& key : keys)
        if (crypto_sign_verify_detached(signature.data(), unsigned_bytes(message), message.size(),
                                        key.bytes.data()) == 0)
            return true;
    return false;
}

std::string sign_ping(const Id& nonce, WallTime server_time, const HubSigner& signer) {
    return hex(signer.sign(ping_message(nonce, server_time)));
}

bool verify_ping(const Id& nonce, WallTime server_time, std::string_view signature_hex,
                 std::span<const HubKey> keys) {
    std::array<std::uint8_t, 64> signature{};
    return parse_hex(signature_hex, signature) && verify(ping_message(nonce, server_time), signature, keys);
}

} // namespace kiosk::record
