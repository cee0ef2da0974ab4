#include "paint/gradient.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace kiosk::paint {

NoiseTile::NoiseTile() {
    // A fixed linear congruential sequence (Knuth's MMIX constants); the sum of two even spreads is
    // triangular.
    std::uint64_t state = 20;
    const auto next = [&state] {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        return static_cast<int>(state >> 56U);
    };
    for (std::int16_t& value : values_) {
        const int first = next();
        value = static_cast<std::int16_t>(first - next());
    }
}

GradientRows::GradientRows(const draw::Gradient& gradient, float alpha, const draw::Viewport& viewport,
                           const NoiseTile& noise)
    : count_(gradient.stop_count),
      dither_(gradient.dither),
      is_opaque_(alpha >= 1),
      noise_(noise) {
    for (std::size_t i = 0; i < count_; ++i) {
        const Colour c = gradient.stops.at(i).colour;
        const float a = static_cast<float>(c.a) * std::clamp(alpha, 0.0F, 1.0F), k = a / 255;
        tints_.at(i) = {static_cast<float>(c.r) * k, static_cast<float>(c.g) * k, static_cast<float>(c.b) * k,
                        a};
        places_.at(i) = gradient.stops.at(i).at;
        is_opaque_ = is_opaque_ && c.a == 255;
    }
    const Point from = gradient.from * viewport.scale + viewport.offset;
    const Point along = (gradient.to - gradient.from) * viewport.scale;
    const float square = along.x * along.x + along.y * along.y;
    origin_ = from;
    direction_ = square > 0 ? along * (1 / square) : Point{};
}

GradientRows::Tint GradientRows::at(float t) const {
    if (t <= places_[0]) return tints_[0];
    for (std::size_t i = 1; i < count_; ++i) {
        if (t > places_.at(i)) continue;
        const float span = places_.at(i) - places_.at(i - 1);
        const float k = span > 0 ? (t - places_.at(i - 1)) / span : 1;
        const Tint &a = tints_.at(i - 1), &b = tints_.at(i);
        return {lerp(a.r, b.r, k), lerp(a.g, b.g, k), lerp(a.b, b.b, k), lerp(a.a, b.a, k)};
    }
    return tints_.at(count_ - 1);
}

std::uint32_t GradientRows::pixel(const Tint& tint, int noise) const {
    const auto alpha = static_cast<int>(tint.a + 0.5F);
    const auto level = [&](float value) {
        const int fixed = static_cast<int>(value * 256) + 128 + noise;
        // No channel above alpha: the pixel is premultiplied.
        return static_cast<std::uint32_t>(std::clamp(fixed >> 8, 0, alpha));
    };
    return static_cast<std::uint32_t>(alpha) << 24U | level(tint.r) << 16U | level(tint.g) << 8U |
           level(tint.b);
}

void GradientRows::fill(int x, int y, std::span<std::uint32_t> out) const {
    const float row = (static_cast<float>(y) + 0.5F - origin_.y) * direction_.y;
    const std::int16_t* noise = noise_.row(y);
    const auto noise_at = [&](int px) { return dither_ ? int{noise[px & (noise_side - 1)]} : 0; };
    if (direction_.x != 0) {
        for (std::size_t i = 0; i < out.size(); ++i) {
            const int px = x + static_cast<int>(i);
            const float t = row + (static_cast<float>(px) + 0.5F - origin_.x) * direction_.x;
            out[i] = pixel(at(t), noise_at(px));
        }
        return;
    }
    // One colour for the whole row: the noise repeats, so the first tile's width of pixels does too.
    const Tint tint = at(row);
    const std::size_t first = std::min<std::size_t>(out.size(), noise_side);
    for (std::size_t i = 0; i < first; ++i) out[i] = pixel(tint, noise_at(x + static_cast<int>(i)));
    for (std::size_t done = first; done < out.size(); done += first) {
        std::memcpy(out.data() + done, out.data(),
                    std::min(first, out.size() - done) * sizeof(std::uint32_t));
    }
}

} // namespace kiosk::paint
