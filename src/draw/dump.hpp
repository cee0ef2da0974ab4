// A draw list as text, one line a command, for goldens and for looking at. Numbers are rounded to a tenth, so
// that the last bit of a float changes no golden. Text that a visitor typed is shown as its number of glyphs
// only.
#pragma once

#include <string>

#include "draw/draw_list.hpp"

namespace kiosk::draw {

// For example
//   rect 0,0 1920x1080 gradient 0,0>0,1080 0 #080D1C, 0.6 #0D1428, 1 #111A34 dither
//   circle 300,600 r4 #FFC145
//   text 96,890.8 26px #A3AEC9 "Source: ..."
// Each line ends in " clip x,y wxh" where something clips.
[[nodiscard]] std::string dump(const DrawList& list);

} // namespace kiosk::draw
