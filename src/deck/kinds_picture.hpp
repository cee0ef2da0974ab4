// A slide that shows a picture that staff bring. Part of deck.hpp; filled by load_picture.cpp, drawn by
// scene/. Values only: the file's name and what its header says, never its pixels.
#pragma once

#include <string>

#include "base/geometry.hpp"
#include "base/localised.hpp"

namespace kiosk::deck {

struct Photograph {
    std::string file;          // in the deck's folder, such as "pictures/hall.jpg"
    PixelSize size;            // as it is meant to be seen
    bool cover = true;         // fills its room and is cut; else all of it is shown
    Point focus{0.5F, 0.5F};   // what stays in sight when it is cut: parts of its width and height
    bool pan = true;           // moves a little, once (cover only)
    Localised caption, credit; // what one sees; who made it
};

} // namespace kiosk::deck
