// How much there is to read in a text: its words, and in scripts that are written without spaces as many as a
// reader takes for words. For the checks of reading time and of last lines. Knows no dictionary.
#pragma once

#include <cstddef>
#include <string_view>

namespace kiosk::text {

[[nodiscard]] std::size_t count_words(std::string_view utf8);

} // namespace kiosk::text
