// Dated moments on a line. Where the deck dates them all and there is room, they stand as far apart as they
// are in time; else in even steps. A crowded line has its labels above and below in turn.
#include <algorithm>
#include <vector>

#include "motion/track.hpp"
#include "scene/heading.hpp"
#include "scene/kinds.hpp"
#include "scene/tint.hpp"

namespace kiosk::scene {

namespace {

using motion::Ease;
using motion::Span;

constexpr float dot_px = 13, marked_px = 20, ring_gap_px = 8, ring_px = 4, line_px = 3;
constexpr float gap_px = 40;                                  // between the words of neighbours
constexpr float to_words_px = 58;                             // from the line to the words, in landscape
constexpr float below_when_px = 26, below_large_when_px = 34; // from the baseline of the date to its label
constexpr float indent_px = 76;                               // portrait: from the line to the words
constexpr float width_max_px = 620; // of words; longer lines are hard to follow back
constexpr float width_min_px = 280; // narrower words would be a column of stumps
constexpr std::size_t one_row_max = 4;

// The table of the slide, in ms.
constexpr float line_from = 600, apart = 450, dot_in = 400, words_in = 350;

struct Entry {
    Point dot;
    Block when, label;
    bool marked = false;
};

class PictureTimeline final : public Picture {
  public:
    PictureTimeline(const deck::Slide& slide, const deck::Timeline& kind, const Context& context);
    void draw(draw::DrawList& list, const Moment& moment) const override;
    float next_change_ms(float t_ms) const override;
    float settled_ms() const override { return std::max(line().to_ms, heading_.whole_ms(body_from())); }

  private:
    // `along` says where on the line each moment stands, 0..1. False when words do not fit so.
    bool set_across(const deck::Timeline& kind, const Context& context, const std::vector<float>& along);
    bool set_down(const deck::Timeline& kind, const Context& context, const std::vector<float>& along);
    bool set_words(const deck::Dated& one, const Context& context, const BlockPlace& place, Entry& entry);
    [[nodiscard]] float start(std::size_t index) const {
        return line_from + apart * static_cast<float>(index);
    }
    [[nodiscard]] Span line() const { return {line_from, start(entries_.size()) + 80}; }
    [[nodiscard]] float body_from() const { return start(entries_.size()) + 200; }

