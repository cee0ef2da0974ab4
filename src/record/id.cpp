// Ids and hashes as lower-case hex.
#include <array>

#include "record/bytes.hpp"
#include "record/sign_up.hpp"

namespace kiosk::record {

namespace {

constexpr std::string_view digits = "0123456789abcdef";

// By character: 0 to 15, or more for what is no lower-case digit.
constexpr auto hex_values = [] {
    std::array<std::uint8_t, 256> values{};
    values.fill(16);
    for (std::size_t value = 0; value < digits.size(); ++value)
        values[static_cast<unsigned char>(digits[value])] = static_cast<std::uint8_t>(value);
    return values;
}();

unsigned hex_value_of(char digit) {
    return hex_values[static_cast<unsigned char>(digit)];
}

} // namespace

std::string hex(std::span<const std::uint8_t> bytes) {
    std::string text(bytes.size() * 2, '\0');
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        text[2 * i] = digits[bytes[i] >> 4];
        text[2 * i + 1] = digits[bytes[i] & 15];
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
