// Numbered steps along a path that rises to the last one, which is lit: the way out.
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "motion/track.hpp"
#include "scene/carry.hpp"
#include "scene/deck_icon.hpp"
#include "scene/figure.hpp"
#include "scene/heading.hpp"
#include "scene/kinds.hpp"
#include "scene/tint.hpp"

namespace kiosk::scene {

namespace {

using motion::Ease;
using motion::Span;

constexpr float mark_radius_px = 52, path_px = 6, outline_px = 4, figure_px = 56, icon_px = 56;
constexpr std::size_t few = 3; // steps have room for larger marks
constexpr float few_scale = 1.4F;
constexpr float words_below_px = 44, text_below_px = 26, column_gap_px = 36; // landscape
constexpr float words_beside_px = 48;                                        // portrait
constexpr float rise_px = 54, rise_of_few_px = 90; // landscape: how far each step stands above the one before
// The table of the slide, in ms.
constexpr float first_from = 600, apart = 750, circle_in = 450, words_delay = 150;

struct Step {
    Point centre;
    Block label, text;
    DeckIcon icon;
    Label number;
    draw::Path way; // from this step to the next
    draw::ElementId mark_element = 0;
};

class PictureSteps final : public Picture {
  public:
    PictureSteps(const deck::Slide& slide, const deck::Steps& kind, const Context& context);
    void draw(draw::DrawList& list, const Moment& moment) const override;
    float next_change_ms(float t_ms) const override;
    float settled_ms() const override { return std::max(all().to_ms, heading_.whole_ms(body_from())); }

  private:
    bool set_across(const deck::Steps& kind, const Context& context);
    bool set_down(const deck::Steps& kind, const Context& context);
    bool set_words(const deck::Item& item, const Context& context, const BlockPlace& place, Step& step);
    void set_marks(const deck::Steps& kind, const Context& context);
    void set_ways();
    void draw_way(draw::DrawList& list, std::size_t index, float part) const;
    void draw_mark(draw::DrawList& list, const Step& step, bool lit, float part, Images* images) const;
    [[nodiscard]] float start(std::size_t index) const {
        return first_from + apart * static_cast<float>(index);
    }
    [[nodiscard]] Span all() const {
        return {first_from,
                start(steps_.size() - 1) + words_delay + motion::text_in_ms + motion::line_stagger_ms * 6};
    }
    [[nodiscard]] float body_from() const { return start(steps_.size()); }

