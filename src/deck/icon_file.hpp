// Which icons of a theme are pictures of the deck's folder: the others are outlines as SVG path data. For the
// loader, the checks and scene/.
#pragma once

#include <string_view>

namespace kiosk::deck {

[[nodiscard]] inline bool is_icon_file(std::string_view value) {
    return value.ends_with(".png");
}

} // namespace kiosk::deck
