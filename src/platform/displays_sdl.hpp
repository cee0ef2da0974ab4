// The displays and touch panels that SDL sees, for `doctor` and for the sentence that says why there is no
// window. Starts SDL's video for the question and stops it again; never opens a window.
#pragma once

#include <string>
#include <vector>

#include "base/geometry.hpp"
#include "base/result.hpp"

namespace kiosk::platform {

struct DisplayFacts {
    int index = 0;
    std::string name;
    PixelSize size;
    int refresh_hz = 0; // 0: not known
};

struct ScreenFacts {
    std::string driver;
    std::vector<DisplayFacts> displays;
    std::vector<std::string> touch_devices; // by SDL's names
};

// Starts SDL's video (SDL_QuitSubSystem ends it). Where nothing shows a picture SDL would take a driver that
// paints into memory, and a kiosk would run for nobody: that is an error, unless SDL_VIDEODRIVER asks for
// one.
[[nodiscard]] Result<void> start_video();
[[nodiscard]] Result<ScreenFacts> ask_screens();
// What SDL said last, with what to do about it.
[[nodiscard]] Error no_display_error();

} // namespace kiosk::platform
