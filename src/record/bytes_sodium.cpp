#include "record/bytes.hpp"

#include <sodium.h>

namespace kiosk::record {

Sha256 sha256(std::span<const std::uint8_t> bytes) {
    Sha256 hash{};
    crypto_hash_sha256(hash.data(), bytes.data(), bytes.size());
    return hash;
}

std::string base64(std::span<const std::uint8_t> bytes) {
    std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_ORIGINAL);
    text.pop_back(); // libsodium counts the closing zero
    return text;
}

std::optional<std::vector<std::uint8_t>> parse_base64(std::string_view text, std::size_t bytes_max) {
    if (text.size() % 4 != 0 || text.size() / 4 > bytes_max / 3 + 1) return std::nullopt;
    std::vector<std::uint8_t> bytes(text.size() / 4 * 3);
    std::size_t size = 0;
    const char* end = nullptr;
    // libsodium refuses stray bits in the last group, so that each value has one spelling.
    if (sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &size, &end,
                          sodium_base64_VARIANT_ORIGINAL) != 0 ||
        end != text.data() + text.size() || size > bytes_max)
        return std::nullopt;
    bytes.resize(size);
    return bytes;
}

} // namespace kiosk::record
