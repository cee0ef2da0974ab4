// Lets a group of commands fade out as one: the ground is laid over them at 1 - alpha, and only over them, so
// that what stands beside them is not painted again. Called by show.cpp for the slide that leaves.
#pragma once

#include <cstddef>

#include "draw/draw_list.hpp"
#include "scene/ground.hpp"

namespace kiosk::scene {

// Covers the commands from `first` on with the ground on which they lie.
void veil(draw::DrawList& list, std::size_t first, const deck::Palette& palette, Size canvas, float alpha);

} // namespace kiosk::scene
