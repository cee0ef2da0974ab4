#include "lint/flashes.hpp"

#include <algorithm>
#include <cmath>

#include "lint/beneath.hpp"

namespace kiosk::lint {

namespace {

// WCAG 2.2: a tenth of the largest relative luminance, where the darker of the two is under 0.8.
constexpr float visible_light = 0.1F, darker_under = 0.8F;
// WCAG 2.2: saturated red has R / (R + G + B) of 0.8 or more; (R - G - B) x 320 changes by more than 20.
constexpr float saturated = 0.8F, visible_red = 20.0F / 320;
constexpr float no_limit = 1e9F;

// Of the pixels of a cell.
struct Sum {
    float light = 0, red = 0, count = 0;

    // `pixels` of one colour. Returns how many of them are saturated red.
    std::size_t add(const Linear& colour, int pixels) {
        const auto many = static_cast<float>(pixels);
        light += many * colour.luminance();
        count += many;
        if (colour.red <= 0.1F || colour.red < saturated * (colour.red + colour.green + colour.blue))
            return 0;
        red += many * std::max(0.0F, colour.red - colour.green - colour.blue);
        return static_cast<std::size_t>(pixels);
    }
};

} // namespace

// Whether the level has gone `visible` the other way since its last extreme.
bool Flashes::turns(Level& level, float value, float visible, float darker_limit) {
    if (!level.begun) level.begun = true, level.extreme = value;
    const float on = (value - level.extreme) * static_cast<float>(level.direction);
    if (level.direction != 0 && on > 0) level.extreme = value;
    const bool far = level.direction == 0 ? std::fabs(value - level.extreme) > visible : on < -visible;
    if (!far || std::min(value, level.extreme) >= darker_limit) return false;
    level.direction = value > level.extreme ? 1 : -1;
    level.extreme = value;
    return true;
}

void Flashes::count(std::vector<float>& turns_ms, float t_ms) {
    turns_ms.push_back(t_ms);
    std::erase_if(turns_ms, [t_ms](float at) { return t_ms - at > 1000; });
    const int pairs = static_cast<int>(turns_ms.size() / 2);
    if (pairs > most_) most_ = pairs, most_at_ms_ = turns_ms.front();
}

void Flashes::add(const paint::FrameBuffer& frame, float t_ms) {
    std::vector<Sum> sums(columns * rows);
    const PixelSize size = frame.size();
    std::size_t red_pixels = 0;
    for (int y = 0; y < size.height; ++y) {
        const std::uint32_t* pixels = frame.row(y);
        const int cell_row = y * rows / size.height;
        Sum* sum = &sums[static_cast<std::size_t>(cell_row) * columns];
        for (int column = 0, x = 0; column < columns; ++column, ++sum)
            for (const int end = (size.width * (column + 1) + columns - 1) / columns; x < end;) {
                const int from = x;
                while (x < end && pixels[x] == pixels[from]) ++x; // most of a frame is plain
                red_pixels += sum->add(linear(pixels[from]), x - from);
            }
    }
    const auto all = static_cast<float>(frame.pixels().size());
    const float part = static_cast<float>(red_pixels) / all;
    if (part > red_part_) red_part_ = part, red_at_ms_ = t_ms;
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        if (sums[i].count <= 0) continue;
        Cell& cell = cells_[i];
        if (turns(cell.light, sums[i].light / sums[i].count, visible_light, darker_under))
            count(cell.light_turns_ms, t_ms);
        if (turns(cell.red, sums[i].red / sums[i].count, visible_red, no_limit))
            count(cell.red_turns_ms, t_ms);
    }
}

} // namespace kiosk::lint
