// Decides how frames reach the window on this machine. Used by the presenter when it is told to choose;
// starts a small hidden window for the question and closes it. Never touches the kiosk's own window.
#pragma once

#include "paint/present_sdl.hpp"

namespace kiosk::paint {

// Surface or Texture. SDL's video must be running.
[[nodiscard]] PresentPath choose_path();

} // namespace kiosk::paint
