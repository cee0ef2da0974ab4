#include "scene/veil.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

namespace kiosk::scene {

namespace {

// The canvas in cells: fine enough to follow a picture, coarse enough to make few rectangles of them.
constexpr int columns = 24, rows = 24;
// A row's cells as bits.
using Row = std::uint32_t;
constexpr Row all_cells = (Row{1} << static_cast<unsigned>(columns)) - 1;

// The cells from `first` up to `end` of a row.
Row cells(int first, int end) {
    return first >= end ? 0
                        : (all_cells >> static_cast<unsigned>(columns - (end - first)))
                              << static_cast<unsigned>(first);
}

std::array<Row, rows> covered(std::span<const draw::Command> commands, Size cell) {
    std::array<Row, rows> grid{};
    for (const draw::Command& command : commands) {
        const Rect& b = command.bounds;
        const auto low = [](float at, float size, int most) {
            return std::clamp(static_cast<int>(std::floor(at / size)), 0, most);
        };
        const auto high = [](float at, float size, int most) {
            return std::clamp(static_cast<int>(std::ceil(at / size)), 0, most);
        };
        const Row bits = cells(low(b.x, cell.width, columns), high(b.right(), cell.width, columns));
        const int end = high(b.bottom(), cell.height, rows);
        for (int y = low(b.y, cell.height, rows); y < end; ++y) grid[static_cast<std::size_t>(y)] |= bits;
    }
    return grid;
}

} // namespace

void veil(draw::DrawList& list, std::size_t first, const deck::Palette& palette, Size canvas, float alpha) {
    if (alpha <= 0) return;
    const auto upright = list.unmirrored({0, 0, canvas.width, canvas.height}); // bounds are of the canvas
    const Size cell{canvas.width / columns, canvas.height / rows};
    std::array<Row, rows> grid = covered(list.commands().subspan(first), cell);
    for (int y = 0; y < rows; ++y) {
        while (const Row left = grid[static_cast<std::size_t>(y)]) {
            int from = 0;
            while ((left >> static_cast<unsigned>(from) & 1U) == 0) ++from;
            int to = from;
            while (to < columns && (left >> static_cast<unsigned>(to) & 1U) != 0) ++to;
            // As far down as the rows below have the same cells: no cell is covered twice.
            const Row run = cells(from, to);
            int end = y;
            for (; end < rows && (grid[static_cast<std::size_t>(end)] & run) == run; ++end)
                grid[static_cast<std::size_t>(end)] &= ~run;
            // A clip is cut at whole pixels of any screen, so that neighbours meet without a seam.
            const auto part = list.clipped(
                {static_cast<float>(from) * cell.width, static_cast<float>(y) * cell.height,
                 static_cast<float>(to - from) * cell.width, static_cast<float>(end - y) * cell.height});
            draw_ground(list, palette, canvas, alpha);
        }
    }
}

} // namespace kiosk::scene
