// Lines that draw themselves from left to right, over an axis of few round numbers. Each has its last number
// and its name at its end.
#include <algorithm>

#include "motion/track.hpp"
#include "scene/kinds.hpp"
#include "scene/line_layout.hpp"

namespace kiosk::scene {

namespace {

using motion::Ease;
using motion::Span;

constexpr Span axis_in{500, 900}, lines_in{800, 2400}, ends_in{2300, 2600};
constexpr float note_first_ms = 2400, note_apart_ms = 250, note_each_ms = 350;
constexpr float first_width_px = 9, other_width_px = 6, rule_width_px = 2, zero_width_px = 3;
constexpr float dot_px = 13, leader_width_px = 2.5F;
constexpr float area_alpha = 0.22F;

class PictureLine final : public Picture {
  public:
    PictureLine(const deck::Slide& slide, const deck::Line& kind, const Context& context)
        : palette_(context.palette(slide.ground)),
          words_(ChartWords::make(context, slide, WordsPlace::Above)),
          layout_(LineLayout::make(context, kind, words_.art)) {}

    void draw(draw::DrawList& list, const Moment& moment) const override;
    float next_change_ms(float t_ms) const override {
        const Span notes =
            layout_.notes.empty() ? Span{} : Span{note_first_ms, note_in(layout_.notes.size() - 1).to_ms};
        return std::min(words_.next_change_ms(t_ms),
                        motion::next_change_ms(t_ms, {axis_in, lines_in, ends_in, notes}));
    }
    float settled_ms() const override { return 4'200; }

  private:
    static Span note_in(std::size_t n) {
        const float start = note_first_ms + note_apart_ms * static_cast<float>(n);
        return {start, start + note_each_ms};
    }
    void draw_rule(draw::DrawList& list, float y, float to, bool base) const;
    void draw_axis(draw::DrawList& list, float t_ms) const;
    void draw_series(draw::DrawList& list, std::size_t n, float t_ms) const;
    void draw_note(draw::DrawList& list, std::size_t n, float t_ms) const;

    const deck::Palette& palette_;
    ChartWords words_;
    LineLayout layout_;
};

// A line of the axis, which leaves out the words that lie on it.
void PictureLine::draw_rule(draw::DrawList& list, float y, float to, bool base) const {
    constexpr float air_px = 14;
    const float width = (base ? zero_width_px : rule_width_px) * palette_.stroke_scale;
    const Colour colour = base ? palette_.line : palette_.off;
    float from = layout_.plot.x;
    for (const LineLayout::Note& note : layout_.notes) {
        if (y < note.box.y - air_px || y > note.box.bottom() + air_px || note.box.x - air_px <= from)
            continue;
        const float end = std::min(to, note.box.x - air_px);
        list.stroke_line({from, y}, {end, y}, width, colour, draw::Cap::Butt);
        from = note.box.right() + air_px;
    }
    if (to > from) list.stroke_line({from, y}, {to, y}, width, colour, draw::Cap::Butt);
}

void PictureLine::draw_axis(draw::DrawList& list, float t_ms) const {
    const float drawn = axis_in.at(t_ms, Ease::Draw);
    if (drawn <= 0) return;
    for (std::size_t i = 0; i < layout_.ticks.size(); ++i) {
        const LineLayout::Tick& tick = layout_.ticks[i];
        draw_rule(list, tick.y, layout_.plot.x + layout_.plot.width * drawn, i == 0);
        tick.label.draw(list, palette_.text_2, axis_in.at(t_ms));
    }
    for (const Label& date : layout_.dates) date.draw(list, palette_.text_2, axis_in.at(t_ms));
}

void PictureLine::draw_series(draw::DrawList& list, std::size_t n, float t_ms) const {
    const LineLayout::Series& one = layout_.series[n];
    if (one.points.empty()) return;
    const float drawn = lines_in.at(t_ms, Ease::Draw);
    const Colour colour = series_colour(palette_, n);
    const float width = (n == 0 ? first_width_px : other_width_px) * palette_.stroke_scale;
    if (drawn > 0) {
        // The whole line is there; what has not come yet is cut off. The margin keeps round ends whole.
        const float margin = dot_px + width;
        const Rect plot = layout_.plot;
        const auto shown = list.clipped(
            {plot.x - margin, plot.y - margin, (plot.width + 2 * margin) * drawn, plot.height + 2 * margin});
        if (one.area) list.fill_path(*one.area, faded(colour, area_alpha));
        list.stroke_path(one.line, width, colour);
    }
    const float alpha = ends_in.at(t_ms);
    if (alpha <= 0) return;
    list.fill_circle(one.points.back(), dot_px * (n == 0 ? 1.0F : 0.8F), faded(colour, alpha));
    one.value.draw(list, colour, alpha);
    one.name.draw(list, palette_.text, alpha);
}

void PictureLine::draw_note(draw::DrawList& list, std::size_t n, float t_ms) const {
    const float alpha = note_in(n).at(t_ms);
    if (alpha <= 0) return;
    const LineLayout::Note& note = layout_.notes[n];
    const float away = note.leader.y < note.at.y ? -dot_px : dot_px;
    list.stroke_line({note.at.x, note.at.y + away}, note.leader, leader_width_px * palette_.stroke_scale,
                     faded(palette_.line, alpha), draw::Cap::Butt);
    const Colour ground = palette_.ground.empty() ? Colour{} : palette_.ground.front().colour;
    list.fill_circle(note.at, dot_px, faded(ground, alpha));
    list.stroke_circle(note.at, dot_px, 4 * palette_.stroke_scale, faded(palette_.text, alpha));
    note.words.draw(list, palette_.text, alpha);
}

void PictureLine::draw(draw::DrawList& list, const Moment& moment) const {
    const float t = moment.t_ms;
    words_.draw(list, palette_, t);
    draw_axis(list, t);
    // The first, which the slide is about, lies over the others.
    for (std::size_t n = layout_.series.size(); n-- > 0;) draw_series(list, n, t);
    for (std::size_t n = 0; n < layout_.notes.size(); ++n) draw_note(list, n, t);
}

} // namespace

PicturePointer make_picture(const deck::Slide& slide, const deck::Line& kind, const Context& context) {
    return std::make_unique<PictureLine>(slide, kind, context);
}

} // namespace kiosk::scene
