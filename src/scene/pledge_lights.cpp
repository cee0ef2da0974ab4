#include "scene/pledge_lights.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "motion/track.hpp"
#include "scene/arc.hpp"
#include "scene/progress.hpp"

namespace kiosk::scene {

using motion::Ease;
using motion::Span;

namespace {

constexpr Span fall{0, 900}, glow_in{900, 1300};
constexpr float landing_ring_ms = 600, landing_ring_apart_ms = 180, landing_ring_px = 48;
constexpr int landing_rings = 3;
constexpr float fall_bend = 0.22F;

constexpr float ring_px = 3, glow_px = 10, glow_alpha = 0.10F, new_extra_px = 4, new_warmth = 0.62F;
struct Halo {
    float beyond_px, alpha;
};
constexpr std::array<Halo, 3> halos{Halo{34, 0.16F}, Halo{22, 0.28F}, Halo{12, 0.5F}};
constexpr float radius_of_spacing = 0.45F, spacing_max_px = 84;
constexpr int lights_min = 12; // fewer would stand lost and large

} // namespace

bool PledgeLights::as_bar(const Today& today) {
    return std::max(today.aim, today.pledges) > single_lights_max;
}

float PledgeLights::settled_ms() const {
    return fall.to_ms + landing_ring_ms + landing_ring_apart_ms * (landing_rings - 1);
}

void PledgeLights::draw(draw::DrawList& list, const Today& today, float t_ms) const {
    if (as_bar(today)) return draw_bar(list, today, t_ms);
    const int lit = std::max(1, today.pledges), places = std::max({lit, today.aim, lights_min});
    const float spacing = std::min(spacing_max_px, place_.reach_px / std::sqrt(static_cast<float>(places)));
    const Spiral spiral{place_.centre, spacing};
    const float radius = radius_of_spacing * spacing;
    const Colour to_come = palette_.point_off;
    for (int n = 0; n < std::max(lit, today.aim); ++n) {
        const Point at = spiral.place(n);
        if (n >= lit) {
            const float width = std::min(ring_px * palette_.stroke_scale, radius / 2);
            list.stroke_circle(at, radius - width / 2, width, to_come);
        } else if (n + 1 < lit) {
            if (palette_.glow) list.fill_circle(at, radius + glow_px, faded(palette_.light, glow_alpha));
            list.fill_circle(at, radius, palette_.light);
            if (ringed_) list.stroke_circle(at, radius, ring_px, palette_.text);
        }
    }
    draw_new(list, spiral.place(lit - 1), radius, t_ms);
}

void PledgeLights::draw_new(draw::DrawList& list, Point at, float radius, float t_ms) const {
    const float part = still_ ? 1 : fall.at(t_ms, Ease::Move);
    const Arc way(place_.fall_from, at, fall_bend);
    const Point now = part >= 1 ? at : way.at(part);
    const Colour white{255, 255, 255, 255};
    const Colour colour = ringed_ ? palette_.light : mix(palette_.light_high, white, new_warmth);
    const float glow = still_ ? 1 : glow_in.at(t_ms);
    if (glow > 0 && !ringed_)
        for (const Halo& halo : halos)
            list.fill_circle(now, radius + halo.beyond_px, faded(palette_.light_high, halo.alpha * glow));
    for (int i = 0; i < landing_rings && !still_; ++i) {
        const float from = fall.to_ms + landing_ring_apart_ms * static_cast<float>(i);
        const float ring = Span{from, from + landing_ring_ms}.at(t_ms, Ease::Enter);
        if (ring <= 0 || ring >= 1) continue;
        list.stroke_circle(now, radius + landing_ring_px * ring, ring_px,
                           faded(ringed_ ? palette_.text : palette_.light_high, 0.6F * (1 - ring)));
    }
    list.fill_circle(now, radius + new_extra_px, colour);
    // On paper brightness cannot tell it from the others: a second edge does.
    if (ringed_) {
        list.stroke_circle(now, radius + new_extra_px, ring_px, palette_.text);
        list.stroke_circle(now, radius + new_extra_px + 9, ring_px, faded(palette_.text, glow));
    }
}

// The filled part ends with the visitor's own light.
void PledgeLights::draw_bar(draw::DrawList& list, const Today& today, float t_ms) const {
    const Rect& bar = place_.bar;
    const int whole = std::max({1, today.aim, today.pledges});
    const float share = static_cast<float>(std::max(1, today.pledges)) / static_cast<float>(whole);
    const float width = std::max(bar.height, bar.width * share);
    list.fill_rect(bar, palette_.off, bar.height / 2);
    list.fill_rect({bar.x, bar.y, width, bar.height}, palette_.light, bar.height / 2);
    if (ringed_) list.stroke_rect_inside(bar, bar.height / 2, ring_px, palette_.text);
    draw_new(list, {bar.x + width - bar.height / 2, bar.centre().y}, bar.height / 2, t_ms);
}

} // namespace kiosk::scene
