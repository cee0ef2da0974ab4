// Compares a painted frame with the reference picture of that name. A missing reference fails like a wrong
// one; either way the frame is left beside it as NAME.actual.png. To take a new picture, look at the actual
// one, rename it and commit it by itself.
#pragma once

#include <filesystem>
#include <string>

#include "paint/frame_buffer.hpp"

namespace kiosk::test {

// How far two rasterisers' versions may differ and still show the same: a level of a channel counts as
// different above `level`, and at most `share` of the pixels may differ.
struct Tolerance {
    int level = 24;
    double share = 0.001;
};

// Empty when they are alike, else what is wrong and where, for a test's message.
[[nodiscard]] std::string difference(const paint::FrameBuffer& frame, const std::filesystem::path& reference,
                                     Tolerance tolerance = {});

} // namespace kiosk::test
