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

namespace {

// A tint in 1/256 of a level, rounded, as integers: so that loops over pixels become vector instructions.
struct Levels {
    int r, g, b, a;
    template <typename Tint>
    explicit Levels(const Tint& tint)
        : r(static_cast<int>(tint.r * 256) + 128),
          g(static_cast<int>(tint.g * 256) + 128),
          b(static_cast<int>(tint.b * 256) + 128),
          a(static_cast<int>(tint.a + 0.5F)) {}
    // No channel above alpha: the pixel is premultiplied.
    [[nodiscard]] std::uint32_t pixel(int noise) const {
        const auto level = [&](int fixed) {
            return static_cast<std::uint32_t>(std::min(std::max((fixed + noise) >> 8, 0), a));
        };
        return static_cast<std::uint32_t>(a) << 24U | level(r) << 16U | level(g) << 8U | level(b);
    }
};

} // namespace

void GradientRows::fill_slanted(int x, int y, std::span<std::uint32_t> out) const {
    const float row = (static_cast<float>(y) + 0.5F - origin_.y) * direction_.y;
    const std::int16_t* noise = noise_.row(y);
    for (std::size_t i = 0; i < out.size(); ++i) {
        const int px = x + static_cast<int>(i);
        const float t = row + (static_cast<float>(px) + 0.5F - origin_.x) * direction_.x;
        out[i] = Levels(at(t)).pixel(dither_ ? int{noise[px & (noise_side - 1)]} : 0);
    }
}

void GradientRows::fill(int x, int y, std::span<std::uint32_t> out) const {
    if (direction_.x != 0) return fill_slanted(x, y, out);
    // One colour for the whole row.
    const Levels levels(at((static_cast<float>(y) + 0.5F - origin_.y) * direction_.y));
    if (!dither_) {
        std::fill(out.begin(), out.end(), levels.pixel(0));
        return;
    }
    // The noise repeats, so the first tile's width of pixels does too.
    std::array<std::int16_t, noise_side> noise;
    const std::int16_t* row = noise_.row(y);
    const auto from = static_cast<std::size_t>(x & (noise_side - 1));
    std::copy(row + from, row + noise_side, noise.begin());
    std::copy(row, row + from, noise.end() - static_cast<std::ptrdiff_t>(from));
    const std::size_t first = std::min<std::size_t>(out.size(), noise_side);
    for (std::size_t i = 0; i < first; ++i) out[i] = levels.pixel(noise[i]);
    // Each copy as long as all before it.
    for (std::size_t done = first; done < out.size(); done *= 2) {
        std::memcpy(out.data() + done, out.data(), std::min(done, out.size() - done) * sizeof(std::uint32_t));
    }
}

} // namespace kiosk::paint
