#include "platform/window_sdl.hpp"

#include <SDL.h>

#include <algorithm>
#include <charconv>

#include "platform/clock.hpp"
#include "platform/displays_sdl.hpp"
#include "platform/events_sdl.hpp"
#include "platform/window_manager_sdl.hpp"

namespace kiosk::platform {

// SDL's video subsystem lives as long as the window.
struct Window::State {
    SDL_Window* window = nullptr;
    std::uint32_t wake_event = 0;
    EventReader reader;
    bool started = false;

    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() {
        if (window != nullptr) SDL_DestroyWindow(window);
        if (started) SDL_QuitSubSystem(SDL_INIT_VIDEO);
    }
};

namespace {

void set_hints() {
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    SDL_SetHint(SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, "0");
    SDL_SetHint(SDL_HINT_GRAB_KEYBOARD, "1");
    SDL_SetHint(SDL_HINT_ALLOW_ALT_TAB_WHILE_GRABBED, "0");
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
    // Otherwise the window surface goes through OpenGL, on a machine without a GPU at six times the work.
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    // Signals are StopSignals' business.
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
}

// SDL waits in whole milliseconds; waiting longer than a minute at a time gains nothing.
int wait_ms(Instant until) {
    constexpr std::int64_t wait_ms_max = 60'000;
    if (until == Instant::never()) return wait_ms_max;
    const std::int64_t left_us = until.us - monotonic_now().us;
    return static_cast<int>(std::clamp<std::int64_t>((left_us + 999) / 1000, 0, wait_ms_max));
}

Result<int> find_display(const std::string& wanted) {
    if (wanted.empty()) return 0;
    const int count = SDL_GetNumVideoDisplays();
    int index = -1;
    const auto [end, error] = std::from_chars(wanted.data(), wanted.data() + wanted.size(), index);
    const bool is_number = error == std::errc() && end == wanted.data() + wanted.size();
    if (is_number && index >= 0 && index < count) return index;
    std::string found;
    for (int i = 0; i < count; ++i) {
        const char* name = SDL_GetDisplayName(i);
        if (name != nullptr && wanted == name) return i;
        found += (i == 0 ? "" : ", ") + std::to_string(i) + " \"" + (name != nullptr ? name : "") + "\"";
    }
    return machine_error("expected a display called \"" + wanted + "\", found " + found +
                         "; write one of these numbers or names in the settings");
}

} // namespace

Window::Window(std::unique_ptr<State> state) : state_(std::move(state)) {}
Window::~Window() = default;
Window::Window(Window&&) noexcept = default;
Window& Window::operator=(Window&&) noexcept = default;

Result<Window> Window::create(const WindowOptions& options) {
    set_hints();
    auto state = std::make_unique<State>();
    if (auto started = start_video(); !started) return started.error();
    state->started = true;
    SDL_StopTextInput(); // SDL starts it by itself
    SDL_DisableScreenSaver();
    const Result<int> display = find_display(options.display);
    if (!display) return display.error();

    const int place = static_cast<int>(SDL_WINDOWPOS_CENTERED_DISPLAY(static_cast<unsigned>(*display)));
    SDL_Rect bounds{0, 0, 1920, 1080};
    SDL_GetDisplayBounds(*display, &bounds);
    const PixelSize size = options.size.value_or(PixelSize{bounds.w, bounds.h});
    std::uint32_t flags = SDL_WINDOW_ALLOW_HIGHDPI;
    if (options.size)
        flags |= SDL_WINDOW_RESIZABLE;
    else // without borders: of the display's size, it fills an X server without a window manager by itself
        flags |= SDL_WINDOW_BORDERLESS | SDL_WINDOW_HIDDEN | SDL_WINDOW_KEYBOARD_GRABBED;
    state->window = SDL_CreateWindow(options.title.c_str(), place, place, size.width, size.height, flags);
    if (state->window == nullptr) {
        return machine_error(std::string("the window could not be opened on display ") +
                             std::to_string(*display) + ": " + SDL_GetError());
    }
    if (!options.size) {
        if (has_window_manager(state->window))
            SDL_SetWindowFullscreen(state->window, SDL_WINDOW_FULLSCREEN_DESKTOP);
        SDL_ShowWindow(state->window);
    }
    SDL_ShowCursor(options.size ? SDL_ENABLE : SDL_DISABLE);
    state->wake_event = SDL_RegisterEvents(1);
    Window window(std::move(state));
    const PixelSize pixels = window.size();
    window.set_view(fit_view(pixels, {static_cast<float>(pixels.width), static_cast<float>(pixels.height)}));
    return window;
}

PixelSize Window::size() const {
    PixelSize size;
    SDL_GetWindowSizeInPixels(state_->window, &size.width, &size.height);
    return size;
}

SDL_Window* Window::handle() const {
    return state_->window;
}

std::string Window::driver() const {
    const char* name = SDL_GetCurrentVideoDriver();
    return name != nullptr ? name : "";
}

void Window::set_view(const View& view) {
    state_->reader.view = view;
}

void Window::accept_text(bool accept) {
    if (accept)
        SDL_StartTextInput();
    else
        SDL_StopTextInput();
}

void Window::take_events(std::vector<Event>& out, Instant until) {
    EventReader& reader = state_->reader;
    PixelSize points; // SDL's mouse speaks in these; they differ from pixels on panels with a scale
    SDL_GetWindowSize(state_->window, &points.width, &points.height);
    reader.pixels = size();
    reader.points = points;

    const std::size_t had = out.size();
    bool woken = false;
    // Events that mean nothing to us (a mouse that passes by) do not end the wait.
    do {
        SDL_Event event;
        if (SDL_WaitEventTimeout(&event, wait_ms(std::min(until, reader.fingers.next_tick()))) != 0) {
            const Instant now = monotonic_now();
            do {
                woken = woken || event.type == state_->wake_event;
                reader.read(event, now, out);
            } while (SDL_PollEvent(&event) != 0);
        }
        reader.tick(monotonic_now(), out);
    } while (!woken && out.size() == had && monotonic_now() < until);
}

void Window::wake() const {
    SDL_Event event{};
    event.type = state_->wake_event;
    SDL_PushEvent(&event);
}

} // namespace kiosk::platform
