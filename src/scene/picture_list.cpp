// Lines that come one after another, each with an icon or its number.
#include <algorithm>
#include <string>
#include <vector>

#include "motion/track.hpp"
#include "scene/carry.hpp"
#include "scene/deck_icon.hpp"
#include "scene/figure.hpp"
#include "scene/heading.hpp"
#include "scene/kinds.hpp"

namespace kiosk::scene {

namespace {

using motion::Ease;
using motion::Span;

constexpr float mark_px = 72, mark_gap_px = 40; // the icon's square, and the room beside it
constexpr float text_below_px = 24;             // from a line to the words under it
constexpr float gap_max_px = 150, gap_min_px = 20;
constexpr float first_from = 700, apart = 650;

struct Line {
    DeckIcon icon;
    Label number;
    Block label, text;
    Point mark; // middle of the icon
    draw::ElementId mark_element = 0;
};

class PictureList final : public Picture {
  public:
    PictureList(const deck::Slide& slide, const deck::List& kind, const Context& context);
    void draw(draw::DrawList& list, const Moment& moment) const override;
    float next_change_ms(float t_ms) const override;
    float settled_ms() const override {
        return std::max(span(lines_.size() - 1).to_ms, heading_.whole_ms(body_from));
    }

  private:
    [[nodiscard]] float set(const deck::List& kind, const Context& context, float size_px);
    void spread(const Context& context, float height);
    [[nodiscard]] static float bottom(const Line& line) {
        return line.text.words.lines.empty() ? line.label.bottom() : line.text.bottom();
    }
    [[nodiscard]] float start(std::size_t index) const {
        return first_from + apart * static_cast<float>(index);
    }
    [[nodiscard]] Span span(std::size_t index) const {
        const Line& line = lines_[index];
        return motion::block_span(start(index), line.label.words.lines.size() + line.text.words.lines.size());
    }

    static constexpr float body_from = 350;
    Heading heading_;
    deck::Palette palette_;
    std::vector<Line> lines_;
};

PictureList::PictureList(const deck::Slide& slide, const deck::List& kind, const Context& context)
    : heading_(Heading::beside(slide, context)),
      palette_(context.palette(slide.ground)) {
    float height = 0;
    for (const float size_px : {60.0F, 56.0F, 52.0F, 48.0F, 44.0F, 40.0F}) {
        height = set(kind, context, size_px);
        const float gaps = gap_min_px * static_cast<float>(lines_.size() - 1);
        if (height + gaps <= heading_.art.height) break;
    }
    spread(context, height);
}

// All lines in one size, each from y 0 on. The height of them all without gaps.
float PictureList::set(const deck::List& kind, const Context& context, float size_px) {
    lines_.clear();
    const Rect& art = heading_.art;
    const float x = art.x + mark_px + mark_gap_px;
    const BlockPlace place{x, 0, art.right() - x};
    float height = 0;
    for (const deck::Item& item : kind.items) {
        Line line;
        text::Style style = context.style(deck::TypeRole::Title2);
        style.size_px *= size_px / context.deck.theme.style(deck::TypeRole::Title2).size_px;
        line.label = set_block(context, style, flowed(context, context.in(item.label)), place,
                               text::Breaking::Balanced);
        line.label.element = element_of(item.part, Piece::Words);
        line.mark_element = element_of(item.part, Piece::Mark);
        BlockPlace below = place;
        below.cap_top = line.label.last_baseline() + text_below_px;
        if (!item.text.empty())
            line.text = fit_label(context, deck::TypeRole::Body, context.in(item.text), below, 3);
        line.icon = DeckIcon::make(context, item.icon);
        if (line.icon.empty()) {
            text::Style figure = style;
            figure.size_px = mark_px;
            line.number = set_label(
                context, figure, format_digits(std::to_string(lines_.size() + 1), number_format_of(context)),
                {art.x, 0});
        }
        height += bottom(line);
        lines_.push_back(std::move(line));
    }
    return height;
}

void PictureList::spread(const Context& context, float height) {
    const Rect& art = heading_.art;
    const auto gaps = static_cast<float>(lines_.size() - 1);
    const float gap = gaps > 0 ? std::clamp((art.height - height) / gaps, 0.0F, gap_max_px) : 0;
    float y = art.y + (context.portrait() ? (art.height - height - gap * gaps) / 2 : 0);
    for (Line& line : lines_) {
        const float next = y + bottom(line) + gap;
        line.label = moved(line.label, 0, y), line.text = moved(line.text, 0, y);
        // The mark stands on the middle of the first line's capitals.
        const float middle = line.label.origin.y - cap_height_px(context, line.label) / 2;
        line.mark = {art.x + mark_px / 2, middle};
        if (line.number.run) {
            const auto metrics = context.fonts.metrics(line.label.words.style);
            line.number.origin.y = middle + metrics.cap_height * line.number.run->size_px / 2;
        }
        y = next;
    }
}

void PictureList::draw(draw::DrawList& list, const Moment& moment) const {
    const float t = moment.t_ms;
    heading_.draw(list, palette_, t, body_from);
    constexpr float stroke_units = 2;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
        const Line& line = lines_[i];
        const auto appearance = motion::block_line(t, start(i), 0);
        if (appearance.alpha <= 0) break;
        {
            const auto rising = list.moved(0, appearance.rise_px);
            const auto mark = list.element(line.mark_element);
            line.icon.draw(list, line.mark, mark_px, faded(palette_.accent, appearance.alpha),
                           stroke_units * palette_.stroke_scale, moment.images);
            if (line.number.run) line.number.draw(list, palette_.accent, appearance.alpha);
        }
        line.label.draw(list, palette_.text, t, start(i));
        line.text.draw(list, palette_.text_2, t, start(i), line.label.words.lines.size());
    }
}

float PictureList::next_change_ms(float t_ms) const {
    float next = heading_.next_change_ms(t_ms, body_from);
    for (std::size_t i = 0; i < lines_.size(); ++i) next = std::min(next, span(i).next_change_ms(t_ms));
    return next;
}

} // namespace

PicturePointer make_picture(const deck::Slide& slide, const deck::List& kind, const Context& context) {
    return std::make_unique<PictureList>(slide, kind, context);
}

} // namespace kiosk::scene
