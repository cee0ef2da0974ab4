#include "record/bytes.hpp"

#include <sodium.h>

namespace kiosk::record {
namespace {

std::string encode(std::span<const std::uint8_t> bytes, int variant) {
    std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), variant);
    text.pop_back(); // libsodium counts the closing zero
    return text;
}

std::optional<std::vector<std::uint8_t>> decode(std::string_view text, std::size_t bytes_max, int variant) {
    if (text.size() / 4 > bytes_max / 3 + 1) return std::nullopt;
    // libsodium 1.0.18 takes '+' and '/' with the eighth bit set for themselves; that would be a second
    // spelling.
    for (const char character : text)
        if ((static_cast<unsigned char>(character) & 0x80U) != 0) return std::nullopt;
    std::vector<std::uint8_t> bytes(text.size() / 4 * 3 + 3);
    std::size_t size = 0;
    const char* end = nullptr;
    // libsodium refuses stray bits in the last group, so that each value has one spelling.
    if (sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &size, &end,
                          variant) != 0 ||
        end != text.data() + text.size() || size > bytes_max)
        return std::nullopt;
    bytes.resize(size);
    return bytes;
}

} // namespace

std::string base64(std::span<const std::uint8_t> bytes) {
    return encode(bytes, sodium_base64_VARIANT_ORIGINAL);
}

std::optional<std::vector<std::uint8_t>> parse_base64(std::string_view text, std::size_t bytes_max) {
    if (text.size() % 4 != 0) return std::nullopt;
    return decode(text, bytes_max, sodium_base64_VARIANT_ORIGINAL);
}

std::string base64_unpadded(std::span<const std::uint8_t> bytes) {
    return encode(bytes, sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
}

std::optional<std::vector<std::uint8_t>> parse_base64_unpadded(std::string_view text, std::size_t bytes_max) {
    return decode(text, bytes_max, sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
}

} // namespace kiosk::record
