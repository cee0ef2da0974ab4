// Base64 of libcrypto, with a table: several times as quick as libsodium's, which hides from its timing what
// it reads. For ciphertext and what is as public; no key is ever written so.
#include <algorithm>

#include <openssl/evp.h>

#include "record/bytes.hpp"

namespace kiosk::record {
namespace {

constexpr std::size_t group_chars = 4, group_bytes = 3;

const unsigned char* unsigned_chars(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

// How many '=' end it: 0 to 2, or 3 where one stands anywhere else.
std::size_t padding_of(std::string_view text) {
    const std::size_t first = std::min(text.find('='), text.size());
    const std::string_view padding = text.substr(first);
    return padding.size() <= 2 && padding.find_first_not_of('=') == std::string_view::npos ? padding.size()
                                                                                           : 3;
}

} // namespace

std::string base64(std::span<const std::uint8_t> bytes) {
    const std::size_t size = (bytes.size() + group_bytes - 1) / group_bytes * group_chars;
    std::string text(size + 1, '\0'); // and the closing zero that libcrypto writes
    EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), bytes.data(),
                    static_cast<int>(bytes.size()));
    text.pop_back();
    return text;
}

std::optional<std::vector<std::uint8_t>> parse_base64(std::string_view text, std::size_t bytes_max) {
    const std::size_t padding = padding_of(text);
    if (text.size() % group_chars != 0 || padding > 2) return std::nullopt;
    const std::size_t size = text.size() / group_chars * group_bytes;
    if (size > bytes_max + padding) return std::nullopt;
    std::vector<std::uint8_t> bytes(size);
    // libcrypto passes over spaces at both ends, which would be a second spelling: then the count is another.
    const int decoded = EVP_DecodeBlock(bytes.data(), unsigned_chars(text), static_cast<int>(text.size()));
    if (decoded < 0 || static_cast<std::size_t>(decoded) != size) return std::nullopt;
    // It reads '=' as six zeros, so that stray bits of the last group stand in what is dropped.
    for (std::size_t i = 0; i < padding; ++i) {
        if (bytes.back() != 0) return std::nullopt;
        bytes.pop_back();
    }
    return bytes;
}

std::string base64_unpadded(std::span<const std::uint8_t> bytes) {
    std::string text = base64(bytes);
    text.resize(text.size() - padding_of(text));
    return text;
}

std::optional<std::vector<std::uint8_t>> parse_base64_unpadded(std::string_view text, std::size_t bytes_max) {
    if (text.find('=') != std::string_view::npos) return std::nullopt;
    std::string padded(text);
    padded.append((group_chars - text.size() % group_chars) % group_chars, '=');
    return parse_base64(padded, bytes_max);
}

} // namespace kiosk::record
