// What the painter leaves to Cairo: filled and stroked paths, arcs, images. One Cairo context for each frame
// buffer. For painter_cairo.cpp.
#pragma once

#include <memory>
#include <span>

#include "draw/diff.hpp"
#include "draw/draw_list.hpp"
#include "paint/frame_buffer.hpp"

namespace kiosk::paint {

class CairoCanvas {
  public:
    CairoCanvas();
    ~CairoCanvas();
    CairoCanvas(const CairoCanvas&) = delete;
    CairoCanvas& operator=(const CairoCanvas&) = delete;

    // All that follows goes into this buffer, through this viewport.
    void target(FrameBuffer& buffer, const draw::Viewport& viewport);
    // All that follows is cut to these pixels.
    void clip(const PixelRect& clip);

    void fill(const draw::DrawList& list, const draw::FillPath& path);
    void stroke(const draw::DrawList& list, const draw::StrokePath& path);
    void stroke(const draw::DrawList& list, const draw::StrokeArc& arc);
    void image(const draw::DrawImage& image);
    // The points are multiplied by `scale` and moved by `origin`, both in pixels of the buffer.
    void fill_outline(const draw::Path& path, Point origin, float scale, Colour colour);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace kiosk::paint
