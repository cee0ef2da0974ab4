#include "scene/progress.hpp"

#include <algorithm>
#include <cmath>

#include "scene/figure.hpp"

namespace kiosk::scene {

using motion::Span;

namespace {

constexpr Span words_in{0, 300};
constexpr float light_in_ms = 150, light_apart_ms = 18;
constexpr float bar_height = 18, ring_px = 2.5F;
constexpr float row_pitch_max = 32;
constexpr float radius_of_pitch = 0.31F, radius_max = 10; // 60 lights stand 29 px apart, 9 px in radius

float light_apart(int lit, float reveal_ms) {
    return std::min(light_apart_ms, (reveal_ms - light_in_ms) / static_cast<float>(std::max(1, lit)));
}

} // namespace

std::string filled_in(const Context& context, std::string_view key, std::string_view name, int value) {
    std::string result(context.word(key));
    const std::string number = format_number(value, 0, number_format_of(context));
    const std::string braced = "{" + std::string(name) + "}";
    for (auto at = result.find(braced); at != std::string::npos; at = result.find(braced))
        result.replace(at, braced.size(), number);
    return result;
}

Progress::Progress(const Context& context, const ProgressPlace& place) : context_(context), place_(place) {}

Progress::Laid Progress::lay_out(const Today& today) const {
    const bool reached = today.aim > 0 && today.pledges >= today.aim;
    std::string words;
    if (today.pledges <= 0)
        words = context_.word("ask.pledges_none");
    else if (reached)
        words = context_.word("ask.aim_reached");
    else if (today.pledges == 1)
        words = context_.word("ask.pledges_one");
    else
        words = filled_in(context_, "ask.pledges", "count", today.pledges);
    text::Style style = context_.style(deck::TypeRole::LabelSlide);
    text::Style aim_style = style;
    aim_style.weight = 500;
    // One line: longer words are set smaller than run off the screen.
    const float wide = context_.fonts.shape(words, style, context_.look.language)->width;
    const float room = place_.right - place_.left;
    if (wide > room) style.size_px *= room / wide;
    Laid laid{today, set_label(context_, style, words, {place_.left, place_.baseline}), std::nullopt};
    if (today.aim <= 0) return laid;
    const std::string aim = filled_in(context_, "ask.aim", "aim", today.aim);
    Label label = set_label(context_, aim_style, aim, {place_.right, place_.baseline}, Anchor::Right);
    // The row itself shows the aim; where its word would run into the count, the row alone does.
    constexpr float between_px = 32;
    if (laid.count.right() + between_px <= label.origin.x) laid.aim = label;
    return laid;
}

void Progress::draw(draw::DrawList& list, const Today& today, const deck::Palette& palette, float t_ms,
                    float reveal_ms) const {
    const float alpha = words_in.at(t_ms);
    if (alpha <= 0) return;
    if (!laid_ || !(laid_->today == today)) laid_ = lay_out(today);
    laid_->count.draw(list, palette.text, alpha);
    if (laid_->aim) laid_->aim->draw(list, palette.text, alpha);
    if (today.aim <= 0) return;
    if (today.aim > single_lights_max)
        draw_bar(list, today, palette, Span{0, reveal_ms}.at(t_ms, motion::Ease::Draw));
    else
        draw_lights(list, today, palette, t_ms, reveal_ms);
}

float Progress::stands_ms(float reveal_ms) const {
    if (!laid_) return reveal_ms;
    const Today& today = laid_->today;
    const int lit = std::clamp(today.pledges, 0, std::max(0, today.aim));
    if (lit == 0) return words_in.to_ms;
    if (today.aim > single_lights_max) return reveal_ms;
    return std::max(words_in.to_ms, light_apart(lit, reveal_ms) * static_cast<float>(lit - 1) + light_in_ms);
}

void Progress::draw_lights(draw::DrawList& list, const Today& today, const deck::Palette& palette, float t_ms,
                           float reveal_ms) const {
    const int rows =
        std::clamp((today.aim + place_.per_row - 1) / place_.per_row, 1, place_.rows_height > 40 ? 3 : 2);
    const int columns = (today.aim + rows - 1) / rows;
    const float room = place_.right - place_.left;
    // r = k p and room = (columns - 1) p + 2 r, so that the first and the last light touch the margins.
    const float pitch_free = room / (static_cast<float>(columns - 1) + 2 * radius_of_pitch);
    const float radius = std::min(radius_max, radius_of_pitch * pitch_free);
    const float pitch = columns > 1 ? (room - 2 * radius) / static_cast<float>(columns - 1) : 0;
    const float row_pitch =
        rows > 1 ? std::min(row_pitch_max, place_.rows_height / static_cast<float>(rows - 1)) : 0;

    const int lit = std::clamp(today.pledges, 0, today.aim);
    const float apart = light_apart(lit, reveal_ms);
    const float ring = std::min(ring_px * palette.stroke_scale, radius / 2);
    for (int i = 0; i < today.aim; ++i) {
        const int row = i / columns, column = i % columns;
        const Point at{place_.left + radius + pitch * static_cast<float>(column),
                       place_.lights_y + row_pitch * static_cast<float>(row)};
        const float from = apart * static_cast<float>(i);
        const float on = i < lit ? Span{from, from + light_in_ms}.at(t_ms) : 0;
        if (on < 1) list.stroke_circle(at, radius - ring / 2, ring, faded(palette.text, words_in.at(t_ms)));
        if (on > 0) list.fill_circle(at, radius, faded(palette.text, on));
    }
}

void Progress::draw_bar(draw::DrawList& list, const Today& today, const deck::Palette& palette,
                        float part) const {
    const Rect track{place_.left, place_.lights_y - bar_height / 2, place_.right - place_.left, bar_height};
    list.fill_rect(track, palette.off, bar_height / 2);
    const float share =
        std::clamp(static_cast<float>(today.pledges) / static_cast<float>(today.aim), 0.0F, 1.0F);
    if (share <= 0 || part <= 0) return;
    // A single pledge is at least a light.
    const float width = std::max(bar_height, track.width * share * part);
    list.fill_rect({track.x, track.y, width, track.height}, palette.text, bar_height / 2);
}

} // namespace kiosk::scene
