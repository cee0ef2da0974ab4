// A picture decoded in a process of its own, which can do nothing else (sandbox.hpp) and is ended when it
// takes too long: a hostile file costs a child, never the kiosk. Called off the frame thread (album.hpp) and
// by the commands.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "photo/fit.hpp"
#include "photo/wish.hpp"

namespace kiosk::photo {

// The hidden first word by which a program of ours becomes the child; main.cpp looks for it before all else.
constexpr const char* decode_word = "decode-picture";

// The child's whole life: enters the cell, reads a picture from standard input, writes the answer to standard
// output. `words` are those behind decode_word. Gives the exit status.
[[nodiscard]] int run_decode_child(std::span<const std::string> words);

// A picture of a deck: `path` is relative to its folder, and neither it nor a link on its way leads out of
// there.
struct PictureFile {
    std::string folder, path;
};

// Starts `program` (the path of a program of ours; "/proc/self/exe" is this one) as the child for one file,
// and waits. Fails, with what to do about it, where the file is missing or cannot be read, or the child says
// so or dies.
[[nodiscard]] Result<Fitted> decode_in_child(const std::string& program, const PictureFile& file,
                                             const Wish& wish);

} // namespace kiosk::photo
