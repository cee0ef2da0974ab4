// The colours of a part of a picture by what it stands for: the harm, the way out, or neither. Used by the
// kinds that let a deck say so. Keeps the contrast rules: a fill too pale for its ground is ringed, and words
// on a fill take the colour that reads best.
#pragma once

#include "deck/deck.hpp"
#include "draw/draw_list.hpp"

namespace kiosk::scene {

struct Tint {
    Colour fill;       // of a shape
    Colour words;      // of words in its colour on the ground
    Colour on;         // of words on the fill
    Colour ring;       // around the shape
    float ring_px = 0; // 0: none is needed
};
[[nodiscard]] Tint tint(const deck::Palette& palette, deck::Tone tone);

void fill_circle(draw::DrawList& list, Point centre, float radius, const Tint& tint, float alpha = 1);

} // namespace kiosk::scene
