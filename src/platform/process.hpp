// What this process denies itself before it holds anything of a visitor's: core images, tracing by others of
// the same user, files that others can read. Called first in main. Never needs a privilege, and uses one
// where it is there.
#pragma once

#include "base/result.hpp"

namespace kiosk::platform {

[[nodiscard]] Result<void> close_process();
// True when a core image would be written or another process could attach: for doctor and tests.
[[nodiscard]] bool process_is_open();

// Keeps all memory of this process, of now and later, out of the swap: what a visitor typed is in locked
// memory anyhow, but the letters that were laid out and the picture of them are not. False where the limit of
// locked memory is finite and this user may not pass it: then nothing is locked, so that nothing runs out.
bool keep_out_of_swap();

// Lets go of the code and constants of the program and its libraries, of which the start needs more than half
// and nothing else does; what is used again comes back by itself from the system's cache of files.
// `is_locked` is what keep_out_of_swap said: locked, they would stay for ever.
void give_back_start(bool is_locked);

} // namespace kiosk::platform
