// A slide whose controls stand higher than usual, because its screen hangs low (reach.hpp): words and picture
// give way together, smaller and still at their margin. Called by show_make.cpp.
#pragma once

#include <memory>

#include "scene/context.hpp"
#include "scene/picture.hpp"

namespace kiosk::scene {

// For a shape that leaves the screen at `right`: where it does so in a raised picture, in that picture's
// pixels.
[[nodiscard]] float raised_right(const Look& look, float right);

// The picture itself where the look lifts nothing.
[[nodiscard]] std::unique_ptr<Picture> raised(const Look& look, std::unique_ptr<Picture> picture);

} // namespace kiosk::scene
