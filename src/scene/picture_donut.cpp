// Parts of a whole as a ring: the largest on the side of the words, its number in the middle; the others
// opposite, each with its number and name at the end of a thin line.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "motion/track.hpp"
#include "scene/chart_words.hpp"
#include "scene/figure.hpp"
#include "scene/kinds.hpp"

namespace kiosk::scene {

namespace {

using motion::Ease;
using motion::Span;

constexpr float pi = std::numbers::pi_v<float>;
constexpr float gap_px = 8; // between two parts, measured in the middle of the ring
constexpr Span ring_in{600, 2000}, middle_in{1200, 1600};
constexpr float label_first_ms = 1800, label_apart_ms = 150, label_each_ms = 300;
constexpr float leader_px = 18, leader_width_px = 2.5F, leader_to_label_px = 20;
constexpr float between_labels_px = 26, value_to_name_px = 14;
constexpr float least_label_px = 26, value_px = 52, middle_px = 150;

struct Places {
    Point centre;
    float radius, width; // of the ring's outer edge; of the ring
    float label_x;       // where the words of the other parts begin
};

class PictureDonut final : public Picture {
  public:
    PictureDonut(const deck::Slide& slide, const deck::Donut& kind, const Context& context);
    void draw(draw::DrawList& list, const Moment& moment) const override;
    float next_change_ms(float t_ms) const override {
        return std::min(words_.next_change_ms(t_ms),
                        motion::next_change_ms(
                            t_ms, {ring_in, middle_in, Span{label_first_ms, label_in(parts_.size()).to_ms}}));
    }
    float settled_ms() const override { return ChartWords::settled_ms(); }

  private:
    struct Part {
        float start = 0, sweep = 0; // clockwise from 12 o'clock
        Colour colour;
        LabelBlock value, name;
        Point from, corner, to; // of the thin line
    };
    static Span label_in(std::size_t n) {
        const float start = label_first_ms + label_apart_ms * static_cast<float>(n);
        return {start, start + label_each_ms};
    }
    void place_ring(const Context& context);
    void place_parts(const deck::Donut& kind);
    void place_middle(const deck::Donut& kind, const Context& context);
    void place_labels(const deck::Donut& kind, const Context& context);

