#include <algorithm>
#include <array>

#include <sodium.h>

#include "hub/passphrase.hpp"
#include "record/bytes.hpp"

namespace kiosk::hub {

Result<std::string> hash_passphrase(std::string_view passphrase) {
    if (passphrase.size() < passphrase_chars_min || passphrase.size() > passphrase_bytes_max)
        return input_error(
            "expected a passphrase of 15 to 256 characters; four random words make a good one");
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    if (sodium_init() < 0 ||
        crypto_pwhash_str_alg(hash.data(), passphrase.data(), passphrase.size(),
                              crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE,
                              crypto_pwhash_ALG_ARGON2ID13) != 0)
        return machine_error("the passphrase could not be hashed: 64 MiB of memory are needed");
    return std::string(hash.data());
}

bool passphrase_matches(std::string_view passphrase, const std::string& hash) {
    std::array<char, crypto_pwhash_STRBYTES> fixed{}; // libsodium reads a fixed size
    if (sodium_init() < 0 || hash.size() >= fixed.size() || passphrase.size() > passphrase_bytes_max)
        return false;
    std::ranges::copy(hash, fixed.begin());
    return crypto_pwhash_str_verify(fixed.data(), passphrase.data(), passphrase.size()) == 0;
}

std::string nobodys_hash() {
    const auto hash = hash_passphrase(make_session_key());
    return hash ? *hash : "";
}

std::string make_session_key() {
    std::array<std::uint8_t, 32> bits{};
    randombytes_buf(bits.data(), bits.size());
    return record::hex(bits);
}

bool same_secret(std::string_view one, std::string_view other) {
    return one.size() == other.size() && sodium_memcmp(one.data(), other.data(), one.size()) == 0;
}

} // namespace kiosk::hub
