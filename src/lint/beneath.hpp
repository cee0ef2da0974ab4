// What lies beneath the words of a frame: the frame painted small, without its words, as luminances. The same
// shapes are painted once, whatever the words in front of them. Used by the rules that need pixels; shows
// nothing.
#pragma once

#include <array>
#include <memory>
#include <vector>

#include "draw/diff.hpp"
#include "draw/draw_list.hpp"
#include "paint/frame_buffer.hpp"
#include "paint/painter_cairo.hpp"

namespace kiosk::lint {

// Relative luminances (WCAG 2.2) of a small picture, row by row.
struct Luminances {
    PixelSize size;
    std::vector<float> values;
    [[nodiscard]] float at(int x, int y) const {
        return values[static_cast<std::size_t>(y) * static_cast<std::size_t>(size.width) +
                      static_cast<std::size_t>(x)];
    }
};

// Of the three channels of 0xFFRRGGBB, linear light from 0 to 1 (WCAG 2.2, relative luminance).
struct Linear {
    float red = 0, green = 0, blue = 0;
    [[nodiscard]] float luminance() const { return 0.2126F * red + 0.7152F * green + 0.0722F * blue; }
};
extern const std::array<float, 256> linear_of_channel;
[[nodiscard]] inline Linear linear(std::uint32_t pixel) {
    return {linear_of_channel[(pixel >> 16U) & 0xFFU], linear_of_channel[(pixel >> 8U) & 0xFFU],
            linear_of_channel[pixel & 0xFFU]};
}

class Beneath {
  public:
    static constexpr float scale = 1.0F / 8; // words of 26 px still cover two rows
    explicit Beneath(paint::Painter& painter) : painter_(painter) {}
    // Good until the next call.
    [[nodiscard]] const Luminances& of(const draw::DrawList& list, Size canvas);

  private:
    struct Kept {
        std::uint64_t digest = 0, used = 0;
        Luminances luminances;
    };
    static constexpr std::size_t kept_max = 48; // 5 MiB: the moments of one slide in one look
    paint::Painter& painter_;
    std::vector<Kept> kept_;
    std::uint64_t calls_ = 0;
};

} // namespace kiosk::lint
