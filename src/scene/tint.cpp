#include "scene/tint.hpp"

#include <algorithm>

namespace kiosk::scene {

Tint tint(const deck::Palette& palette, deck::Tone tone) {
    constexpr double large_text = 3; // WCAG 2: large words and parts of a picture
    constexpr float ring_px = 3;
    const Colour ground =
        palette.ground.empty() ? Colour{} : palette.ground[palette.ground.size() / 2].colour;
    Tint out;
    out.fill = tone == deck::Tone::Harm     ? palette.accent
               : tone == deck::Tone::WayOut ? palette.light
                                            : palette.text_2;
    const bool pale = contrast_ratio(out.fill, ground) < large_text;
    out.words = pale || tone == deck::Tone::Plain ? palette.text : out.fill;
    out.ring = palette.text;
    out.ring_px = pale ? ring_px * palette.stroke_scale : 0;
    out.on = palette.text;
    for (const Colour& colour : {palette.cta_text, ground})
        if (contrast_ratio(colour, out.fill) > contrast_ratio(out.on, out.fill)) out.on = colour;
    return out;
}

void fill_circle(draw::DrawList& list, Point centre, float radius, const Tint& tint, float alpha) {
    if (radius <= 0 || alpha <= 0) return;
    list.fill_circle(centre, radius, faded(tint.fill, alpha));
    if (tint.ring_px > 0 && radius > tint.ring_px)
        list.stroke_circle(centre, radius - tint.ring_px / 2, tint.ring_px, faded(tint.ring, alpha));
}

} // namespace kiosk::scene
