// The kiosk's stage: window, frame buffer, painter and presenter put together. The view fills next_list();
// show() compares it with the last one, paints only what changed and shows only that. Used by the frame
// thread alone.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>

#include "base/result.hpp"
#include "draw/diff.hpp"
#include "draw/draw_list.hpp"
#include "paint/frame_buffer.hpp"
#include "paint/helper.hpp"
#include "paint/painter_cairo.hpp"
#include "paint/present_sdl.hpp"
#include "platform/window_sdl.hpp"
#include "staff/panel.hpp"
#include "text/text.hpp"

namespace kiosk::command {

class Stage {
  public:
    // A window without a painter: it is given one with use(), before the first picture, and so needs no font.
    [[nodiscard]] static Result<std::unique_ptr<Stage>> create(const platform::WindowOptions& options,
                                                               paint::PresentPath path);

    [[nodiscard]] platform::Window& window() { return window_; }
    [[nodiscard]] const paint::Presenter& presenter() const { return presenter_; }
    // Lays a canvas of this size on the window as large as it goes. After a change of size all is painted
    // anew.
    void fit(Size canvas);

    // How many pixels of the window a design pixel is.
    [[nodiscard]] float scale() const { return viewport_.scale; }
    // Where a design pixel lies on the window, as parts (0..1) of its width and height.
    [[nodiscard]] Point window_part(Point design) const;

    [[nodiscard]] const draw::Viewport& viewport() const { return viewport_; }
    // The painter from now on: the first, or another with caches that were filled elsewhere; of one set of
    // fonts.
    void use(std::unique_ptr<paint::Painter> painter) { painter_ = std::move(painter); }

    [[nodiscard]] draw::DrawList& next_list() { return next_; }
    // How much one frame cost: nothing when nothing changed.
    struct Shown {
        std::size_t rects = 0;
        std::int64_t pixels = 0;
    };
    [[nodiscard]] Result<Shown> show();
    // Lets the staff panel paint the frame instead; true when it painted, and the frame was shown.
    using PanelPainter = std::function<Result<bool>(const staff::PanelFrame& frame, const View& view)>;
    [[nodiscard]] Result<bool> show_panel(const PanelPainter& paint);
    // The window says that what is on the screen may be damaged.
    void repaint();
    // Overwrites the lists and the frame of the past, which showed what was typed; the next frame paints all.
    void wipe();
    [[nodiscard]] Result<void> save_png(const std::filesystem::path& path) const;

  private:
    Stage(platform::Window window, paint::Presenter presenter);
    void take_frame();

    platform::Window window_;
    paint::Presenter presenter_;
    std::unique_ptr<paint::Helper> helper_ = paint::Helper::where_it_helps();
    std::unique_ptr<paint::Painter> painter_;
    paint::FrameBuffer frame_;
    View view_;
    draw::Viewport viewport_;
    draw::DrawList last_, next_;
    draw::Differ differ_;
    draw::Damage damage_;
    bool all_ = true; // paint everything in the next frame
};

} // namespace kiosk::command
