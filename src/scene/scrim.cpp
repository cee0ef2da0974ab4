#include "scene/scrim.hpp"

#include <algorithm>
#include <array>

namespace kiosk::scene {

namespace {

constexpr double words_least = 4.5, parts_least = 3;
constexpr int steps = 100;

bool reads(const deck::Palette& palette, Colour under) {
    return contrast_ratio(palette.text, under) >= words_least &&
           contrast_ratio(palette.text_2, under) >= words_least &&
           contrast_ratio(palette.line, under) >= parts_least &&
           contrast_ratio(palette.cta, under) >= parts_least;
}

} // namespace

float scrim_alpha(const deck::Palette& palette, Colour ground) {
    constexpr std::array<Colour, 2> worst{Colour{255, 255, 255}, Colour{0, 0, 0}};
    for (int step = 0; step < steps; ++step) {
        const float alpha = static_cast<float>(step) / steps;
        const bool enough = std::ranges::all_of(
            worst, [&](Colour picture) { return reads(palette, mix(picture, ground, alpha)); });
        if (enough) return std::min(1.0F, alpha + 1.0F / steps); // for rounding to whole levels
    }
    return 1;
}

Colour ground_at(const deck::Palette& palette, float part) {
    const auto& stops = palette.ground;
    if (stops.empty()) return palette.surface;
    for (std::size_t i = 1; i < stops.size(); ++i) {
        if (part > stops[i].at) continue;
        const float room = stops[i].at - stops[i - 1].at;
        const float along = room > 0 ? std::clamp((part - stops[i - 1].at) / room, 0.0F, 1.0F) : 0;
        return mix(stops[i - 1].colour, stops[i].colour, along);
    }
    return stops.back().colour;
}

} // namespace kiosk::scene
