// Pictures for tests and for looking at: the fonts of this machine, and a draw list painted to a PNG under
// out/.
//
//     Specimen specimen;                              // or Specimen({1080, 1920})
//     draw::DrawList list;
//     list.text(*specimen.fonts().shape("Hello", style, "en"), {96, 200}, colour);
//     specimen.save(list, "hello");                   // out/hello.png, from the root of the repository
//
// Link the room `paint` and `platform`, and the library `kiosk_test_specimen`. Not for the program.
#pragma once

#include <filesystem>
#include <memory>
#include <string_view>

#include "base/geometry.hpp"
#include "draw/draw_list.hpp"
#include "paint/frame_buffer.hpp"
#include "paint/painter_cairo.hpp"
#include "text/text.hpp"

namespace kiosk::test {

// Inter Display and Inter at 400, 500, 600 and 700, and Noto Sans with Arabic, Hebrew, Thai and Devanagari,
// from Debian's fonts-inter and fonts-noto-core. Throws when one is missing: no test passes for want of a
// font.
[[nodiscard]] std::unique_ptr<text::Fonts> load_fonts();

class Specimen {
  public:
    explicit Specimen(PixelSize canvas = {1920, 1080});
    [[nodiscard]] text::Fonts& fonts() { return *fonts_; }
    [[nodiscard]] paint::Painter& painter() { return *painter_; }
    // The whole list on black; `scale` makes the picture smaller or larger than the canvas.
    [[nodiscard]] paint::FrameBuffer paint(const draw::DrawList& list, float scale = 1);
    // Writes out/NAME.png and returns its path.
    std::filesystem::path save(const draw::DrawList& list, std::string_view name, float scale = 1);

  private:
    PixelSize canvas_;
    std::unique_ptr<text::Fonts> fonts_;
    std::unique_ptr<paint::Painter> painter_;
};

} // namespace kiosk::test
