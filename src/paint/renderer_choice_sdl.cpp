#include "paint/renderer_choice_sdl.hpp"

#include <SDL.h>

#include <filesystem>
#include <memory>
#include <string>
#include <system_error>

namespace kiosk::paint {

namespace {

// OpenGL's names for a software driver: drawing through it costs six times what plain memory does.
bool is_software(const std::string& gl_renderer) {
    for (const char* name :
         {"llvmpipe", "softpipe", "swrast", "SWR", "Software Rasterizer", "virgl (llvmpipe"}) {
        if (gl_renderer.find(name) != std::string::npos) return true;
    }
    return false;
}

// What the current OpenGL context calls its renderer; empty where it does not tell.
std::string gl_renderer_name() {
    using GetString = const unsigned char* (*)(unsigned);
    constexpr unsigned gl_renderer = 0x1F01; // GL_RENDERER of the OpenGL registry
    const auto get_string = reinterpret_cast<GetString>(SDL_GL_GetProcAddress("glGetString"));
    const unsigned char* name = get_string != nullptr ? get_string(gl_renderer) : nullptr;
    return name != nullptr ? reinterpret_cast<const char*>(name) : "";
}

// Without a node of the kernel to render with, OpenGL is software. To ask it even so would load a compiler of
// shaders, which takes 50 MiB and longer than all the rest of the start.
bool may_have_gpu() {
    std::error_code none;
    if (std::filesystem::exists("/dev/nvidiactl", none)) return true; // NVIDIA's own driver
    for (const auto& node : std::filesystem::directory_iterator("/dev/dri", none))
        if (node.path().filename().string().starts_with("renderD")) return true;
    return false;
}

bool has_gpu() {
    if (!may_have_gpu()) return false;
    const std::unique_ptr<SDL_Window, decltype(&SDL_DestroyWindow)> window(
        SDL_CreateWindow("", 0, 0, 16, 16, SDL_WINDOW_HIDDEN), &SDL_DestroyWindow);
    if (!window) return false;
    const std::unique_ptr<SDL_Renderer, decltype(&SDL_DestroyRenderer)> renderer(
        SDL_CreateRenderer(window.get(), -1, SDL_RENDERER_ACCELERATED), &SDL_DestroyRenderer);
    if (!renderer) return false;
    const std::string name = gl_renderer_name();
    return !name.empty() && !is_software(name);
}

} // namespace

PresentPath choose_path() {
    const char* name = SDL_GetCurrentVideoDriver();
    const std::string driver = name != nullptr ? name : "";
    if (driver == "dummy" || driver == "offscreen") return PresentPath::Surface;
    // Elsewhere (KMSDRM, Wayland) SDL's surface is itself a texture, so that we may as well own it.
    if (driver != "x11") return PresentPath::Texture;
    return has_gpu() ? PresentPath::Texture : PresentPath::Surface;
}

} // namespace kiosk::paint
