// Lines of a text file, whichever of the two line ends it has: for the readers of key files and of age's
// armor. Never looks behind the end of a line.
#pragma once

#include <algorithm>
#include <string_view>

namespace kiosk::record {

// The next line of `text` without its end, which leaves `text`; the last one may have no end.
[[nodiscard]] inline std::string_view take_line(std::string_view& text) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

} // namespace kiosk::record