    Heading heading_;
    deck::Palette palette_;
    bool portrait_;
    std::vector<Step> steps_;
    float scale_, radius_; // of the marks
};

PictureSteps::PictureSteps(const deck::Slide& slide, const deck::Steps& kind, const Context& context)
    : heading_(Heading::above(slide, context)),
      palette_(context.palette(slide.ground)),
      portrait_(context.portrait()),
      steps_(kind.items.size()),
      scale_(kind.items.size() <= few ? few_scale : 1),
      radius_(mark_radius_px * scale_) {
    set_to_fit(context, heading_, [&](const Context& words) {
        return portrait_ ? set_down(kind, words) : set_across(kind, words);
    });
    set_marks(kind, context);
    set_ways();
}

bool PictureSteps::set_words(const deck::Item& item, const Context& context, const BlockPlace& place,
                             Step& step) {
    constexpr std::size_t label_lines_max = 2, text_lines_max = 4;
    step.label = fit_label(context, deck::TypeRole::Title2, context.in(item.label), place, label_lines_max);
    step.label.element = element_of(item.part, Piece::Words);
    step.mark_element = element_of(item.part, Piece::Mark);
    BlockPlace below = place;
    below.cap_top = step.label.last_baseline() + text_below_px;
    if (item.text.empty()) return stands(step.label, place, label_lines_max);
    step.text = fit_label(context, deck::TypeRole::Body, context.in(item.text), below, text_lines_max);
    return stands(step.label, place, label_lines_max) && stands(step.text, below, text_lines_max);
}

bool PictureSteps::set_across(const deck::Steps& kind, const Context& context) {
    const Rect& art = heading_.art;
    const auto count = static_cast<float>(steps_.size());
    const float pitch = (art.width + column_gap_px) / count, width = pitch - column_gap_px;
    float words = 0;
    bool fits = true;
    for (std::size_t i = 0; i < steps_.size(); ++i) {
        const float x = art.x + pitch * static_cast<float>(i);
        fits = set_words(kind.items[i], context, {x, 0, width}, steps_[i]) && fits;
        const Block& last = steps_[i].text.words.lines.empty() ? steps_[i].label : steps_[i].text;
        words = std::max(words, last.bottom());
    }
    // The path rises as far as there is room, and the whole stands at the foot of the picture.
    const float free = art.height - words - words_below_px - 2 * radius_;
    const float rise =
        std::clamp(free / std::max(1.0F, count - 1), 0.0F, steps_.size() <= few ? rise_of_few_px : rise_px);
    const float spare = std::max(0.0F, free - rise * (count - 1));
    const float first_y = art.bottom() - words - words_below_px - radius_ - spare / 2;
    for (std::size_t i = 0; i < steps_.size(); ++i) {
        Step& step = steps_[i];
        step.centre = {art.x + pitch * static_cast<float>(i) + radius_,
                       first_y - rise * static_cast<float>(i)};
        const float top = step.centre.y + radius_ + words_below_px;
        step.label = moved(step.label, 0, top), step.text = moved(step.text, 0, top);
    }
    return fits && free >= 0;
}

bool PictureSteps::set_down(const deck::Steps& kind, const Context& context) {
    const Rect& art = heading_.art;
    const float x = art.x + 2 * radius_ + words_beside_px;
    float words = 0;
    bool fits = true;
    for (std::size_t i = 0; i < steps_.size(); ++i) {
        fits = set_words(kind.items[i], context, {x, 0, art.right() - x}, steps_[i]) && fits;
        const Block& last = steps_[i].text.words.lines.empty() ? steps_[i].label : steps_[i].text;
        words += std::max(last.bottom(), 2 * radius_);
    }
    constexpr float gap_max_px = 170;
    const auto gaps = static_cast<float>(steps_.size() - 1);
    const float gap = gaps > 0 ? std::clamp((art.height - words) / gaps, 12.0F, gap_max_px) : 0;
    float y = art.y + std::max(0.0F, (art.height - words - gap * gaps) / 2);
    for (Step& step : steps_) {
        const Block& last = step.text.words.lines.empty() ? step.label : step.text;
        const float height = last.bottom(), room = std::max(height, 2 * radius_);
        step.centre = {art.x + radius_, y + radius_};
        // Words start at the middle of the circle's upper half, or stand in its middle when they are few.
        const float down = y + (height < 2 * radius_ ? (room - last.last_baseline()) / 2 : 14);
        step.label = moved(step.label, 0, down), step.text = moved(step.text, 0, down);
        y += room + gap;
    }
    return fits && words + 12 * gaps <= art.height;
}

void PictureSteps::set_marks(const deck::Steps& kind, const Context& context) {
    text::Style style = context.deck.theme.style(deck::TypeRole::Title2);
    style.size_px = figure_px * scale_;
    const float cap = context.fonts.metrics(style).cap_height * style.size_px;
    for (std::size_t i = 0; i < steps_.size(); ++i) {
        Step& step = steps_[i];
        step.icon = DeckIcon::make(context, kind.items[i].icon);
        if (step.icon.empty())
            step.number =
                set_label(context, style, format_digits(std::to_string(i + 1), number_format_of(context)),
                          step.centre + Point{0, cap / 2}, Anchor::Middle);
    }
}

// From rim to rim, level where it leaves and where it arrives.
void PictureSteps::set_ways() {
    constexpr float off_px = 14;
    for (std::size_t i = 0; i + 1 < steps_.size(); ++i) {
        const Point a = steps_[i].centre, b = steps_[i + 1].centre;
        if (portrait_) {
            steps_[i].way.move_to({a.x, a.y + radius_ + off_px}).line_to({b.x, b.y - radius_ - off_px});
            continue;
        }
        const Point from{a.x + radius_ + off_px, a.y}, to{b.x - radius_ - off_px, b.y};
        const float middle = (from.x + to.x) / 2;
        steps_[i].way.move_to(from).cubic_to({middle, from.y}, {middle, to.y}, to);
    }
}

void PictureSteps::draw_way(draw::DrawList& list, std::size_t index, float part) const {
    const Step& step = steps_[index];
    const Point from = step.way.points.front(), to = step.way.points.back();
    const float stroke = path_px * palette_.stroke_scale;
    const float left = std::min(from.x, to.x) - stroke, top = std::min(from.y, to.y) - stroke;
    Rect all{left, top, std::abs(to.x - from.x) + 2 * stroke, std::abs(to.y - from.y) + 2 * stroke};
    if (portrait_)
        all.height *= part;
    else
        all.width *= part;
    const auto clip = list.clipped(all);
    list.stroke_path(step.way, stroke, palette_.line);
}

void PictureSteps::draw_mark(draw::DrawList& list, const Step& step, bool lit, float part,
                             Images* images) const {
    const float radius = radius_ * lerp(0.8F, 1, part);
    const Tint light = tint(palette_, deck::Tone::WayOut);
    if (lit) {
        if (palette_.glow) {
            list.fill_circle(step.centre, radius + 15, faded(light.fill, 0.06F * part));
            list.fill_circle(step.centre, radius + 8, faded(light.fill, 0.12F * part));
        }
        fill_circle(list, step.centre, radius, light, part);
    } else {
        const float stroke = outline_px * palette_.stroke_scale;
        list.stroke_circle(step.centre, radius - stroke / 2, stroke, faded(palette_.text_2, part));
    }
    const Colour colour = faded(lit ? light.on : palette_.text, part);
    constexpr float stroke_units = 2.2F;
    const auto mark = list.element(step.mark_element);
    step.icon.draw(list, step.centre, icon_px * scale_, colour, stroke_units * palette_.stroke_scale, images);
    if (step.number.run) step.number.draw(list, colour);
}

void PictureSteps::draw(draw::DrawList& list, const Moment& moment) const {
    const float t = moment.t_ms;
    heading_.draw(list, palette_, t, body_from());
    for (std::size_t i = 0; i < steps_.size(); ++i) {
        const bool last = i + 1 == steps_.size();
        const float from = start(i);
        if (t <= from) break;
        const float part = Span{from, from + circle_in}.at(t, Ease::Enter);
        const float way = Span{from + circle_in / 2, from + apart}.at(t, Ease::Move);
        if (!last && way > 0) draw_way(list, i, way);
        draw_mark(list, steps_[i], last, part, moment.images);
        const Step& step = steps_[i];
        step.label.draw(list, palette_.text, t, from + words_delay);
        step.text.draw(list, palette_.text_2, t, from + words_delay, step.label.words.lines.size());
    }
}

float PictureSteps::next_change_ms(float t_ms) const {
    return std::min(heading_.next_change_ms(t_ms, body_from()), all().next_change_ms(t_ms));
}

} // namespace

PicturePointer make_picture(const deck::Slide& slide, const deck::Steps& kind, const Context& context) {
    return std::make_unique<PictureSteps>(slide, kind, context);
}

} // namespace kiosk::scene
