#include "scene/pips.hpp"

#include <algorithm>
#include <cmath>

#include "scene/button.hpp"

namespace kiosk::scene {

namespace {

constexpr float bar_px = 72, gap_px = 16;
constexpr float compact_bar_px = 52, compact_gap_px = 12; // portrait
constexpr float small_pip_px = 10, small_bar_px = 44, gap_min_px = 8;
constexpr float piece_height_px = 10, piece_gap_px = 3;
constexpr float ring_width_px = 2.5F;
constexpr float cut_px = 6; // between the bars of two pages
constexpr float step_hair = 0.001F;
constexpr float target_margin_px = 16, target_width_min_px = 88;

} // namespace

Pips Pips::make(std::size_t count, const Rect& room, float middle_x, bool compact) {
    Pips pips;
    pips.count_ = count;
    const float others = static_cast<float>(count > 0 ? count - 1 : 0);
    const auto width = [&] { return others * (pips.pip_ + pips.gap_) + pips.bar_; };
    pips.bar_ = compact ? compact_bar_px : bar_px;
    pips.gap_ = compact ? compact_gap_px : gap_px;
    if (width() > room.width) pips.pip_ = small_pip_px, pips.bar_ = small_bar_px;
    if (width() > room.width && others > 0)
        pips.gap_ = std::floor((room.width - pips.bar_) / others - pips.pip_);
    float row_width = width();
    if (pips.gap_ < gap_min_px) {
        pips.pieces_ = true;
        pips.pip_ = piece_height_px;
        row_width = room.width;
    }
    float left = middle_x - row_width / 2;
    left = std::min(std::max(left, room.x), room.right() - row_width);
    pips.row_ = {left, room.centre().y - pips.pip_ / 2, row_width, pips.pip_};
    const float reach = room.width + 2 * target_margin_px;
    const float target = std::clamp(row_width + 2 * target_margin_px, 2 * target_width_min_px,
                                    std::max(reach, 2 * target_width_min_px));
    const float target_x =
        std::min(pips.row_.centre().x - target / 2, room.right() + target_margin_px - target);
    pips.target_ = {std::max(target_x, room.x - target_margin_px), room.y, target, room.height};
    return pips;
}

float Pips::step() const {
    const float px = pieces_ ? row_.width / static_cast<float>(std::max<std::size_t>(1, count_)) : bar_;
    return 1 / std::max(1.0F, px);
}

// By whole px, so that a bar that has not grown visibly is the same command. The hair keeps a product of
// floats from falling one step short.
float Pips::steps_done(float progress) const {
    return std::floor(progress / step() + step_hair);
}

float Pips::next_progress(float progress) const {
    return (steps_done(progress) + 1 - step_hair) * step();
}

// One bar, or one for each of two pages, which fill one after the other.
void Pips::draw_bar(draw::DrawList& list, const deck::Palette& palette, float x, float progress,
                    float cut) const {
    const float filled = bar_ * steps_done(progress) * step(), radius = row_.height / 2;
    const auto piece = [&](float from, float to) {
        list.fill_rect({x + from, row_.y, to - from, row_.height}, palette.off, radius);
        if (filled <= from && from > 0) return; // its page has not begun
        const float width = std::clamp(filled - from, row_.height, to - from);
        list.fill_rect({x + from, row_.y, width, row_.height}, palette.text, radius);
    };
    if (cut <= 0 || cut >= 1) return piece(0, bar_);
    const float least = row_.height + cut_px / 2;
    const float at = std::clamp(std::round(bar_ * cut), least, bar_ - least);
    piece(0, at - cut_px / 2);
    piece(at + cut_px / 2, bar_);
}

void Pips::draw(draw::DrawList& list, const deck::Palette& palette, std::size_t current, float progress,
                float cut) const {
    const float radius = row_.height / 2;
    if (pieces_) {
        const float piece = (row_.width + piece_gap_px) / static_cast<float>(count_) - piece_gap_px;
        for (std::size_t i = 0; i < count_; ++i) {
            const Rect rect{row_.x + static_cast<float>(i) * (piece + piece_gap_px), row_.y, piece,
                            row_.height};
            const Colour colour = i < current ? palette.text_2 : i == current ? palette.text : palette.off;
            list.fill_rect(rect, colour, std::min(radius, piece / 2));
        }
        return;
    }
    float x = row_.x;
    for (std::size_t i = 0; i < count_; ++i) {
        const Point middle{x + radius, row_.y + radius};
        if (i == current) {
            draw_bar(list, palette, x, progress, cut);
            x += bar_ + gap_;
            continue;
        }
        if (i < current)
            list.fill_circle(middle, radius, palette.text_2);
        else
            list.stroke_circle(middle, radius, ring_width_px, palette.line);
        x += row_.height + gap_;
    }
}

Rect Pips::half(int which) const {
    const float width = target_.width / 2;
    return {target_.x + width * static_cast<float>(which), target_.y, width, target_.height};
}

void Pips::add_targets(HitMap& hits) const {
    if (count_ < 2) return;
    hits.add(half(0), {ControlKind::PipsBack});
    hits.add(half(1), {ControlKind::PipsOn});
}

void Pips::draw_focus(draw::DrawList& list, const deck::Palette& palette, const Feel& feel,
                      Instant now) const {
    constexpr float inside_px = 12;
    const Control controls[] = {{ControlKind::PipsBack}, {ControlKind::PipsOn}};
    for (int which = 0; which < 2; ++which) {
        const float alpha = feel.of(controls[which], now).focus_alpha;
        const Rect rect = half(which).grown(-inside_px);
        if (alpha > 0) draw_focus_ring(list, rect, rect.height / 2, palette.focus, alpha);
    }
}

} // namespace kiosk::scene
