#include "record/armor.hpp"

#include <algorithm>

#include "record/bytes.hpp"
#include "record/line.hpp"

namespace kiosk::record {
namespace {

constexpr std::size_t line_bytes = 48, line_chars = 64;

std::string_view without_space(std::string_view text) {
    constexpr std::string_view space = " \t\r\n";
    const auto first = text.find_first_not_of(space);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(space) - first + 1);
}

} // namespace

std::string to_armor(std::span<const std::uint8_t> file) {
    std::string text = std::string(armor_begin) + "\n";
    while (!file.empty()) {
        const auto part = file.first(std::min(line_bytes, file.size()));
        text += base64(part) + "\n";
        file = file.subspan(part.size());
    }
    return text.append(armor_end) + "\n";
}

std::optional<std::vector<std::uint8_t>> from_armor(std::string_view text, std::size_t bytes_max) {
    text = without_space(text);
    if (take_line(text) != armor_begin) return std::nullopt;
    std::vector<std::uint8_t> file;
    for (bool last = false; !text.empty();) {
        const std::string_view line = take_line(text);
        if (line == armor_end) return text.empty() ? std::optional(std::move(file)) : std::nullopt;
        if (last || line.empty() || line.size() > line_chars) return std::nullopt;
        const auto part = parse_base64(line, line_bytes);
        if (!part || file.size() + part->size() > bytes_max) return std::nullopt;
        file.insert(file.end(), part->begin(), part->end());
        last = part->size() < line_bytes;
    }
    return std::nullopt;
}

std::optional<std::string_view> find_armor(std::string_view text) {
    const std::size_t begin = text.find(armor_begin);
    if (begin == std::string_view::npos) return std::nullopt;
    const std::size_t end = text.find(armor_end, begin);
    if (end == std::string_view::npos) return std::nullopt;
    return text.substr(begin, end + armor_end.size() - begin);
}

} // namespace kiosk::record
