// The kiosk's one window, and what comes in through it: fingers and keys in design pixels, each with the
// instant at which it was read. Owned by the main loop, on its thread; only wake() may be called from others.
// Never draws: paint/present_sdl shows frames on handle().
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/input.hpp"
#include "base/result.hpp"
#include "base/view.hpp"

struct SDL_Window;

namespace kiosk::platform {

struct WindowOptions {
    std::string title = "Pledge Kiosk";
    std::optional<PixelSize> size; // a window of this size, for desks; nothing: full screen
    std::string display;           // "": the first; else an index ("1") or the display's name
};

enum class WindowEvent : std::uint8_t {
    Quit,    // the window system asks to close; outside of staff mode a kiosk does not listen
    Resized, // size() has changed: a new view, a new frame buffer
    Repaint, // what is shown may be damaged, or the graphics device was reset: tell the presenter
};

using Event = std::variant<FingerEvent, KeyEvent, WindowEvent>;

class Window {
  public:
    // Fails with Fault::Machine where there is no display that a window can open on.
    [[nodiscard]] static Result<Window> create(const WindowOptions& options);
    ~Window();
    Window(Window&&) noexcept;
    Window& operator=(Window&&) noexcept;

    // In pixels of the panel.
    [[nodiscard]] PixelSize size() const;
    [[nodiscard]] SDL_Window* handle() const;
    // "x11", "wayland", "KMSDRM", "dummy"
    [[nodiscard]] std::string driver() const;

    // How window pixels become design pixels from now on; see fit_view.
    void set_view(const View& view);
    // While a keyboard that is plugged in may type (a form, the PIN pad), its characters come as
    // KeyEvent::text. Otherwise only the named keys come.
    void accept_text(bool accept);

    // Appends what has come in. Waits for it, at most until `until`; an instant that has passed means: do not
    // wait.
    void take_events(std::vector<Event>& out, Instant until);
    // Ends a wait of take_events, from any thread.
    void wake() const;

  private:
    struct State;
    explicit Window(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

} // namespace kiosk::platform
