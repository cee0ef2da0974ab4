// Bars that grow from their axis one after another, each with its number. What the source leaves open, by a
// range or by "over", thins out at the bar's far end.
#include <algorithm>

#include "motion/track.hpp"
#include "scene/bars_layout.hpp"
#include "scene/kinds.hpp"

namespace kiosk::scene {

namespace {

using motion::Ease;
using motion::Span;

constexpr Span axis_in{500, 900}, names_in{600, 900};
constexpr float first_ms = 700, last_start_ms = 2000, each_ms = 500, apart_max_ms = 350;
constexpr float value_in_ms = 250;
constexpr float axis_width_px = 3, radius_px = 10, stack_gap_px = 5;

class PictureBars final : public Picture {
  public:
    PictureBars(const deck::Slide& slide, const deck::Bars& kind, const Context& context)
        : palette_(context.palette(slide.ground)),
          stacked_(kind.arrangement == deck::Bars::Arrangement::Stacked),
          grows_up_(bars_grow_up(context, kind)),
          words_(ChartWords::make(context, slide, grows_up_ ? WordsPlace::Above : WordsPlace::Beside)),
          layout_(BarsLayout::make(context, kind, words_.art, grows_up_)),
          rows_(kind.rows.size()) {}

    void draw(draw::DrawList& list, const Moment& moment) const override;
    float next_change_ms(float t_ms) const override {
        const Span bars{first_ms,
                        bar_in(layout_.bars.empty() ? Bar{} : layout_.bars.back()).to_ms + value_in_ms};
        return std::min(words_.next_change_ms(t_ms), motion::next_change_ms(t_ms, {axis_in, names_in, bars}));
    }
    float settled_ms() const override { return ChartWords::settled_ms(); }

  private:
    // All rows come within the same time, however many there are.
    [[nodiscard]] Span bar_in(const Bar& bar) const {
        const auto gaps = static_cast<float>(std::max<std::size_t>(rows_, 2) - 1);
        const float apart = std::min(apart_max_ms, (last_start_ms - first_ms) / gaps);
        const float start = first_ms + apart * static_cast<float>(bar.row);
        return {start, start + each_ms};
    }
    void draw_bar(draw::DrawList& list, const Bar& bar, float t_ms) const;
    [[nodiscard]] Colour colour(const Bar& bar) const {
        return bar.marked ? series_colour(palette_, bar.series) : palette_.text_2;
    }

    const deck::Palette& palette_;
    bool stacked_, grows_up_;
    ChartWords words_;
    BarsLayout layout_;
    std::size_t rows_;
};

// The bar's rounded end is its far one; a part of a stack stands a little apart from the next.
void PictureBars::draw_bar(draw::DrawList& list, const Bar& bar, float t_ms) const {
    const float grown = bar_in(bar).at(t_ms, Ease::Enter);
    if (grown <= 0) return;
    const bool up = layout_.grows_up;
    Rect rect = bar.rect;
    const float zero = up ? layout_.axis_from.y : layout_.axis_from.x;
    // Grown from the axis: a part of a stack moves out with what is below it.
    if (up) {
        const float top = zero + (rect.y - zero) * grown, bottom = zero + (rect.bottom() - zero) * grown;
        rect.y = top, rect.height = bottom - top;
    } else {
        const float left = zero + (rect.x - zero) * grown, right = zero + (rect.right() - zero) * grown;
        rect.x = left, rect.width = right - left;
    }
    if (stacked_ && bar.series > 0) {
        if (up)
            rect.height = std::max(0.0F, rect.height - stack_gap_px);
        else
            rect.x += std::min(stack_gap_px, rect.width),
                rect.width = std::max(0.0F, rect.width - stack_gap_px);
    }
    if (rect.width <= 0 || rect.height <= 0) return;
    const float far = std::min({radius_px, rect.width / 2, rect.height / 2});
    const float fades = std::min(bar.fades_px * grown, up ? rect.height : rect.width);
    draw::Corners corners = up ? draw::Corners{far, far, 0, 0} : draw::Corners{0, far, far, 0};
    if (bar.below) corners = up ? draw::Corners{0, 0, far, far} : draw::Corners{far, 0, 0, far};
    if (fades < 1) {
        list.fill_rect(rect, colour(bar), corners);
        return;
    }
    draw::Gradient gradient;
    // The far end: up or to the left lie the smaller coordinates.
    const bool far_is_less = up ? !bar.below : bar.below;
    const float edge = up ? (far_is_less ? rect.y : rect.bottom()) : (far_is_less ? rect.x : rect.right());
    const float solid = far_is_less ? edge + fades : edge - fades;
    gradient.from = up ? Point{0, edge} : Point{edge, 0};
    gradient.to = up ? Point{0, solid} : Point{solid, 0};
    gradient.stops[0] = {0, faded(colour(bar), 0)}, gradient.stops[1] = {1, colour(bar)};
    gradient.stop_count = 2;
    list.fill_rect(rect, gradient, draw::Corners{});
}

void PictureBars::draw(draw::DrawList& list, const Moment& moment) const {
    const float t = moment.t_ms;
    words_.draw(list, palette_, t);
    for (std::size_t i = 0; i < layout_.names.size(); ++i)
        layout_.names[i].draw(list, series_colour(palette_, i), names_in.at(t));
    for (const Bar& bar : layout_.bars) {
        draw_bar(list, bar, t);
        const Span in = bar_in(bar);
        const float alpha = Span{in.to_ms, in.to_ms + value_in_ms}.at(t);
        const Colour ground = palette_.ground.empty() ? Colour{} : palette_.ground.front().colour;
        // Inside of a bar the number has the ground's colour, or the text's where that tells more.
        Colour ink = bar.marked ? palette_.text : palette_.text_2;
        if (bar.value_inside)
            ink = contrast_ratio(ground, colour(bar)) >= contrast_ratio(palette_.text, colour(bar))
                      ? ground
                      : palette_.text;
        bar.value.draw(list, ink, alpha);
    }
    const float drawn = axis_in.at(t, Ease::Draw);
    if (drawn > 0)
        list.stroke_line(layout_.axis_from,
                         {lerp(layout_.axis_from.x, layout_.axis_to.x, drawn),
                          lerp(layout_.axis_from.y, layout_.axis_to.y, drawn)},
                         axis_width_px * palette_.stroke_scale, palette_.line, draw::Cap::Butt);
    for (const LabelBlock& label : layout_.labels) label.draw(list, palette_.text, axis_in.at(t));
}

} // namespace

PicturePointer make_picture(const deck::Slide& slide, const deck::Bars& kind, const Context& context) {
    return std::make_unique<PictureBars>(slide, kind, context);
}

} // namespace kiosk::scene
