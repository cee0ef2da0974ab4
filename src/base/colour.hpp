// sRGB colours with alpha, mixing, and the contrast ratio of WCAG 2. For themes, scenes, the painter and the
// lint. Never converts to another colour space.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace kiosk {

// Not premultiplied; a = 255 is opaque.
struct Colour {
    std::uint8_t r = 0, g = 0, b = 0, a = 255;
    bool operator==(const Colour&) const = default;
};

// Linear in the sRGB values, as the design asks ("mix(a, b, t)"); t is clamped to 0..1. Alpha mixes too.
[[nodiscard]] Colour mix(Colour from, Colour to, float t);
// The same colour with its alpha multiplied by `factor` (clamped to 0..1).
[[nodiscard]] Colour faded(Colour colour, float factor);
// "#RRGGBB" or "#RRGGBBAA"; nothing for any other text.
[[nodiscard]] std::optional<Colour> parse_colour(std::string_view text);
// WCAG 2.2 relative luminance (0..1) and contrast ratio (1..21) of two opaque colours.
[[nodiscard]] double luminance(Colour colour);
[[nodiscard]] double contrast_ratio(Colour a, Colour b);

} // namespace kiosk
