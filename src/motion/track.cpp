#include "motion/track.hpp"

#include <algorithm>

namespace kiosk::motion {

float Span::at(float t_ms, Ease ease) const {
    if (t_ms >= to_ms) return 1;
    if (t_ms <= from_ms) return 0;
    return eased(ease, (t_ms - from_ms) / (to_ms - from_ms));
}

float Span::next_change_ms(float t_ms) const {
    if (t_ms >= to_ms) return never_ms;
    return std::max(t_ms, from_ms);
}

float next_change_ms(float t_ms, std::initializer_list<Span> spans) {
    float next = never_ms;
    for (const Span& span : spans) next = std::min(next, span.next_change_ms(t_ms));
    return next;
}

Appearance block_line(float t_ms, float from_ms, std::size_t line) {
    const float start = from_ms + line_stagger_ms * static_cast<float>(line);
    const float part = Span{start, start + text_in_ms}.at(t_ms, Ease::Enter);
    return {part, text_rise_px * (1 - part)};
}

Span block_span(float from_ms, std::size_t lines) {
    const float last = line_stagger_ms * static_cast<float>(lines > 0 ? lines - 1 : 0);
    return {from_ms, from_ms + last + text_in_ms};
}

} // namespace kiosk::motion
