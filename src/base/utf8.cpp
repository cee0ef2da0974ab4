#include "base/utf8.hpp"

namespace kiosk {

namespace {

constexpr char32_t replacement = 0xFFFD;

bool is_scalar(char32_t value) {
    return value <= 0x10FFFF && !(value >= 0xD800 && value <= 0xDFFF);
}

} // namespace

CodePoint decode_utf8(std::string_view text) {
    if (text.empty()) return {0, 0};
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned first = byte(0);
    if (first < 0x80) return {first, 1};
    std::size_t length = 0;
    char32_t value = 0, least = 0;
    if ((first & 0xE0U) == 0xC0U) {
        length = 2, value = first & 0x1FU, least = 0x80;
    } else if ((first & 0xF0U) == 0xE0U) {
        length = 3, value = first & 0x0FU, least = 0x800;
    } else if ((first & 0xF8U) == 0xF0U) {
        length = 4, value = first & 0x07U, least = 0x10000;
    } else {
        return {replacement, 1};
    }
    if (text.size() < length) return {replacement, 1};
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U) return {replacement, 1};
        value = (value << 6U) | (byte(i) & 0x3FU);
    }
    if (value < least || !is_scalar(value)) return {replacement, 1};
    return {value, length};
}

std::size_t encode_utf8(char32_t value, char (&out)[4]) {
    if (!is_scalar(value)) value = replacement;
    const auto put = [&](std::size_t i, char32_t bits) { out[i] = static_cast<char>(bits); };
    if (value < 0x80) {
        put(0, value);
        return 1;
    }
    if (value < 0x800) {
        put(0, 0xC0U | (value >> 6U)), put(1, 0x80U | (value & 0x3FU));
        return 2;
    }
    if (value < 0x10000) {
        put(0, 0xE0U | (value >> 12U)), put(1, 0x80U | ((value >> 6U) & 0x3FU)),
            put(2, 0x80U | (value & 0x3FU));
        return 3;
    }
    put(0, 0xF0U | (value >> 18U)), put(1, 0x80U | ((value >> 12U) & 0x3FU));
    put(2, 0x80U | ((value >> 6U) & 0x3FU)), put(3, 0x80U | (value & 0x3FU));
    return 4;
}

void append_utf8(std::string& text, char32_t value) {
    char bytes[4];
    text.append(bytes, encode_utf8(value, bytes));
}

bool is_valid_utf8(std::string_view text) {
    while (!text.empty()) {
        const CodePoint point = decode_utf8(text);
        if (point.value == replacement && text.substr(0, point.bytes) != "\xEF\xBF\xBD") return false;
        text.remove_prefix(point.bytes);
    }
    return true;
}

std::size_t count_code_points(std::string_view text) {
    std::size_t count = 0;
    for (; !text.empty(); ++count) text.remove_prefix(decode_utf8(text).bytes);
    return count;
}

} // namespace kiosk
