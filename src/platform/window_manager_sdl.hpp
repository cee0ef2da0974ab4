// Whether an X server has a window manager. Asked once, by window_sdl.cpp: without one SDL would wait a tenth
// of a second, at the start, for an answer to its wish for the full screen.
#pragma once

struct SDL_Window;

namespace kiosk::platform {

// True where the question makes no sense (Wayland, KMSDRM) or cannot be answered.
[[nodiscard]] bool has_window_manager(SDL_Window* window);

} // namespace kiosk::platform
