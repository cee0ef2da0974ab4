#include "platform/displays_sdl.hpp"

#include <SDL.h>

#include <cstdlib>
#include <string_view>

namespace kiosk::platform {

Error no_display_error() {
    const bool named = std::getenv("DISPLAY") != nullptr || std::getenv("WAYLAND_DISPLAY") != nullptr;
    const std::string why = SDL_GetError();
    return machine_error(
        "there is no display to open a window on (" + why + "); " +
        (named
             ? "check that the display server named by DISPLAY or WAYLAND_DISPLAY runs and lets this user in"
             : "start under X or Wayland, or on a console with a screen and the groups video, render and "
               "input"));
}

Result<void> start_video() {
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) return no_display_error();
    const char* driver = SDL_GetCurrentVideoDriver();
    const std::string_view name = driver != nullptr ? driver : "";
    const bool shows = name != "offscreen" && name != "dummy" && name != "evdev";
    if (shows || std::getenv("SDL_VIDEODRIVER") != nullptr) return {};
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
    SDL_SetError("only memory could be painted to");
    return no_display_error();
}

Result<ScreenFacts> ask_screens() {
    if (auto started = start_video(); !started) return started.error();
    ScreenFacts facts;
    const char* driver = SDL_GetCurrentVideoDriver();
    facts.driver = driver != nullptr ? driver : "";
    for (int i = 0; i < SDL_GetNumVideoDisplays(); ++i) {
        SDL_DisplayMode mode{};
        if (SDL_GetDesktopDisplayMode(i, &mode) != 0) continue;
        const char* name = SDL_GetDisplayName(i);
        facts.displays.push_back({i, name != nullptr ? name : "", {mode.w, mode.h}, mode.refresh_rate});
    }
    SDL_PumpEvents(); // some drivers meet their touch panels only here
    for (int i = 0; i < SDL_GetNumTouchDevices(); ++i) {
        if (SDL_GetTouchDevice(i) == SDL_MOUSE_TOUCHID) continue;
        const char* name = SDL_GetTouchName(i);
        facts.touch_devices.emplace_back(name != nullptr ? name : "touch panel");
    }
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
    return facts;
}

} // namespace kiosk::platform
