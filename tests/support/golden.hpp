// Compares text with a golden file. A missing golden fails like a wrong one; either way the text is left
// beside it as NAME.actual.txt. To take a new golden, read the actual one, rename it, and commit it by
// itself.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace kiosk::test {

// Empty when they are the same, else the first line that differs, for a test's message.
[[nodiscard]] std::string golden_difference(std::string_view text, const std::filesystem::path& golden);

} // namespace kiosk::test
