#include "platform/removable.hpp"

#include <unistd.h>

#include <array>

#include "platform/files.hpp"

namespace kiosk::platform {

namespace {

constexpr std::size_t mounts_bytes_max = 256 * 1024;
constexpr std::array<std::string_view, 3> homes_of_sticks{"/media/", "/run/media/", "/mnt/"};

// The kernel writes a space in a path as \040, and so on (octal, three digits).
std::string unescape(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 3 < text.size()) {
            out +=
                static_cast<char>((text[i + 1] - '0') * 64 + (text[i + 2] - '0') * 8 + (text[i + 3] - '0'));
            i += 3;
        } else {
            out += text[i];
        }
    }
    return out;
}

} // namespace

std::vector<std::string> parse_mounts(std::string_view mounts) {
    std::vector<std::string> out;
    while (!mounts.empty()) {
        const std::size_t end = std::min(mounts.find('\n'), mounts.size());
        const std::string_view line = mounts.substr(0, end);
        mounts.remove_prefix(std::min(end + 1, mounts.size()));
        const std::size_t first = line.find(' ');
        if (first == std::string_view::npos) continue;
        const std::size_t second = line.find(' ', first + 1);
        if (second == std::string_view::npos) continue;
        const std::string point = unescape(line.substr(first + 1, second - first - 1));
        for (const std::string_view home : homes_of_sticks)
            if (point.starts_with(home) && point.size() > home.size()) out.push_back(point);
    }
    return out;
}

std::vector<std::string> writable_sticks() {
    std::vector<std::string> out;
    const auto mounts = read_file_if_there("/proc/self/mounts", mounts_bytes_max);
    if (!mounts || !*mounts) return out;
    for (std::string& point : parse_mounts(**mounts))
        if (access(point.c_str(), W_OK) == 0) out.push_back(std::move(point));
    return out;
}

} // namespace kiosk::platform