    const deck::Palette& palette_;
    ChartWords words_;
    Places places_;
    std::vector<Part> parts_;        // the largest first, then clockwise
    std::vector<std::size_t> order_; // of parts_ in the deck's list
    Label middle_;
    LabelBlock middle_name_;
};

PictureDonut::PictureDonut(const deck::Slide& slide, const deck::Donut& kind, const Context& context)
    : palette_(context.palette(slide.ground)),
      words_(ChartWords::make(context, slide, WordsPlace::Beside)) {
    place_ring(context);
    if (kind.parts.empty()) return;
    place_parts(kind);
    place_middle(kind, context);
    place_labels(kind, context);
}

void PictureDonut::place_ring(const Context& context) {
    const Rect& art = words_.art;
    constexpr float ring_of_width = 0.56F, ring_of_radius = 0.29F, head_px = 40, to_labels_px = 70;
    const float radius = std::min(art.width * ring_of_width / 2, art.height / 2 - head_px);
    places_.radius = std::max(120.0F, radius);
    places_.width = places_.radius * ring_of_radius;
    const float inset = context.portrait() ? 0.0F : 24.0F;
    places_.centre = {art.x + inset + places_.radius, art.centre().y};
    places_.label_x = places_.centre.x + places_.radius + to_labels_px;
}

// The largest lies at 9 o'clock, the second and third beside it, the small ones at 3 o'clock, where their
// words are.
void PictureDonut::place_parts(const deck::Donut& kind) {
    std::vector<std::size_t> sizes(kind.parts.size());
    for (std::size_t i = 0; i < sizes.size(); ++i) sizes[i] = i;
    std::stable_sort(sizes.begin(), sizes.end(), [&](std::size_t a, std::size_t b) {
        return kind.parts[a].value.value > kind.parts[b].value.value;
    });
    order_ = {sizes.front()};
    std::vector<std::size_t> below;
    for (std::size_t i = 1; i < sizes.size(); ++i)
        if (i % 2 == 1)
            order_.push_back(sizes[i]);
        else
            below.insert(below.begin(), sizes[i]);
    order_.insert(order_.end(), below.begin(), below.end());
    double sum = 0;
    for (const deck::Donut::Part& part : kind.parts) sum += part.value.value;
    const auto sweep = [&](std::size_t i) {
        return sum > 0 ? static_cast<float>(kind.parts[order_[i]].value.value / sum) * 2 * pi : 0.0F;
    };
    float at = 1.5F * pi - sweep(0) / 2;
    for (std::size_t i = 0; i < order_.size(); ++i) {
        Part part;
        part.start = at, part.sweep = sweep(i);
        at += part.sweep;
        parts_.push_back(std::move(part));
    }
    // By size, so that the quieter colours go to the smaller parts.
    for (std::size_t rank = 0; rank < sizes.size(); ++rank) {
        const auto place = std::find(order_.begin(), order_.end(), sizes[rank]) - order_.begin();
        const Colour quiet = rank % 2 == 1 ? palette_.text_2 : series_colour(palette_, 3);
        parts_[static_cast<std::size_t>(place)].colour = rank == 0 ? palette_.accent : quiet;
    }
}

void PictureDonut::place_middle(const deck::Donut& kind, const Context& context) {
    const deck::Donut::Part& largest = kind.parts[order_.front()];
    const float room = 2 * (places_.radius - places_.width);
    constexpr float figure_of_room = 0.74F, name_of_room = 0.70F, figure_to_name_px = 26;
    text::Style style = context.style(deck::TypeRole::Hero);
    style.size_px = middle_px;
    const std::string words = figure_text(context, largest.value, kind.affixes);
    const float wide = context.fonts.shape(words, style, context.look.language)->width;
    if (wide > room * figure_of_room) style.size_px *= room * figure_of_room / wide;
    const float cap = context.fonts.metrics(style).cap_height * style.size_px;
    middle_name_ =
        set_label_block(context, context.style(deck::TypeRole::LabelSlide), context.in(largest.label),
                        {places_.centre.x, 0}, Anchor::Middle, room * name_of_room, least_label_px);
    const float height = cap + figure_to_name_px + middle_name_.bottom;
    const float top = places_.centre.y - height / 2;
    middle_ = set_label(context, style, words, {places_.centre.x, top + cap}, Anchor::Middle);
    for (Label& line : middle_name_.lines) line.origin.y += top + cap + figure_to_name_px;
}

void PictureDonut::place_labels(const deck::Donut& kind, const Context& context) {
    const text::Style name_style = context.style(deck::TypeRole::LabelSlide);
    text::Style value_style = context.style(deck::TypeRole::Title2);
    value_style.size_px = std::max(value_px, name_style.size_px);
    const float value_cap = context.fonts.metrics(value_style).cap_height * value_style.size_px;
    const float room = words_.art.right() - places_.label_x;
    std::vector<float> heights{0}, tops{0};
    float all = 0;
    for (std::size_t i = 1; i < parts_.size(); ++i) {
        const deck::Donut::Part& told = kind.parts[order_[i]];
        parts_[i].value = set_label_block(context, value_style, label_text(context, told.value, kind.affixes),
                                          {places_.label_x, 0}, Anchor::Left, room, least_label_px);
        parts_[i].name = set_label_block(context, name_style, context.in(told.label),
                                         {places_.label_x, value_cap + value_to_name_px}, Anchor::Left, room,
                                         least_label_px);
        heights.push_back(parts_[i].name.bottom);
        all += heights.back();
        const float middle = parts_[i].start + parts_[i].sweep / 2;
        tops.push_back(places_.centre.y - std::cos(middle) * places_.radius - value_cap / 2);
    }
    const auto count = static_cast<float>(parts_.size() - 1);
    const float free = words_.art.height - all;
    const float between = std::clamp(count > 1 ? free / (count - 1) : 0, 0.0F, between_labels_px);
    float from = words_.art.y;
    for (std::size_t i = 1; i < parts_.size(); ++i) {
        tops[i] = std::max(tops[i], from);
        from = tops[i] + heights[i] + between;
    }
    float to = words_.art.bottom();
    for (std::size_t i = parts_.size(); i-- > 1;) {
        tops[i] = std::min(tops[i], to - heights[i]);
        to = tops[i] - between;
    }
    for (std::size_t i = 1; i < parts_.size(); ++i) {
        Part& part = parts_[i];
        for (LabelBlock* block : {&part.value, &part.name})
            for (Label& line : block->lines) line.origin.y += tops[i];
        const float angle = part.start + part.sweep / 2;
        const Point out{std::sin(angle), -std::cos(angle)};
        part.from = places_.centre + out * (places_.radius + 4);
        // A part on the far side sends its line over the top, or under the foot, of the ring.
        const bool behind = out.x < 0 && std::fabs(out.y) > 0.1F;
        const float length =
            behind ? (places_.radius + leader_px) / std::fabs(out.y) : places_.radius + leader_px;
        part.corner = places_.centre + out * length;
        part.to = {places_.label_x - leader_to_label_px, tops[i] + value_cap / 2};
    }
}

void PictureDonut::draw(draw::DrawList& list, const Moment& moment) const {
    const float t = moment.t_ms;
    words_.draw(list, palette_, t);
    if (parts_.empty()) return;
    const float drawn = ring_in.at(t, Ease::Draw);
    const float radius = places_.radius - places_.width / 2;
    const float gap = gap_px / radius;
    // The largest first, then clockwise.
    float shown = 2 * pi * drawn;
    for (const Part& part : parts_) {
        const float sweep = std::min(part.sweep, shown);
        shown -= sweep;
        const float inner = sweep - std::min(gap, part.sweep * 0.4F);
        if (inner > 0)
            list.stroke_arc(places_.centre, radius, places_.width, part.start, inner, part.colour,
                            draw::Cap::Butt);
    }
    middle_.draw(list, palette_.accent, middle_in.at(t));
    middle_name_.draw(list, palette_.text, middle_in.at(t));
    for (std::size_t i = 1; i < parts_.size(); ++i) {
        const float alpha = label_in(i).at(t);
        if (alpha <= 0) continue;
        const Part& part = parts_[i];
        const float width = leader_width_px * palette_.stroke_scale;
        list.stroke_line(part.from, part.corner, width, faded(palette_.line, alpha));
        list.stroke_line(part.corner, part.to, width, faded(palette_.line, alpha));
        part.value.draw(list, palette_.text, alpha);
        part.name.draw(list, palette_.text_2, alpha);
    }
}

} // namespace

PicturePointer make_picture(const deck::Slide& slide, const deck::Donut& kind, const Context& context) {
    return std::make_unique<PictureDonut>(slide, kind, context);
}

} // namespace kiosk::scene