    Heading heading_;
    deck::Palette palette_;
    bool portrait_, few_;
    std::vector<Entry> entries_;
    Point end_;
};

std::vector<float> even(std::size_t count) {
    std::vector<float> along(count, 0);
    for (std::size_t i = 1; i < count; ++i) along[i] = static_cast<float>(i) / static_cast<float>(count - 1);
    return along;
}

// Empty where the moments have no dates, or none that differ.
std::vector<float> true_to_time(const deck::Timeline& kind) {
    if (!kind.to_scale() || kind.moments.size() < 2) return {};
    const int first = kind.moments.front().day.value_or(0), last = kind.moments.back().day.value_or(0);
    if (last <= first) return {};
    std::vector<float> along;
    for (const deck::Dated& one : kind.moments)
        along.push_back(static_cast<float>(one.day.value_or(first) - first) /
                        static_cast<float>(last - first));
    return along;
}

PictureTimeline::PictureTimeline(const deck::Slide& slide, const deck::Timeline& kind, const Context& context)
    : heading_(Heading::above(slide, context)),
      palette_(context.palette(slide.ground)),
      portrait_(context.portrait()),
      few_(kind.moments.size() <= one_row_max) {
    const std::vector<float> dated = true_to_time(kind), steps = even(kind.moments.size());
    set_to_fit(context, heading_, [&](const Context& words) {
        const auto set = [&](const std::vector<float>& along) {
            return portrait_ ? set_down(kind, words, along) : set_across(kind, words, along);
        };
        return (!dated.empty() && set(dated)) || set(steps);
    });
}

bool PictureTimeline::set_words(const deck::Dated& one, const Context& context, const BlockPlace& place,
                                Entry& entry) {
    constexpr std::size_t label_lines_max = 4;
    entry.marked = one.marked;
    // Few moments have room for larger dates and words.
    const auto date = few_ ? deck::TypeRole::Title : deck::TypeRole::Title2;
    entry.when = fit_label(context, date, context.in(one.when), place, 1);
    BlockPlace below = place;
    below.cap_top = entry.when.last_baseline() + (few_ ? below_large_when_px : below_when_px);
    const auto role = few_ ? deck::TypeRole::Lead : deck::TypeRole::Body;
    entry.label = fit_label(context, role, context.in(one.label), below, label_lines_max);
    return stands(entry.when, place, 1) && stands(entry.label, below, label_lines_max);
}

bool PictureTimeline::set_across(const deck::Timeline& kind, const Context& context,
                                 const std::vector<float>& along) {
    const Rect& art = heading_.art;
    const std::size_t count = kind.moments.size();
    const std::size_t rows = count > one_row_max ? 2 : 1;
    // As many steps as moments, and words as wide as the steps to the next ones of their row.
    const float step = (art.width + gap_px) / static_cast<float>(count + rows - 1);
    const float length = step * static_cast<float>(count - 1);
    const float left = art.x + dot_px;
    const float room = art.height / static_cast<float>(rows) - to_words_px;
    entries_.assign(count, {});
    bool fits = true;
    float above = 0, below = 0; // heights of the words
    for (std::size_t i = 0; i < count; ++i) {
        Entry& entry = entries_[i];
        entry.dot.x = left + length * along[i];
        const float next = i + rows < count ? left + length * along[i + rows] : art.right() + gap_px;
        const float width = std::min(next - entry.dot.x - gap_px + dot_px, width_max_px);
        fits =
            fits && width >= width_min_px && (i == 0 || entry.dot.x - entries_[i - 1].dot.x > 3 * marked_px);
        fits = set_words(kind.moments[i], context, {entry.dot.x - dot_px, 0, std::max(width, 1.0F), room},
                         entry) &&
               fits;
        float& height = rows == 2 && i % 2 == 0 ? above : below;
        height = std::max(height, entry.label.bottom());
    }
    const float all = above + below + to_words_px * static_cast<float>(rows);
    const float y = art.y + (art.height - all) / 2 + (rows == 2 ? above + to_words_px : 0);
    for (std::size_t i = 0; i < count; ++i) {
        Entry& entry = entries_[i];
        const bool on_top = rows == 2 && i % 2 == 0;
        entry.dot.y = y;
        const float down = on_top ? y - to_words_px + 12 - entry.label.bottom() : y + to_words_px;
        entry.when = moved(entry.when, 0, down), entry.label = moved(entry.label, 0, down);
    }
    end_ = {art.right(), y};
    return fits && all <= art.height;
}

bool PictureTimeline::set_down(const deck::Timeline& kind, const Context& context,
                               const std::vector<float>& along) {
    const Rect& art = heading_.art;
    const std::size_t count = kind.moments.size();
    entries_.assign(count, {});
    bool fits = true;
    constexpr float between_px = 34;
    const float x = art.x + marked_px + ring_gap_px;
    const BlockPlace place{art.x + indent_px, 0, art.width - indent_px,
                           art.height / static_cast<float>(count) - between_px / 2};
    for (std::size_t i = 0; i < count; ++i)
        fits = set_words(kind.moments[i], context, place, entries_[i]) && fits;

    const float last = entries_.back().label.bottom(), cap = cap_height_px(context, entries_.front().when);
    // Few moments stand together in the middle rather than far apart.
    constexpr float step_max_px = 320;
    const float length = std::min(art.height - last, step_max_px * static_cast<float>(count - 1));
    const float top = art.y + (art.height - length - last) / 2;
    for (std::size_t i = 0; i < count; ++i) {
        Entry& entry = entries_[i];
        const float y = top + length * along[i];
        if (i > 0) {
            const Entry& before = entries_[i - 1];
            fits = fits && y > before.label.bottom() + between_px / 2;
        }
        entry.dot = {x, y + cap / 2};
        entry.when = moved(entry.when, 0, y), entry.label = moved(entry.label, 0, y);
    }
    end_ = {x, entries_.back().label.bottom()};
    return fits;
}

void PictureTimeline::draw(draw::DrawList& list, const Moment& moment) const {
    const float t = moment.t_ms;
    heading_.draw(list, palette_, t, body_from());
    const float stroke = line_px * palette_.stroke_scale;
    // The line runs from moment to moment, and shows each when it reaches it.
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        const Point from = entries_[i].dot, to = i + 1 < entries_.size() ? entries_[i + 1].dot : end_;
        const bool last = i + 1 == entries_.size();
        const float part = Span{start(i), start(i) + apart}.at(t, last ? Ease::Draw : Ease::Linear);
        if (part <= 0) break;
        if (portrait_)
            list.fill_rect({from.x - stroke / 2, from.y, stroke, (to.y - from.y) * part}, palette_.line);
        else
            list.fill_rect({from.x, from.y - stroke / 2, (to.x - from.x) * part, stroke}, palette_.line);
    }
    const Tint plain = tint(palette_, deck::Tone::Plain), harm = tint(palette_, deck::Tone::Harm);
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        const Entry& entry = entries_[i];
        const Span dot{start(i), start(i) + dot_in};
        if (t <= dot.from_ms) break;
        const float part = dot.at(t, Ease::Enter);
        const Tint& colours = entry.marked ? harm : plain;
        const float radius = entry.marked ? marked_px : dot_px;
        fill_circle(list, entry.dot, radius * lerp(0.6F, 1, part), colours, part);
        if (entry.marked)
            list.stroke_circle(entry.dot, radius + ring_gap_px, ring_px * palette_.stroke_scale,
                               faded(colours.words, part));
        const float alpha = Span{start(i) + 80, start(i) + 80 + words_in}.at(t);
        entry.when.draw_at_rest(list, entry.marked ? colours.words : palette_.text, alpha);
        entry.label.draw_at_rest(list, palette_.text_2, alpha);
    }
}

float PictureTimeline::next_change_ms(float t_ms) const {
    return std::min(heading_.next_change_ms(t_ms, body_from()), line().next_change_ms(t_ms));
}

} // namespace

PicturePointer make_picture(const deck::Slide& slide, const deck::Timeline& kind, const Context& context) {
    return std::make_unique<PictureTimeline>(slide, kind, context);
}

} // namespace kiosk::scene
