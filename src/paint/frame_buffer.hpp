// The pixels of one frame, in plain memory of our own or the window's: the painter writes them, present_sdl
// and png_cairo read them. Knows nothing of drawing or showing.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "base/geometry.hpp"

namespace kiosk::paint {

// XRGB8888 in the machine's byte order: 0xFFRRGGBB, the top byte always 0xFF. Rows follow each other without
// gaps (1920 and 1080 px are multiples of 16 bytes, as Cairo and SDL like them).
class FrameBuffer {
  public:
    // Black. Both sides at least 1.
    explicit FrameBuffer(PixelSize size) : size_(size), own_(count_of(size), black), pixels_(own_) {}
    // In memory that another keeps for as long as this is used, as it stands.
    FrameBuffer(PixelSize size, std::uint32_t* pixels) : size_(size), pixels_(pixels, count_of(size)) {}
    ~FrameBuffer() = default;
    FrameBuffer(const FrameBuffer& other) // a copy keeps its own
        : size_(other.size_),
          own_(other.pixels_.begin(), other.pixels_.end()),
          pixels_(own_) {}
    FrameBuffer(FrameBuffer&& other) noexcept
        : size_(std::exchange(other.size_, {})),
          own_(std::move(other.own_)),
          pixels_(std::exchange(other.pixels_, {})) {}
    FrameBuffer& operator=(FrameBuffer other) noexcept {
        std::swap(size_, other.size_);
        own_.swap(other.own_);
        std::swap(pixels_, other.pixels_);
        return *this;
    }

    [[nodiscard]] PixelSize size() const { return size_; }
    [[nodiscard]] int stride_bytes() const { return size_.width * static_cast<int>(sizeof(std::uint32_t)); }
    [[nodiscard]] std::span<std::uint32_t> pixels() { return pixels_; }
    [[nodiscard]] std::span<const std::uint32_t> pixels() const { return pixels_; }
    // Whether the memory is another's.
    [[nodiscard]] bool is_borrowed() const { return own_.empty(); }
    [[nodiscard]] std::uint32_t* row(int y) {
        return pixels_.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(size_.width);
    }
    [[nodiscard]] const std::uint32_t* row(int y) const {
        return pixels_.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(size_.width);
    }
    [[nodiscard]] std::uint32_t at(int x, int y) const { return row(y)[x]; }
    bool operator==(const FrameBuffer& other) const {
        return size_ == other.size_ && std::ranges::equal(pixels_, other.pixels_);
    }

    static constexpr std::uint32_t black = 0xFF000000;

  private:
    static std::size_t count_of(PixelSize size) {
        return static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height);
    }

    PixelSize size_;
    std::vector<std::uint32_t> own_; // empty: the pixels are another's
    std::span<std::uint32_t> pixels_;
};

} // namespace kiosk::paint
