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

// Vectors of gcc and clang, as in blend.cpp: eight pixels' numbers, and the same as pixels.
constexpr std::size_t eight = 8;
using Numbers [[gnu::vector_size(16)]] = std::int16_t;
using Halves [[gnu::vector_size(16)]] = std::uint16_t;

// A tint in 1/256 of a level, rounded, as integers.
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
    // The same of eight pixels. Noise is less than a level, so that it moves a channel by one at most.
    void pixels(std::uint32_t* out, const std::int16_t* noise) const {
        Numbers by;
        std::memcpy(&by, noise, sizeof(by));
        Halves red, green, blue;
        level(red, r, by), level(green, g, by), level(blue, b, by);
        const Halves low = blue | green << 8;
        const Halves high = red | static_cast<std::uint16_t>(a << 8);
        const Halves first = __builtin_shufflevector(low, high, 0, 8, 1, 9, 2, 10, 3, 11);
        const Halves last = __builtin_shufflevector(low, high, 4, 12, 5, 13, 6, 14, 7, 15);
        std::memcpy(out, &first, sizeof(first));
        std::memcpy(out + eight / 2, &last, sizeof(last));
    }

  private:
    void level(Halves& out, int fixed, const Numbers& noise) const {
        const Numbers zero{}, most = zero + static_cast<std::int16_t>(a);
        const Numbers part = noise + static_cast<std::int16_t>(fixed & 255);
        Numbers whole = zero + static_cast<std::int16_t>(fixed >> 8);
        whole += part >> 8;
        whole = whole < zero ? zero : whole;
        whole = whole > most ? most : whole;
        std::memcpy(&out, &whole, sizeof(out));
    }
};

} // namespace

namespace {

// Four pixels' places along a line, or one channel of them.
constexpr std::size_t four = 4;
using Floats [[gnu::vector_size(16)]] = float;
using Wholes [[gnu::vector_size(16)]] = std::int32_t;

void mix(Floats& out, float a, float b, Floats part, Wholes where) {
    out = where ? a + (b - a) * part : out;
}
// A level of a channel with noise, none above alpha.
Wholes level_of(Floats channel, Wholes noise, Wholes alpha) {
    Wholes level = (__builtin_convertvector(channel * 256, Wholes) + 128 + noise) >> 8;
    level = level < 0 ? Wholes{} : level;
    return level > alpha ? alpha : level;
}

} // namespace

// As at() says it, and Levels, of four pixels at a time.
void GradientRows::fill_slanted(int x, int y, std::span<std::uint32_t> out) const {
    const float row = (static_cast<float>(y) + 0.5F - origin_.y) * direction_.y;
    const std::int16_t* noise = noise_.row(y);
    const auto noise_at = [&](std::size_t i) {
        return int{noise[(x + static_cast<int>(i)) & (noise_side - 1)]};
    };
    const Tint& end = tints_.at(count_ - 1);
    for (std::size_t i = 0; i < out.size(); i += four) {
        const Floats px = static_cast<float>(x + static_cast<int>(i)) + Floats{0, 1, 2, 3};
        const Floats t = row + (px + 0.5F - origin_.x) * direction_.x;
        Floats r = Floats{} + end.r, g = Floats{} + end.g, b = Floats{} + end.b, a = Floats{} + end.a;
        for (std::size_t stop = count_ - 1; stop > 0; --stop) {
            const Tint &from = tints_[stop - 1], &to = tints_[stop];
            const float span = places_[stop] - places_[stop - 1];
            const Floats part = span > 0 ? (t - places_[stop - 1]) / span : Floats{} + 1;
            const Wholes where = t <= places_[stop];
            mix(r, from.r, to.r, part, where), mix(g, from.g, to.g, part, where);
            mix(b, from.b, to.b, part, where), mix(a, from.a, to.a, part, where);
        }
        const Wholes before = t <= places_[0];
        mix(r, tints_[0].r, 0, Floats{}, before), mix(g, tints_[0].g, 0, Floats{}, before);
        mix(b, tints_[0].b, 0, Floats{}, before), mix(a, tints_[0].a, 0, Floats{}, before);
        Wholes by{};
        if (dither_) by = Wholes{noise_at(i), noise_at(i + 1), noise_at(i + 2), noise_at(i + 3)};
        const Wholes alpha = __builtin_convertvector(a + 0.5F, Wholes);
        const Wholes pixels =
            alpha << 24 | level_of(r, by, alpha) << 16 | level_of(g, by, alpha) << 8 | level_of(b, by, alpha);
        std::memcpy(out.data() + i, &pixels, std::min(four, out.size() - i) * sizeof(std::uint32_t));
    }
}

bool GradientRows::repeats() const {
    return direction_.x == 0;
}

int GradientRows::fill_tile(int x, int y, std::size_t count, Tile& out) const {
    const Levels levels(at((static_cast<float>(y) + 0.5F - origin_.y) * direction_.y));
    if (!dither_) {
        out.fill(levels.pixel(0));
        return levels.a;
    }
    // The noise, from x on.
    std::array<std::int16_t, noise_side> noise;
    const std::int16_t* row = noise_.row(y);
    const auto from = static_cast<std::size_t>(x & (noise_side - 1));
    std::copy(row + from, row + noise_side, noise.begin());
    std::copy(row, row + from, noise.end() - static_cast<std::ptrdiff_t>(from));
    for (std::size_t i = 0; i < std::min(count, out.size()); i += eight)
        levels.pixels(out.data() + i, noise.data() + i);
    return levels.a;
}

void GradientRows::fill(int x, int y, std::span<std::uint32_t> out) const {
    if (!repeats()) return fill_slanted(x, y, out);
    Tile tile;
    static_cast<void>(fill_tile(x, y, out.size(), tile));
    // Whole tiles are of a size that the compiler knows, and become plain stores.
    std::size_t done = 0;
    for (; done + tile.size() <= out.size(); done += tile.size())
        std::memcpy(out.data() + done, tile.data(), sizeof(tile));
    std::memcpy(out.data() + done, tile.data(), (out.size() - done) * sizeof(std::uint32_t));
}

} // namespace kiosk::paint
