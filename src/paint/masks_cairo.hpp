// Filled and stroked paths and arcs as masks of coverage (Cairo), cached within a bound of bytes. A mask
// covers the whole command, whatever part of it is damaged: Cairo's edges depend a little on its clip, and
// repainted damage must meet the pixels beside it. For painter_cairo.cpp.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "draw/diff.hpp"
#include "draw/draw_list.hpp"

namespace kiosk::paint {

// Only the stretches of covered pixels are kept, rows from the top: a thin curve across the screen is small,
// and what it runs around costs nothing.
struct Mask {
    struct Span {
        int y = 0, first = 0, count = 0; // in pixels of the frame buffer
        std::size_t offset = 0;          // in `coverage`
    };
    std::vector<Span> spans;
    std::vector<std::uint8_t> coverage;
};

class Masks {
  public:
    Masks();
    ~Masks();
    Masks(const Masks&) = delete;
    Masks& operator=(const Masks&) = delete;

    // Another list is painted: what moved has left masks behind whose memory may be taken again.
    void next_frame();
    // `bounds` are the command's, in the frame buffer. Valid until the next frame.
    [[nodiscard]] const Mask& fill(const draw::DrawList& list, const draw::FillPath& path,
                                   const draw::Viewport& viewport, const PixelRect& bounds);
    [[nodiscard]] const Mask& stroke(const draw::DrawList& list, const draw::StrokePath& path,
                                     const draw::Viewport& viewport, const PixelRect& bounds);
    [[nodiscard]] const Mask& stroke(const draw::StrokeArc& arc, const draw::Viewport& viewport,
                                     const PixelRect& bounds);
    [[nodiscard]] std::size_t cached_bytes() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace kiosk::paint
