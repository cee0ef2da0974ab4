#include "command/stage.hpp"

#include <algorithm>
#include <cassert>

#include "base/secret.hpp"
#include "paint/png_cairo.hpp"

namespace kiosk::command {

Stage::Stage(platform::Window window, paint::Presenter presenter)
    : window_(std::move(window)),
      presenter_(std::move(presenter)),
      frame_({1, 1}) {}

Result<std::unique_ptr<Stage>> Stage::create(const platform::WindowOptions& options,
                                             paint::PresentPath path) {
    auto window = platform::Window::create(options);
    if (!window) return window.error();
    auto presenter = paint::Presenter::create(window->handle(), path);
    if (!presenter) return presenter.error();
    return std::unique_ptr<Stage>(new Stage(std::move(*window), std::move(*presenter)));
}

void Stage::fit(Size canvas) {
    const PixelSize size = window_.size();
    take_frame();
    view_ = fit_view(size, canvas);
    window_.set_view(view_);
    viewport_ = draw::Viewport::fit(canvas, size);
    presenter_.window_changed();
    all_ = true;
}

// The frame is the window's own memory where that can be painted on: half the memory, and no copy. After some
// of the window's events that is another piece.
void Stage::take_frame() {
    const PixelSize size = window_.size();
    std::uint32_t* canvas = presenter_.canvas(size);
    if (frame_.size() == size &&
        (canvas == nullptr ? !frame_.is_borrowed() : canvas == frame_.pixels().data()))
        return;
    if (!frame_.is_borrowed()) {
        const auto pixels = frame_.pixels();
        kiosk::wipe(pixels.data(), pixels.size_bytes()); // it may show what was typed
    }
    frame_ = canvas != nullptr ? paint::FrameBuffer(size, canvas) : paint::FrameBuffer(size);
    all_ = true;
}

Point Stage::window_part(Point design) const {
    return {(design.x * viewport_.scale + viewport_.offset.x) / static_cast<float>(viewport_.size.width),
            (design.y * viewport_.scale + viewport_.offset.y) / static_cast<float>(viewport_.size.height)};
}

Result<Stage::Shown> Stage::show() {
    take_frame();
    damage_.clear();
    if (all_)
        damage_.add({0, 0, frame_.size().width, frame_.size().height});
    else
        differ_.compare(last_, next_, viewport_, damage_);
    std::swap(last_, next_);
    next_.clear();
    Shown shown;
    if (damage_.empty()) return shown;
    assert(painter_ != nullptr);
    all_ = false;
    painter_->paint(last_, viewport_, damage_, frame_, paint::Painter::Layer::All, helper_.get());
    for (const PixelRect& rect : damage_.rects()) shown.pixels += std::int64_t{rect.width} * rect.height;
    shown.rects = damage_.rects().size();
    auto presented = presenter_.show({frame_.pixels(), frame_.size(), frame_.size().width}, damage_.rects());
    if (!presented) return presented.error();
    return shown;
}

Result<bool> Stage::show_panel(const PanelPainter& paint) {
    take_frame();
    const auto painted = paint({frame_.pixels(), frame_.size(), frame_.size().width}, view_);
    if (!painted || !*painted) return painted;
    all_ = true; // the picture below is gone
    const PixelRect whole{0, 0, frame_.size().width, frame_.size().height};
    auto presented =
        presenter_.show({frame_.pixels(), frame_.size(), frame_.size().width}, std::span(&whole, 1));
    if (!presented) return presented.error();
    return true;
}

void Stage::repaint() {
    presenter_.window_changed();
    all_ = true;
}

void Stage::wipe() {
    last_.clear();
    next_.clear();
    take_frame();
    std::ranges::fill(frame_.pixels(), paint::FrameBuffer::black);
    all_ = true;
}

Result<void> Stage::save_png(const std::filesystem::path& path) const {
    return paint::write_png(frame_, path);
}

} // namespace kiosk::command
