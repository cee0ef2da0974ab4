// The direction of each character of one line, by the Unicode bidirectional algorithm (FriBidi), for
// shape_line. Works in the memory that it is given: what a visitor typed may pass through, and the caller
// wipes it.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace kiosk::text {

// Writes an embedding level for each character: even is left to right. The line runs as its first character
// with a direction does, but from right to left when `right_to_left` (the language's way) and some character
// agrees; with no such character at all it runs the language's way. Returns whether it runs from right to
// left.
bool bidi_levels(std::span<const char32_t> characters, bool right_to_left, std::span<std::uint8_t> levels);

// Whether a language (BCP 47) is written from right to left by default.
[[nodiscard]] bool is_right_to_left_language(std::string_view language);

} // namespace kiosk::text
