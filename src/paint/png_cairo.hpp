// A frame buffer as a PNG file, and back: for `render`, for tests and their pictures. Not for pictures of a
// deck.
#pragma once

#include <filesystem>

#include "base/result.hpp"
#include "paint/frame_buffer.hpp"

namespace kiosk::paint {

// Replaces the file; its folder exists.
[[nodiscard]] Result<void> write_png(const FrameBuffer& buffer, const std::filesystem::path& path);
// Transparency is laid over black.
[[nodiscard]] Result<FrameBuffer> read_png(const std::filesystem::path& path);

} // namespace kiosk::paint
