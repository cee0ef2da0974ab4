// One frame as the rules see it: the words that stand on it, whatever drew them. Filled from a draw list by
// read_frame(); the list must outlive it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "draw/draw_list.hpp"

namespace kiosk::lint {

struct Words {
    std::string_view text; // one line
    Rect ink;              // around its glyphs
    float size_px = 0;
    Colour colour;
    bool covered = false; // something that was drawn later lies on it
};

struct Frame {
    Size canvas;
    std::vector<Words> words;
};

// Words that are fading in or out are left out: they are read when they stand. So are those under the scrim
// of a sheet or a dialog.
[[nodiscard]] Frame read_frame(const draw::DrawList& list, Size canvas);

// Consecutive lines of the frame that together are `paragraph`, whatever its breaks; empty when there are
// none.
[[nodiscard]] std::vector<Words> lines_of(const Frame& frame, std::string_view paragraph);

[[nodiscard]] std::string without_spaces(std::string_view words);

} // namespace kiosk::lint
