#include "scene/feel.hpp"

#include <algorithm>

#include "motion/track.hpp"

namespace kiosk::scene {

namespace {

constexpr float press_in_ms = 80, press_out_ms = 180, press_scale = 0.97F;
constexpr float focus_ms = 120;
constexpr float ring_ms = 400, ring_from_px = 20, ring_to_px = 60, ring_alpha = 0.35F, ring_width_px = 3;

float since(Instant start, Instant now) {
    return std::max(0.0F, milliseconds_between(start, now));
}

} // namespace

void Feel::press(Control control, Instant now) {
    if (pressed_.control) release(now);
    pressed_ = {control, now};
}

void Feel::release(Instant now) {
    if (!pressed_.control) return;
    released_[next_released_] = {pressed_.control, now};
    next_released_ = (next_released_ + 1) % recent_max;
    pressed_ = {};
}

void Feel::focus(Control control, Instant now) {
    if (focused_.control != control) focused_ = {control, now};
}

void Feel::ring(Point at, Instant now) {
    rings_[next_ring_] = {at, now, true};
    next_ring_ = (next_ring_ + 1) % recent_max;
}

ControlFeel Feel::of(Control control, Instant now) const {
    ControlFeel feel;
    if (!control) return feel;
    if (focused_.control == control) feel.focus_alpha = motion::Span{0, focus_ms}.at(since(focused_.at, now));
    if (pressed_.control == control) {
        feel.pressed = true;
        feel.scale = lerp(1, press_scale,
                          motion::Span{0, press_in_ms}.at(since(pressed_.at, now), motion::Ease::Enter));
        return feel;
    }
    for (const Since& released : released_)
        if (released.control == control) {
            const float back = motion::Span{0, press_out_ms}.at(since(released.at, now), motion::Ease::Enter);
            feel.scale = std::min(feel.scale, lerp(press_scale, 1, back));
        }
    return feel;
}

void Feel::draw_rings(draw::DrawList& list, Colour colour, Instant now) const {
    for (const Ring& ring : rings_) {
        if (!ring.live) continue;
        const float part = since(ring.since, now) / ring_ms;
        if (part >= 1) continue;
        const float radius = lerp(ring_from_px, ring_to_px, motion::eased(motion::Ease::Enter, part));
        list.stroke_circle(ring.at, radius, ring_width_px, faded(colour, ring_alpha * (1 - part)));
    }
}

Instant Feel::next_change(Instant now) const {
    // Each span is drawn once more after its end, so that the last state is shown.
    constexpr float one_frame_ms = 17;
    const auto lasts = [&](Instant start, float for_ms) {
        return since(start, now) <= for_ms + one_frame_ms;
    };
    if (pressed_.control && lasts(pressed_.at, press_in_ms)) return now;
    if (focused_.control && lasts(focused_.at, focus_ms)) return now;
    for (const Since& released : released_)
        if (released.control && lasts(released.at, press_out_ms)) return now;
    for (const Ring& ring : rings_)
        if (ring.live && lasts(ring.since, ring_ms)) return now;
    return Instant::never();
}

} // namespace kiosk::scene
