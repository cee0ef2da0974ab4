#include "platform/window_manager_sdl.hpp"

#include <SDL.h>
#include <SDL_syswm.h>

#include <memory>

#ifdef SDL_VIDEO_DRIVER_X11
#include <X11/Xatom.h>
#include <X11/Xlib.h>
#endif

namespace kiosk::platform {

#ifdef SDL_VIDEO_DRIVER_X11

namespace {

// SDL has loaded the library already; so need not everybody who runs without X.
struct FreeLibrary {
    void operator()(void* library) const { SDL_UnloadObject(library); }
};

template <typename Function> Function* find(void* library, const char* name) {
    return reinterpret_cast<Function*>(SDL_LoadFunction(library, name));
}

} // namespace

bool has_window_manager(SDL_Window* window) {
    SDL_SysWMinfo info{};
    SDL_VERSION(&info.version);
    if (SDL_GetWindowWMInfo(window, &info) != SDL_TRUE || info.subsystem != SDL_SYSWM_X11) return true;
    const std::unique_ptr<void, FreeLibrary> library(SDL_LoadObject("libX11.so.6"));
    if (!library) return true;
    auto* const intern = find<decltype(XInternAtom)>(library.get(), "XInternAtom");
    auto* const root = find<decltype(XDefaultRootWindow)>(library.get(), "XDefaultRootWindow");
    auto* const property = find<decltype(XGetWindowProperty)>(library.get(), "XGetWindowProperty");
    auto* const release = find<decltype(XFree)>(library.get(), "XFree");
    if (intern == nullptr || root == nullptr || property == nullptr || release == nullptr) return true;
    // A window manager leaves a window of its own in this property of the root (EWMH).
    Display* display = info.info.x11.display;
    const Atom name = intern(display, "_NET_SUPPORTING_WM_CHECK", True);
    if (name == None) return false;
    Atom type = None;
    int format = 0;
    unsigned long count = 0, rest = 0;
    unsigned char* value = nullptr;
    const int failed =
        property(display, root(display), name, 0, 1, False, XA_WINDOW, &type, &format, &count, &rest, &value);
    if (value != nullptr) release(value);
    return failed == Success && count > 0;
}

#else

bool has_window_manager(SDL_Window*) {
    return true;
}

#endif

} // namespace kiosk::platform
