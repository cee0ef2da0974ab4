// UTF-8 by code points. Bad bytes are read as U+FFFD one byte at a time, so that nothing is skipped unseen.
// Called wherever text is typed, shaped or checked. Never allocates but to append.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace kiosk {

struct CodePoint {
    char32_t value = 0;
    std::size_t bytes = 0; // taken from the text; 0 only at its end
};

[[nodiscard]] CodePoint decode_utf8(std::string_view text);
// Appends the encoding of `value` (U+FFFD for what is no scalar value); at most 4 bytes.
void append_utf8(std::string& text, char32_t value);
// Writes the encoding into `out` and returns its length, 1 to 4.
[[nodiscard]] std::size_t encode_utf8(char32_t value, char (&out)[4]);
[[nodiscard]] bool is_valid_utf8(std::string_view text);
[[nodiscard]] std::size_t count_code_points(std::string_view text);

} // namespace kiosk
