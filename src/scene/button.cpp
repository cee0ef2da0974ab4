#include "scene/button.hpp"

#include <algorithm>
#include <cmath>

#include "motion/easing.hpp"

namespace kiosk::scene {

namespace {

constexpr float outline_slide_px = 2.5F, outline_form_px = 3;
constexpr float focus_width_px = 5, focus_gap_px = 5;
constexpr float attract_px = 18, attract_width_px = 5, attract_alpha = 0.45F;
constexpr int busy_dots = 3;
constexpr std::int64_t busy_step_us = 1'000'000 / busy_dots; // all three in a second
constexpr float busy_dot_radius_px = 7, busy_dot_pitch_px = 22;

} // namespace

Button Button::make(const Context& context, const ButtonSpec& spec) {
    Button button;
    button.control_ = spec.control;
    button.kind_ = spec.kind;
    button.surround_ = spec.surround;
    button.icon_side_ = spec.icon_side;
    const float growth = context.look.text_size;
    if (!spec.icon.empty()) button.icon_ = Icon::make(context.assets, spec.icon);
    button.icon_size_ = spec.icon_size_px * growth;
    button.icon_gap_ = spec.icon_gap_px;
    button.icon_stroke_ = spec.icon_stroke_units;
    float content = 0;
    if (!spec.label.empty()) {
        text::Style style = context.style(spec.role);
        if (spec.label_size_px > 0) style.size_px = spec.label_size_px * growth;
        button.label_ = context.fonts.shape(spec.label, style, context.look.language);
        button.baseline_ = context.fonts.baseline(style);
        button.line_height_ = style.line_height();
        content += button.label_->width;
    }
    if (!button.icon_.empty()) content += button.icon_size_ + (button.label_ ? button.icon_gap_ : 0);
    // Whole px, and no wider for less than one.
    const float width = std::max(spec.width_min_px, std::floor(content + 2 * spec.padding_px));
    button.content_width_ = content;
    button.rect_ = {0, 0, width, spec.height_px};
    button.radius_ = std::min(spec.radius_px, spec.height_px / 2);
    return button;
}

Button::Colours Button::colours(const deck::Palette& palette, ButtonState state, bool pressed) const {
    Colours colours;
    const bool form = surround_ == Surround::Form;
    if (state == ButtonState::Disabled) {
        colours.fill = palette.disabled_ground, colours.label = palette.disabled_text;
        colours.has_fill = kind_ != ButtonKind::Quiet;
        return colours;
    }
    if (kind_ == ButtonKind::Filled) {
        colours.fill = pressed ? palette.cta_pressed : palette.cta;
        colours.label = palette.cta_text;
        colours.has_fill = true;
        return colours;
    }
    colours.has_outline = kind_ == ButtonKind::Outline;
    colours.outline = palette.line;
    colours.label = palette.text;
    if (pressed || state == ButtonState::Open) { // turned over: the text's colour fills, the ground's writes
        colours.fill = palette.text;
        colours.label = palette.ground.empty() ? palette.surface : palette.ground.front().colour;
        colours.has_fill = true, colours.has_outline = false;
    } else if (form && colours.has_outline) {
        colours.fill = palette.surface;
        colours.has_fill = true;
    }
    return colours;
}

void Button::draw_face(draw::DrawList& list, const deck::Palette& palette, const Colours& colours) const {
    if (colours.has_fill) list.fill_rect(rect_, colours.fill, radius_);
    if (!colours.has_outline) return;
    const float width =
        (surround_ == Surround::Form ? outline_form_px : outline_slide_px) * palette.stroke_scale;
    list.stroke_rect_inside(rect_, radius_, width, colours.outline);
}

void Button::draw_content(draw::DrawList& list, const deck::Palette& palette, Colour colour,
                          ButtonState state, Instant now) const {
    const bool busy = state == ButtonState::Busy;
    const float busy_width = busy_dot_pitch_px * (busy_dots - 1) + 2 * busy_dot_radius_px;
    const float mark = busy ? busy_width : (icon_.empty() ? 0 : icon_size_);
    const float words = label_ ? label_->width : 0;
    const float gap = mark > 0 && words > 0 ? icon_gap_ : 0;
    const float left = rect_.x + (rect_.width - mark - gap - words) / 2;
    const bool mark_first = !busy && icon_side_ == IconSide::Left;
    const float middle = rect_.y + rect_.height / 2;
    const float mark_x = mark_first ? left : left + words + gap;
    if (label_)
        list.text(*label_, {mark_first ? left + mark + gap : left, middle - line_height_ / 2 + baseline_},
                  colour);
    if (!busy) {
        icon_.draw(list, {mark_x + mark / 2, middle}, icon_size_, colour, icon_stroke_);
        return;
    }
    const auto step = static_cast<int>((now.us / busy_step_us) % busy_dots);
    for (int dot = 0; dot < busy_dots; ++dot) {
        constexpr float still_to_come = 0.2F;
        const float x = mark_x + busy_dot_radius_px + busy_dot_pitch_px * static_cast<float>(dot);
        list.fill_circle({x, middle}, busy_dot_radius_px,
                         faded(palette.light, dot <= step ? 1 : still_to_come));
    }
}

void Button::draw(draw::DrawList& list, HitMap* hits, const deck::Palette& palette, const Feel& feel,
                  Instant now, ButtonState state) const {
    const bool inert = state == ButtonState::Disabled || state == ButtonState::Busy;
    const ControlFeel touch = inert ? ControlFeel{} : feel.of(control_, now);
    const Colours shown = colours(palette, state, touch.pressed);
    {
        const auto pressed = list.scaled(touch.scale, rect_.centre());
        draw_face(list, palette, shown);
        draw_content(list, palette, shown.label, state, now);
    }
    if (touch.focus_alpha > 0) draw_focus_ring(list, rect_, radius_, palette.focus, touch.focus_alpha);
    if (hits && !inert) hits->add(rect_, control_);
}

Instant Button::next_busy_change(Instant now) {
    return {(now.us / busy_step_us + 1) * busy_step_us};
}

void draw_focus_ring(draw::DrawList& list, const Rect& rect, float radius, Colour colour, float alpha) {
    const float out = focus_gap_px + focus_width_px / 2;
    list.stroke_rect(rect.grown(out), radius + out, focus_width_px, faded(colour, alpha));
}

void draw_attract_ring(draw::DrawList& list, const Rect& rect, float radius, Colour colour, float part) {
    if (part <= 0 || part >= 1) return;
    const float out = attract_px * motion::eased(motion::Ease::Enter, part);
    list.stroke_rect(rect.grown(out), radius + out, attract_width_px,
                     faded(colour, attract_alpha * (1 - part)));
}

} // namespace kiosk::scene
