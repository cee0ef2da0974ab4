#include "record/hkdf.hpp"

#include <cassert>

#include <sodium.h>

#include "record/bytes.hpp"

namespace kiosk::record {
namespace {

SecretBytes hmac(std::span<const std::uint8_t> key, std::span<const std::uint8_t> first,
                 std::span<const std::uint8_t> second) {
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, key.data(), key.size());
    crypto_auth_hmacsha256_update(&state, first.data(), first.size());
    crypto_auth_hmacsha256_update(&state, second.data(), second.size());
    SecretBytes out(crypto_auth_hmacsha256_BYTES);
    [[maybe_unused]] const bool fits = out.resize(crypto_auth_hmacsha256_BYTES);
    assert(fits);
    crypto_auth_hmacsha256_final(&state, out.bytes().data());
    wipe(&state, sizeof state);
    return out;
}

} // namespace

SecretBytes hkdf_sha256(std::span<const std::uint8_t> key_material, std::span<const std::uint8_t> salt,
                        std::string_view info) {
    constexpr std::uint8_t zeros[crypto_auth_hmacsha256_BYTES] = {};
    const SecretBytes extracted =
        hmac(salt.empty() ? std::span<const std::uint8_t>(zeros) : salt, key_material, {});
    constexpr std::uint8_t first_block[] = {1};
    return hmac(extracted.bytes(), bytes_of(info), first_block);
}

} // namespace kiosk::record
