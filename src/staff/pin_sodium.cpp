#include <sodium.h>

#include <algorithm>
#include <array>
#include <cassert>

#include "staff/pin.hpp"

namespace kiosk::staff {

namespace {

constexpr unsigned long long passes = 2;
constexpr std::size_t memory_bytes = 64 * 1024 * 1024;

bool is_digit(std::uint8_t byte) {
    return byte >= '0' && byte <= '9';
}

// All alike, or each one more or one less than the one before.
bool is_too_easy(std::span<const std::uint8_t> digits) {
    for (const int step : {-1, 0, 1}) {
        const auto breaks =
            std::ranges::adjacent_find(digits, [step](int a, int b) { return b - a != step; });
        if (breaks == digits.end()) return true;
    }
    return false;
}

} // namespace

Result<std::string> hash_pin(const SecretBytes& pin) {
    const std::span<const std::uint8_t> digits = pin.bytes();
    const bool fits = digits.size() >= pin_digits_min && digits.size() <= pin_digits_max;
    if (!fits || !std::ranges::all_of(digits, is_digit)) {
        return input_error("expected a PIN of six digits; choose another");
    }
    if (is_too_easy(digits)) return input_error("this PIN is one that everybody tries first; choose another");
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    if (sodium_init() < 0 || crypto_pwhash_str_alg(hash.data(), pin.reveal().data(), pin.size(), passes,
                                                   memory_bytes, crypto_pwhash_ALG_ARGON2ID13) != 0) {
        return machine_error("the PIN could not be hashed: 64 MiB of memory are needed");
    }
    return std::string(hash.data());
}

bool pin_matches(const SecretBytes& pin, const std::string& hash) {
    // libsodium reads a fixed size.
    std::array<char, crypto_pwhash_STRBYTES> fixed{};
    if (sodium_init() < 0 || !is_pin_hash(hash)) return false;
    std::ranges::copy(hash, fixed.begin());
    return crypto_pwhash_str_verify(fixed.data(), pin.reveal().data(), pin.size()) == 0;
}

bool is_pin_hash(std::string_view hash) {
    return hash.starts_with("$argon2id$") && hash.size() < crypto_pwhash_STRBYTES;
}

std::string random_demo_pin() {
    const bool started = sodium_init() >= 0;
    assert(started);
    std::string pin;
    do {
        pin.clear();
        for (std::size_t i = 0; i < pin_digits_min; ++i) {
            pin += static_cast<char>('0' + static_cast<char>(randombytes_uniform(10)));
        }
    } while (is_too_easy({reinterpret_cast<const std::uint8_t*>(pin.data()), pin.size()}));
    return pin;
}

} // namespace kiosk::staff
