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

} // namespace kiosk::platform
