// Ids and hashes as lower-case hex.
#include "record/bytes.hpp"
#include "record/sign_up.hpp"

namespace kiosk::record {

namespace {

constexpr std::string_view digits = "0123456789abcdef";

// 0 to 15, or more for what is no lower-case digit.
unsigned hex_value_of(char digit) {
    if (digit >= '0' && digit <= '9') return static_cast<unsigned>(digit - '0');
    return digit >= 'a' && digit <= 'f' ? static_cast<unsigned>(digit - 'a') + 10U : 16U;
}

} // namespace

std::string hex(std::span<const std::uint8_t> bytes) {
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const std::uint8_t byte : bytes) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

bool parse_hex(std::string_view text, std::span<std::uint8_t> out) {
    if (text.size() != out.size() * 2) return false;
    for (std::size_t i = 0; i < out.size(); ++i) {
        const unsigned high = hex_value_of(text[2 * i]), low = hex_value_of(text[2 * i + 1]);
        if ((high | low) > 15) return false;
        out[i] = static_cast<std::uint8_t>(high << 4U | low);
    }
    return true;
}

std::optional<Sha256> parse_sha256(std::string_view hex64) {
    Sha256 sha{};
    if (!parse_hex(hex64, sha)) return std::nullopt;
    return sha;
}

std::string hex(const Id& id) {
    return hex(std::span<const std::uint8_t>(id.bytes));
}

std::optional<Id> parse_id(std::string_view hex32) {
    Id id;
    if (!parse_hex(hex32, id.bytes)) return std::nullopt;
    return id;
}

} // namespace kiosk::record
