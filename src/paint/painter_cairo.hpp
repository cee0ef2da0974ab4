// Plays a draw list into a frame buffer, only where the damage is. The same list gives the same pixels on
// every machine, whatever was painted before. Called by the main loop, by `render` and by tests; shows
// nothing.
//
// Rectangles, circles, rings, glyphs and gradients are laid by our own loops (coverage.hpp, blend.hpp); Cairo
// makes the masks of paths and arcs and scales images, once for as long as they stand still (masks_cairo.hpp,
// pictures_cairo.hpp). For a dot of ten pixels Cairo's set-up alone costs more than the dot.
#pragma once

#include <cstdint>
#include <memory>

#include "base/result.hpp"
#include "draw/diff.hpp"
#include "draw/draw_list.hpp"
#include "paint/frame_buffer.hpp"
#include "text/text.hpp"

namespace kiosk::paint {

class Helper;

class Painter {
  public:
    // The fonts are those that the runs of the lists were shaped with; they outlive the painter.
    static Result<std::unique_ptr<Painter>> create(const text::Fonts& fonts);
    ~Painter();
    Painter(const Painter&) = delete;
    Painter& operator=(const Painter&) = delete;

    // Without the words the list shows what lies beneath them, from which `check` computes contrast.
    enum class Layer : std::uint8_t { All, WithoutWords };

    // Inside the damage the buffer shows the list, on black; outside it is left as it is. The viewport's size
    // is the buffer's. A helper takes its share of much damage; the pixels are the same.
    void paint(const draw::DrawList& list, const draw::Viewport& viewport, const draw::Damage& damage,
               FrameBuffer& buffer, Layer layer = Layer::All, Helper* helper = nullptr);

  private:
    Painter();
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace kiosk::paint
