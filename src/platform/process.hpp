// What this process denies itself before it holds anything of a visitor's: core images, tracing by others of
// the same user, files that others can read. Called first in main. Never needs a privilege.
#pragma once

#include "base/result.hpp"

namespace kiosk::platform {

[[nodiscard]] Result<void> close_process();
// True when a core image would be written or another process could attach: for doctor and tests.
[[nodiscard]] bool process_is_open();

} // namespace kiosk::platform
