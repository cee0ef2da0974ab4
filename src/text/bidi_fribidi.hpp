// The direction of each character of one line, by the Unicode bidirectional algorithm (FriBidi), for
// shape_line. Works in the memory that it is given: what a visitor typed may pass through, and the caller
// wipes it.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace kiosk::text {

// Writes an embedding level for each character: even is left to right. Where no character has a direction of
// its own the base direction is `right_to_left`. Returns whether the line as a whole runs from right to left.
bool bidi_levels(std::span<const char32_t> characters, bool right_to_left, std::span<std::uint8_t> levels);

// Whether a language (BCP 47) is written from right to left by default.
[[nodiscard]] bool is_right_to_left_language(std::string_view language);

} // namespace kiosk::text
