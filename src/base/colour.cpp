#include "base/colour.hpp"

#include <algorithm>
#include <cmath>

#include "base/ascii.hpp"

namespace kiosk {

namespace {

std::uint8_t mix_channel(std::uint8_t from, std::uint8_t to, float t) {
    return static_cast<std::uint8_t>(
        std::lround(static_cast<float>(from) + (static_cast<float>(to) - static_cast<float>(from)) * t));
}

double linear(std::uint8_t channel) {
    const double s = channel / 255.0;
    return s <= 0.04045 ? s / 12.92 : std::pow((s + 0.055) / 1.055, 2.4);
}

std::optional<std::uint8_t> hex_byte(std::string_view two) {
    const auto high = ascii::hex_value(two[0]), low = ascii::hex_value(two[1]);
    if (!high || !low) return std::nullopt;
    return static_cast<std::uint8_t>(*high * 16 + *low);
}

} // namespace

Colour mix(Colour from, Colour to, float t) {
    t = std::clamp(t, 0.0F, 1.0F);
    return {mix_channel(from.r, to.r, t), mix_channel(from.g, to.g, t), mix_channel(from.b, to.b, t),
            mix_channel(from.a, to.a, t)};
}

Colour faded(Colour colour, float factor) {
    colour.a = mix_channel(0, colour.a, std::clamp(factor, 0.0F, 1.0F));
    return colour;
}

std::optional<Colour> parse_colour(std::string_view text) {
    if ((text.size() != 7 && text.size() != 9) || text[0] != '#') return std::nullopt;
    const auto r = hex_byte(text.substr(1, 2)), g = hex_byte(text.substr(3, 2)),
               b = hex_byte(text.substr(5, 2));
    const auto a = text.size() == 9 ? hex_byte(text.substr(7, 2)) : std::optional<std::uint8_t>(255);
    if (!r || !g || !b || !a) return std::nullopt;
    return Colour{*r, *g, *b, *a};
}

double luminance(Colour colour) {
    return 0.2126 * linear(colour.r) + 0.7152 * linear(colour.g) + 0.0722 * linear(colour.b);
}

double contrast_ratio(Colour a, Colour b) {
    const double la = luminance(a), lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

} // namespace kiosk
