// The colours of a linear gradient, a row of pixels at a time, with noise against banding where it asks for
// it: a 64 x 64 tile of plus or minus one level, tied to the frame buffer, so that damage repaints the same
// pixels. For painter_cairo.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "draw/diff.hpp"
#include "draw/draw_list.hpp"

namespace kiosk::paint {

constexpr int noise_side = 64;

class NoiseTile {
  public:
    NoiseTile(); // always the same
    // Triangular, in 1/256 of a level, -255..255.
    [[nodiscard]] const std::int16_t* row(int y) const {
        return values_.data() + static_cast<std::ptrdiff_t>((y & (noise_side - 1)) * noise_side);
    }

  private:
    std::array<std::int16_t, static_cast<std::size_t>(noise_side* noise_side)> values_{};
};

class GradientRows {
  public:
    // `alpha` multiplies the whole gradient. Colours are mixed premultiplied.
    GradientRows(const draw::Gradient& gradient, float alpha, const draw::Viewport& viewport,
                 const NoiseTile& noise);
    [[nodiscard]] bool is_opaque() const { return is_opaque_; }
    // Whether a row has one colour, but for noise: its pixels then repeat after a tile of them.
    [[nodiscard]] bool repeats() const;
    using Tile = std::array<std::uint32_t, static_cast<std::size_t>(noise_side)>;
    // The pixels from (x, y) on of a row that repeats, as many as are needed for `count`; returns the alpha
    // that all of them have.
    [[nodiscard]] int fill_tile(int x, int y, std::size_t count, Tile& out) const;
    // Premultiplied ARGB32 of the pixels from (x, y) on.
    void fill(int x, int y, std::span<std::uint32_t> out) const;

  private:
    struct Tint { // premultiplied, 0..255
        float r = 0, g = 0, b = 0, a = 0;
    };
    [[nodiscard]] Tint at(float t) const;
    void fill_slanted(int x, int y, std::span<std::uint32_t> out) const;

    std::array<Tint, 4> tints_{};
    std::array<float, 4> places_{};
    std::size_t count_ = 0;
    Point origin_, direction_; // t = dot(pixel centre - origin, direction)
    bool dither_ = false, is_opaque_ = false;
    const NoiseTile& noise_;
};

} // namespace kiosk::paint
