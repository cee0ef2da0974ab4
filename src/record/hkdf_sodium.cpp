#include "record/hkdf.hpp"

#include <cassert>

#include <sodium.h>

#include "record/bytes.hpp"

namespace kiosk::record {
namespace {

void hmac(std::span<const std::uint8_t> key, std::span<const std::uint8_t> first,
          std::span<const std::uint8_t> second, std::span<std::uint8_t> out) {
    assert(out.size() == crypto_auth_hmacsha256_BYTES);
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, key.data(), key.size());
    crypto_auth_hmacsha256_update(&state, first.data(), first.size());
    crypto_auth_hmacsha256_update(&state, second.data(), second.size());
    crypto_auth_hmacsha256_final(&state, out.data());
    wipe(&state, sizeof state);
}

} // namespace

std::span<const std::uint8_t> hkdf_sha256(std::span<const std::uint8_t> key_material,
                                          std::span<const std::uint8_t> salt, std::string_view info,
                                          KeyRoom& room) {
    constexpr std::uint8_t zeros[crypto_auth_hmacsha256_BYTES] = {};
    const auto out = room.take(crypto_auth_hmacsha256_BYTES);
    const KeyRoom::Scope scope(room);
    const auto extracted = room.take(crypto_auth_hmacsha256_BYTES);
    hmac(salt.empty() ? std::span<const std::uint8_t>(zeros) : salt, key_material, {}, extracted);
    constexpr std::uint8_t first_block[] = {1};
    hmac(extracted, bytes_of(info), first_block, out);
    return out;
}

} // namespace kiosk::record
