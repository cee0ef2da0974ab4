// A QR code as modules, dark and light. Made by the ask, and by the sheet that says that the form is closed,
// from the address of the deck; opens no address.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/geometry.hpp"
#include "base/result.hpp"
#include "draw/draw_list.hpp"

namespace kiosk::scene {

struct QrCode {
    int size = 0;                   // modules on each side, without the quiet zone
    std::vector<std::uint8_t> dark; // 1 or 0, row by row
    [[nodiscard]] bool is_dark(int x, int y) const {
        return dark[static_cast<std::size_t>(y) * static_cast<std::size_t>(size) +
                    static_cast<std::size_t>(x)] != 0;
    }
};

// Longer addresses need modules too small for the card.
constexpr std::size_t qr_text_bytes_max = 300;
// White modules asked for on every side by ISO/IEC 18004.
constexpr int qr_quiet_modules = 4;

// The smallest code that holds the bytes and survives the loss of 15 % of it (level M).
Result<QrCode> make_qr(std::string_view text);

// The dark modules as one path, row by row, from the top left corner of the first module.
[[nodiscard]] draw::Path qr_path(const QrCode& code, Point top_left, float module_px);

} // namespace kiosk::scene
