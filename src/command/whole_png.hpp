// A picture as a file that is whole or not there: somebody may look at the folder meanwhile, or the disk may
// fill. Used by `render`; knows nothing of what is on the picture.
#pragma once

#include <filesystem>

#include "base/result.hpp"
#include "paint/frame_buffer.hpp"

namespace kiosk::command {

[[nodiscard]] Result<void> write_whole(const paint::FrameBuffer& buffer, const std::filesystem::path& path);

} // namespace kiosk::command
