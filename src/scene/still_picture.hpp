// Less movement: a slide whose whole table becomes one fade to its last state. Used by the kinds' makers
// where the look asks for it.
#pragma once

#include <memory>

#include "scene/picture.hpp"

namespace kiosk::scene {

// The picture itself, or, for a still look, the same that only fades in. The picture's own "alive" parts must
// rest in a still look.
[[nodiscard]] std::unique_ptr<Picture> stilled(const Look& look, std::unique_ptr<Picture> picture);

} // namespace kiosk::scene
