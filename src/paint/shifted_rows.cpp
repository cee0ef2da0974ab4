#include "paint/shifted_rows.hpp"

#include <cstddef>

namespace kiosk::paint {

namespace {

// Two of the four channels at a time, in sixteen bits each: sums of four quarters of 255 stay below 1,024.
constexpr std::uint32_t even_channels = 0x00FF00FF;

std::uint32_t between(std::uint32_t a, std::uint32_t b, std::uint32_t quarters) {
    const std::uint32_t even = ((a & even_channels) * (4 - quarters) + (b & even_channels) * quarters) >> 2U;
    const std::uint32_t odd =
        ((a >> 8U) & even_channels) * (4 - quarters) + ((b >> 8U) & even_channels) * quarters;
    return (even & even_channels) | ((odd << 6U) & ~even_channels);
}

} // namespace

void shift_row(std::span<std::uint32_t> to, const std::uint32_t* upper, const std::uint32_t* lower,
               unsigned right, unsigned down) {
    const std::size_t count = to.size();
    if (down == 0) {
        for (std::size_t i = 0; i < count; ++i)
            to[i] = right == 0 ? upper[i] : between(upper[i], upper[i + 1], right);
        return;
    }
    if (right == 0) {
        for (std::size_t i = 0; i < count; ++i) to[i] = between(upper[i], lower[i], down);
        return;
    }
    for (std::size_t i = 0; i < count; ++i)
        to[i] = between(between(upper[i], upper[i + 1], right), between(lower[i], lower[i + 1], right), down);
}

} // namespace kiosk::paint
