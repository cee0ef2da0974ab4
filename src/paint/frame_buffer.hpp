// The pixels of one frame, in plain memory of our own: the painter writes them, present_sdl and png_cairo
// read them. Knows nothing of drawing or showing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/geometry.hpp"

namespace kiosk::paint {

// XRGB8888 in the machine's byte order: 0xFFRRGGBB, the top byte always 0xFF. Rows follow each other without
// gaps (1920 and 1080 px are multiples of 16 bytes, as Cairo and SDL like them).
class FrameBuffer {
  public:
    // Black. Both sides at least 1.
    explicit FrameBuffer(PixelSize size)
        : size_(size),
          pixels_(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height), black) {}

    [[nodiscard]] PixelSize size() const { return size_; }
    [[nodiscard]] int stride_bytes() const { return size_.width * static_cast<int>(sizeof(std::uint32_t)); }
    [[nodiscard]] std::span<std::uint32_t> pixels() { return pixels_; }
    [[nodiscard]] std::span<const std::uint32_t> pixels() const { return pixels_; }
    [[nodiscard]] std::uint32_t* row(int y) {
        return pixels_.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(size_.width);
    }
    [[nodiscard]] const std::uint32_t* row(int y) const {
        return pixels_.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(size_.width);
    }
    [[nodiscard]] std::uint32_t at(int x, int y) const { return row(y)[x]; }
    bool operator==(const FrameBuffer&) const = default;

    static constexpr std::uint32_t black = 0xFF000000;

  private:
    PixelSize size_;
    std::vector<std::uint32_t> pixels_;
};

} // namespace kiosk::paint
