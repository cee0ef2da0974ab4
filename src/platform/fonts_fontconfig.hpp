// Finds an installed font file by family and weight through Fontconfig and reads it. Called by the program
// and the tests, which hand the bytes to text/. Never settles for a family that merely resembles the one
// asked for.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/shared_bytes.hpp"

namespace kiosk::platform {

// Larger than any font of Debian's for one script; a bound so that a wrong file cannot fill the memory.
constexpr std::size_t font_bytes_max = 32 * 1024 * 1024;

struct FontFile {
    std::string path;
    int face = 0;      // index within a collection
    int weight = 0;    // the weight found, on the scale of CSS
    SharedBytes bytes; // mapped: only the pages that are looked at take memory
};

// `family` as people write it ("Inter", "Inter Display", "Noto Sans Arabic"; blanks and case do not matter),
// `weight` on the scale of CSS (400 regular, 600 semi-bold, 700 bold): upright, the nearest weight that
// exists. A missing family is an error of the machine that names Debian's package.
[[nodiscard]] Result<FontFile> find_font(std::string_view family, int weight);
// The package that brings a family, as far as we know, else nothing.
[[nodiscard]] std::string_view package_of_family(std::string_view family);

} // namespace kiosk::platform
