// The images of a list at the size at which they are shown, corners cut round (Cairo), cached within a bound
// of bytes. For painter_cairo.cpp. Reads no files.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "draw/diff.hpp"
#include "draw/draw_list.hpp"

namespace kiosk::paint {

struct Picture {
    PixelRect bounds;                  // in the frame buffer
    std::vector<std::uint32_t> pixels; // premultiplied ARGB32, rows without gaps
};

class Pictures {
  public:
    Pictures();
    ~Pictures();
    Pictures(const Pictures&) = delete;
    Pictures& operator=(const Pictures&) = delete;

    // Another list is painted: pictures may go again.
    void next_frame();
    // At full alpha. `bounds` are the command's, in the frame buffer. Valid until the next frame.
    [[nodiscard]] const Picture& picture(const draw::DrawImage& drawn, const draw::Viewport& viewport,
                                         const PixelRect& bounds);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace kiosk::paint
