#include "paint/turn_pixels.hpp"

#include <cassert>

namespace kiosk::paint {

void turn_pixels(const std::uint32_t* from, int stride, PixelSize size, Turn turn,
                 std::span<std::uint32_t> to) {
    assert(to.size() == static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height));
    const PixelSize out = turned(size, turn);
    for (int y = 0; y < size.height; ++y) {
        const std::uint32_t* row = from + static_cast<std::ptrdiff_t>(y) * stride;
        for (int x = 0; x < size.width; ++x) {
            const PixelRect at = to_window({x, y, 1, 1}, size, turn);
            to[static_cast<std::size_t>(at.y) * static_cast<std::size_t>(out.width) +
               static_cast<std::size_t>(at.x)] = row[x];
        }
    }
}

} // namespace kiosk::paint
