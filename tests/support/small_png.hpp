// A PNG written by hand, for tests of what reads pictures: RGBA rows, not compressed (ISO/IEC 15948; RFC
// 1950, 1951). For tests only; nothing of ours writes PNG this way.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

namespace small_png_parts {

inline void put_four(std::string& to, std::uint32_t value) {
    for (const unsigned shift : {24U, 16U, 8U, 0U}) to += static_cast<char>(value >> shift & 0xFFU);
}

inline std::uint32_t crc32(std::string_view bytes) {
    std::uint32_t crc = 0xFFFFFFFF;
    for (const char byte : bytes) {
        crc ^= static_cast<unsigned char>(byte);
        for (int bit = 0; bit < 8; ++bit) crc = (crc & 1U) != 0 ? 0xEDB88320U ^ crc >> 1U : crc >> 1U;
    }
    return ~crc;
}

inline void put_chunk(std::string& to, std::string_view name, std::string_view data) {
    put_four(to, static_cast<std::uint32_t>(data.size()));
    std::string chunk(name);
    chunk += data;
    to += chunk;
    put_four(to, crc32(chunk));
}

inline std::string stored(std::string_view raw) {
    constexpr std::size_t block_max = 65'535;
    std::string out{'\x78', '\x01'};
    std::uint32_t a = 1, b = 0;
    for (const char byte : raw) a = (a + static_cast<unsigned char>(byte)) % 65'521, b = (b + a) % 65'521;
    for (std::size_t at = 0; at < raw.size(); at += block_max) {
        const std::string_view part = raw.substr(at, block_max);
        const auto size = static_cast<unsigned>(part.size());
        out += static_cast<char>(at + part.size() == raw.size() ? 1 : 0);
        for (const unsigned word : {size, ~size & 0xFFFFU}) {
            out += static_cast<char>(word & 0xFFU);
            out += static_cast<char>(word >> 8U & 0xFFU);
        }
        out += part;
    }
    put_four(out, b << 16U | a);
    return out;
}

} // namespace small_png_parts

// `rgba`: four bytes a pixel, row by row. The header may tell of another size, as a hostile file does.
inline std::string small_png(std::uint32_t width, std::uint32_t height, const std::vector<std::uint8_t>& rgba,
                             std::uint32_t told_width = 0, std::uint32_t told_height = 0) {
    using namespace small_png_parts;
    std::string header;
    put_four(header, told_width != 0 ? told_width : width);
    put_four(header, told_height != 0 ? told_height : height);
    header += std::string{'\x08', '\x06', '\0', '\0', '\0'};
    std::string rows;
    for (std::uint32_t y = 0; y < height; ++y) {
        rows += '\0';
        for (std::size_t i = 0; i < std::size_t{4} * width; ++i)
            rows += static_cast<char>(rgba[std::size_t{4} * width * y + i]);
    }
    std::string png = "\x89PNG\r\n\x1A\n";
    put_chunk(png, "IHDR", header);
    put_chunk(png, "IDAT", stored(rows));
    put_chunk(png, "IEND", {});
    return png;
}

// The beginning of a JPEG: an EXIF block with this orientation (0: none), then the frame of this size.
inline std::string jpeg_head(unsigned width, unsigned height, unsigned orientation, bool big_first,
                             unsigned char frame = 0xC0) {
    const auto two = [](unsigned value, bool big) {
        const char high = static_cast<char>(value >> 8U & 0xFFU), low = static_cast<char>(value & 0xFFU);
        return big ? std::string{high, low} : std::string{low, high};
    };
    const auto four = [&](unsigned value, bool big) {
        return big ? two(value >> 16U, true) + two(value, true)
                   : two(value, false) + two(value >> 16U, false);
    };
    std::string jpeg = "\xFF\xD8";
    if (orientation > 0) {
        std::string block = std::string("Exif\0\0", 6) + (big_first ? "MM" : "II") + two(42, big_first);
        block += four(8, big_first) + two(1, big_first);
        block +=
            two(0x0112, big_first) + two(3, big_first) + four(1, big_first) + two(orientation, big_first);
        block += two(0, big_first) + four(0, big_first);
        jpeg += "\xFF\xE1" + two(static_cast<unsigned>(block.size() + 2), true) + block;
    }
    jpeg += std::string{'\xFF', static_cast<char>(frame)} + two(17, true) + '\x08' + two(height, true) +
            two(width, true);
    return jpeg + std::string("\x03\x01\x22\x00\x02\x11\x01\x03\x11\x01", 10);
}

} // namespace kiosk
