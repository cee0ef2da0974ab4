// Base64 by table: sealed records and public values only, so that nothing is given away by how long it takes.
// A hub decodes every record that it is sent, and an export encodes every record that it writes.
#include <array>

#include "record/bytes.hpp"

namespace kiosk::record {
namespace {

constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint32_t no_letter = 0xFF; // has bits that no value of a letter has

constexpr std::array<std::uint8_t, 256> values = [] {
    std::array<std::uint8_t, 256> made{};
    made.fill(no_letter);
    for (std::size_t i = 0; i < letters.size(); ++i)
        made[static_cast<unsigned char>(letters[i])] = static_cast<std::uint8_t>(i);
    return made;
}();

std::uint32_t value_of(char letter) {
    return values[static_cast<unsigned char>(letter)];
}

char letter_of(std::uint32_t bits, unsigned shift) {
    return letters[bits >> shift & 63U];
}

std::uint8_t byte_of(std::uint32_t bits, unsigned shift) {
    return static_cast<std::uint8_t>(bits >> shift);
}

std::string encode(std::span<const std::uint8_t> bytes, bool padded) {
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (; bytes.size() >= 3; bytes = bytes.subspan(3)) {
        const std::uint32_t bits = std::uint32_t{bytes[0]} << 16U | std::uint32_t{bytes[1]} << 8U | bytes[2];
        const std::array<char, 4> group{letter_of(bits, 18), letter_of(bits, 12), letter_of(bits, 6),
                                        letter_of(bits, 0)};
        text.append(group.data(), group.size());
    }
    if (bytes.empty()) return text;
    const std::uint32_t bits = std::uint32_t{bytes[0]} << 16U |
                               (bytes.size() == 2 ? std::uint32_t{bytes[1]} << 8U : std::uint32_t{0});
    text += {letter_of(bits, 18), letter_of(bits, 12)};
    if (bytes.size() == 2) text += letter_of(bits, 6);
    if (padded) text.append(3 - bytes.size(), '=');
    return text;
}

// The last two or three letters of a text. Their stray bits must be zero, so that each value has one
// spelling.
bool decode_rest(std::string_view text, std::uint8_t* out) {
    const bool two_bytes = text.size() == 3;
    const std::uint32_t first = value_of(text[0]), second = value_of(text[1]),
                        third = two_bytes ? value_of(text[2]) : 0;
    if ((first | second | third) > 63) return false;
    const std::uint32_t bits = first << 18U | second << 12U | third << 6U;
    if ((bits & (two_bytes ? 0xFFU : 0xFFFFU)) != 0) return false;
    out[0] = byte_of(bits, 16);
    if (two_bytes) out[1] = byte_of(bits, 8);
    return true;
}

std::optional<std::vector<std::uint8_t>> decode(std::string_view text, std::size_t bytes_max) {
    const std::size_t rest = text.size() % 4, size = text.size() / 4 * 3 + (rest == 0 ? 0 : rest - 1);
    if (rest == 1 || size > bytes_max) return std::nullopt;
    std::vector<std::uint8_t> bytes(size);
    std::uint8_t* out = bytes.data();
    for (; text.size() >= 4; text.remove_prefix(4), out += 3) {
        const std::uint32_t first = value_of(text[0]), second = value_of(text[1]), third = value_of(text[2]),
                            fourth = value_of(text[3]);
        if ((first | second | third | fourth) > 63) return std::nullopt;
        const std::uint32_t bits = first << 18U | second << 12U | third << 6U | fourth;
        out[0] = byte_of(bits, 16);
        out[1] = byte_of(bits, 8);
        out[2] = byte_of(bits, 0);
    }
    if (!text.empty() && !decode_rest(text, out)) return std::nullopt;
    return bytes;
}

} // namespace

std::string base64(std::span<const std::uint8_t> bytes) {
    return encode(bytes, true);
}

std::optional<std::vector<std::uint8_t>> parse_base64(std::string_view text, std::size_t bytes_max) {
    if (text.size() % 4 != 0) return std::nullopt;
    for (int padding = 0; padding < 2 && text.ends_with('='); ++padding) text.remove_suffix(1);
    return decode(text, bytes_max);
}

std::string base64_unpadded(std::span<const std::uint8_t> bytes) {
    return encode(bytes, false);
}

std::optional<std::vector<std::uint8_t>> parse_base64_unpadded(std::string_view text, std::size_t bytes_max) {
    return decode(text, bytes_max);
}

} // namespace kiosk::record
