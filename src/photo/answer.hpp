// What the decoding child says to its parent, over a pipe on one machine: this head, then the pixels or the
// words of the error. Shared by both sides (decode_child.cpp, decode_parent.cpp); the parent believes none of
// its numbers.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "photo/wish.hpp"

namespace kiosk::photo {

struct Answer {
    std::uint32_t mark = 0x31485050; // "PPH1"
    std::int32_t width = 0, height = 0;
    std::uint32_t text_bytes = 0; // over 0: it failed, and so many bytes say why
};
constexpr std::size_t answer_text_max = 400;

// A wish as words of a command line, and back.
constexpr int focus_steps = 10'000;
[[nodiscard]] std::vector<std::string> words_of(const Wish& wish);
[[nodiscard]] Result<Wish> wish_of(std::span<const std::string> words);

} // namespace kiosk::photo
