#include "photo/fit.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace kiosk::photo {

namespace {

constexpr std::size_t channels = 4;

// Which pixels of a row or column of the source make one of the target, and how much of each.
struct Taps {
    int first = 0;
    std::vector<float> weights; // their sum is 1
};

// `count` target pixels over the part [from, from + length) of a line of `source` pixels.
std::vector<Taps> taps_of(int source, float from, float length, int count) {
    const float step = length / static_cast<float>(count);
    const float reach = std::max(1.0F, step); // half the width of the tent
    std::vector<Taps> all(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        const float middle = from + (static_cast<float>(i) + 0.5F) * step;
        const int first = std::clamp(static_cast<int>(std::floor(middle - reach)), 0, source - 1);
        const int last = std::clamp(static_cast<int>(std::ceil(middle + reach)), first, source - 1);
        Taps& taps = all[static_cast<std::size_t>(i)];
        taps.first = first;
        float sum = 0;
        for (int at = first; at <= last; ++at) {
            const float away = std::abs(static_cast<float>(at) + 0.5F - middle) / reach;
            taps.weights.push_back(std::max(0.0F, 1 - away));
            sum += taps.weights.back();
        }
        // At an edge, or where only one pixel is near.
        if (sum <= 0) taps.weights.assign(1, 1.0F), sum = 1;
        for (float& weight : taps.weights) weight /= sum;
    }
    return all;
}

struct Part {
    float x = 0, y = 0, width = 0, height = 0;
    PixelSize target;
};

Part part_of(PixelSize picture, const Wish& wish) {
    const auto width = static_cast<float>(picture.width), height = static_cast<float>(picture.height);
    const auto room_width = static_cast<float>(wish.room.width),
               room_height = static_cast<float>(wish.room.height);
    if (wish.fit == Fit::Contain) {
        const float scale = std::min(room_width / width, room_height / height);
        const auto side = [](float px, int most) {
            return std::clamp(static_cast<int>(std::lround(px)), 1, most);
        };
        return {0,
                0,
                width,
                height,
                {side(width * scale, wish.room.width), side(height * scale, wish.room.height)}};
    }
    const float scale = std::max(room_width / width, room_height / height);
    Part part{0, 0, std::min(width, room_width / scale), std::min(height, room_height / scale), wish.room};
    part.x = std::clamp(wish.focus.x * width - part.width / 2, 0.0F, width - part.width);
    part.y = std::clamp(wish.focus.y * height - part.height / 2, 0.0F, height - part.height);
    return part;
}

// One row of the source, premultiplied, brought to the target's width.
void squeeze_row(const std::uint8_t* row, const std::vector<Taps>& taps, float* out) {
    for (const Taps& tap : taps) {
        float red = 0, green = 0, blue = 0, alpha = 0;
        const std::uint8_t* at = row + static_cast<std::size_t>(tap.first) * channels;
        for (const float weight : tap.weights) {
            const float covered = weight * static_cast<float>(at[3]) / 255;
            red += covered * static_cast<float>(at[0]);
            green += covered * static_cast<float>(at[1]);
            blue += covered * static_cast<float>(at[2]);
            alpha += weight * static_cast<float>(at[3]);
            at += channels;
        }
        out[0] = red, out[1] = green, out[2] = blue, out[3] = alpha;
        out += channels;
    }
}

std::uint32_t packed(const float* sums) {
    const auto byte = [](float value, std::uint32_t most) {
        return std::min(most, static_cast<std::uint32_t>(std::max(0.0F, value) + 0.5F));
    };
    const std::uint32_t alpha = byte(sums[3], 255);
    return alpha << 24U | byte(sums[0], alpha) << 16U | byte(sums[1], alpha) << 8U | byte(sums[2], alpha);
}

} // namespace

Pixels upright(Pixels pixels, int orientation) {
    if (orientation <= 1 || orientation > 8) return pixels;
    const bool sides_change = orientation >= 5;
    Pixels out;
    out.size = sides_change ? PixelSize{pixels.size.height, pixels.size.width} : pixels.size;
    out.rgba.resize(pixels.rgba.size());
    const int right = pixels.size.width - 1, bottom = pixels.size.height - 1;
    const auto source_of = [&](int x, int y) { // where the pixel that comes to (x, y) lies in the file
        switch (orientation) {
        case 2: return std::pair{right - x, y};
        case 3: return std::pair{right - x, bottom - y};
        case 4: return std::pair{x, bottom - y};
        case 5: return std::pair{y, x};
        case 6: return std::pair{y, bottom - x};
        case 7: return std::pair{right - y, bottom - x};
        default: return std::pair{right - y, x};
        }
    };
    std::uint8_t* to = out.rgba.data();
    for (int y = 0; y < out.size.height; ++y)
        for (int x = 0; x < out.size.width; ++x, to += channels) {
            const auto [from_x, from_y] = source_of(x, y);
            const std::size_t at =
                static_cast<std::size_t>(from_y) * static_cast<std::size_t>(pixels.size.width) +
                static_cast<std::size_t>(from_x);
            std::copy_n(pixels.rgba.data() + at * channels, channels, to);
        }
    return out;
}

Fitted fit(const Pixels& pixels, const Wish& wish) {
    const Part part = part_of(pixels.size, wish);
    const auto columns = taps_of(pixels.size.width, part.x, part.width, part.target.width);
    const auto rows = taps_of(pixels.size.height, part.y, part.height, part.target.height);
    const std::size_t row_floats = static_cast<std::size_t>(part.target.width) * channels;
    const int first_row = rows.front().first;
    const int end_row = rows.back().first + static_cast<int>(rows.back().weights.size());
    std::vector<float> squeezed(row_floats * static_cast<std::size_t>(end_row - first_row));
    const std::size_t row_bytes = static_cast<std::size_t>(pixels.size.width) * channels;
    for (int y = first_row; y < end_row; ++y)
        squeeze_row(pixels.rgba.data() + static_cast<std::size_t>(y) * row_bytes, columns,
                    squeezed.data() + static_cast<std::size_t>(y - first_row) * row_floats);
    Fitted out;
    out.size = part.target;
    out.pixels.reserve(static_cast<std::size_t>(part.target.width) *
                       static_cast<std::size_t>(part.target.height));
    std::vector<float> sums(row_floats);
    for (const Taps& tap : rows) {
        std::fill(sums.begin(), sums.end(), 0.0F);
        const float* from = squeezed.data() + static_cast<std::size_t>(tap.first - first_row) * row_floats;
        for (const float weight : tap.weights) {
            for (std::size_t i = 0; i < row_floats; ++i) sums[i] += weight * from[i];
            from += row_floats;
        }
        for (std::size_t i = 0; i < row_floats; i += channels) out.pixels.push_back(packed(sums.data() + i));
    }
    return out;
}

float enlargement(PixelSize picture, const Wish& wish) {
    if (picture.width <= 0 || picture.height <= 0) return 1;
    const Part part = part_of(picture, wish);
    return static_cast<float>(part.target.width) / std::max(1.0F, part.width);
}

} // namespace kiosk::photo
