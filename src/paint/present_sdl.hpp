// Shows a frame buffer in the kiosk's window: through the window's surface where that is plain memory (X11
// without a GPU, tests), else through a streaming texture on an accelerated renderer; only dirty rectangles
// travel. Called by the main loop on the window's thread, which hands over the window of platform/. Never
// paints, never reads a clock.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "base/geometry.hpp"
#include "base/result.hpp"
#include "base/view.hpp"

struct SDL_Window;

namespace kiosk::paint {

enum class PresentPath : std::uint8_t { Automatic, Surface, Texture };
// "auto", "surface" or "texture"; nothing for other words.
[[nodiscard]] std::optional<PresentPath> parse_present_path(std::string_view word);

// XRGB8888: 0x00RRGGBB in the machine's byte order, the highest byte unused; rows from the top.
struct Frame {
    std::span<const std::uint32_t> pixels;
    PixelSize size;
    int stride = 0; // in pixels, >= size.width
};

class Presenter {
  public:
    // The window must outlive the presenter. `turn` as in the View.
    [[nodiscard]] static Result<Presenter> create(SDL_Window* window, PresentPath path,
                                                  Turn turn = Turn::None);
    ~Presenter();
    Presenter(Presenter&&) noexcept;
    Presenter& operator=(Presenter&&) noexcept;

    // Where a frame of this size may be painted without a copy of it: the window's own memory, of rows
    // without gaps. Null where there is none of that kind. What it held is gone when another place is
    // returned; what was returned may be used until the next call of canvas or show after the window's
    // events.
    [[nodiscard]] std::uint32_t* canvas(PixelSize size);
    // Shows `dirty` of the frame, whose size is turned(window's pixels, turn). Nothing dirty: nothing is
    // done. After create, window_changed and a new size the whole frame is shown, whatever is dirty.
    [[nodiscard]] Result<void> show(const Frame& frame, std::span<const PixelRect> dirty);
    // The window was resized, exposed, or the graphics device was reset (WindowEvent::Resized and Repaint).
    void window_changed();
    // True: show() waits for the display. False: the loop itself keeps to the display's rate.
    [[nodiscard]] bool waits_for_display() const;
    [[nodiscard]] PresentPath path() const; // never Automatic
    // For doctor and the journal: "window surface", or the renderer's name.
    [[nodiscard]] std::string_view description() const;

  private:
    struct State;
    explicit Presenter(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

} // namespace kiosk::paint
