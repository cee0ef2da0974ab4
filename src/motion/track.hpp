// One value that goes from one level to another between two moments, and the way in which words come in.
// Called by pictures and controls; knows no clock: the moment is an argument, in milliseconds.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <limits>

#include "motion/easing.hpp"

namespace kiosk::motion {

// "Nothing changes any more."
constexpr float never_ms = std::numeric_limits<float>::infinity();

// A span of a slide's own time, from the table of that slide.
struct Span {
    float from_ms = 0, to_ms = 0;
    // 0 before, 1 after, eased between. An empty span is a step.
    [[nodiscard]] float at(float t_ms, Ease ease = Ease::Linear) const;
    [[nodiscard]] Span moved(float by_ms) const { return {from_ms + by_ms, to_ms + by_ms}; }
    // The next moment at which at() may differ: t_ms itself inside the span, its start before, never after.
    // The end belongs to the span, so that the last frame shows the last state.
    [[nodiscard]] float next_change_ms(float t_ms) const;
};

struct Track {
    Span span;
    float from = 0, to = 1;
    Ease ease = Ease::Linear;
    [[nodiscard]] float at(float t_ms) const { return from + (to - from) * span.at(t_ms, ease); }
};

// The earliest next change of several spans.
[[nodiscard]] float next_change_ms(float t_ms, std::initializer_list<Span> spans);

// How a block of words comes in: alpha from 0 to 1, and up by text_rise_px, line after line.
struct Appearance {
    float alpha = 1;
    float rise_px = 0; // how far below its place the line still stands
};
constexpr float text_in_ms = 500, text_rise_px = 24, line_stagger_ms = 70;
[[nodiscard]] Appearance block_line(float t_ms, float from_ms, std::size_t line);
[[nodiscard]] Span block_span(float from_ms, std::size_t lines);

} // namespace kiosk::motion
