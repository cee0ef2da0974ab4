// One figure that counts up, with its qualifier on top of it and the sentence below. Where the deck names a
// share, a ring beside it closes so far.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "motion/track.hpp"
#include "scene/block.hpp"
#include "scene/carry.hpp"
#include "scene/counter.hpp"
#include "scene/kinds.hpp"

namespace kiosk::scene {

namespace {

using motion::Ease;
using motion::Span;

struct Places {
    float left, width, width_beside_ring;
    float qualifier_cap, figure_cap, figure_cap_alone; // `alone`: without a qualifier
    float figure_px, figure_least_px;
    float figure_to_title;
    BlockPlace title, body; // their tops follow what is above
    Point ring;
    float ring_radius, ring_width;
};
constexpr Places landscape{.left = 96,
                           .width = 1728,
                           .width_beside_ring = 960,
                           .qualifier_cap = 122.7F,
                           .figure_cap = 226.4F,
                           .figure_cap_alone = 168,
                           .figure_px = 400,
                           .figure_least_px = 120,
                           .figure_to_title = 66,
                           .title = {96, 0, 1400, 720},
                           .body = {96, 0, 1100, 852},
                           .ring = {1478, 490},
                           .ring_radius = 286,
                           .ring_width = 64};
constexpr Places upright{.left = 64,
                         .width = 952,
                         .width_beside_ring = 952,
                         .qualifier_cap = 190,
                         .figure_cap = 310,
                         .figure_cap_alone = 230,
                         .figure_px = 380,
                         .figure_least_px = 120,
                         .figure_to_title = 84,
                         .title = {64, 0, 952, 1180},
                         .body = {64, 0, 952, 1586},
                         .ring = {540, 1230},
                         .ring_radius = 250,
                         .ring_width = 56};
constexpr float title_to_body_px = 50;
constexpr float range_px = 300; // the size that "10–20" starts from

constexpr float words_from = 0, title_from = 150, body_from = 2600;
constexpr Span count_in{300, 2100}, rest_in{2100, 2400}, track_in{300, 800};
constexpr float comma_em = 0.24F; // of the figure: what hangs below its line
constexpr float middle_upright_px = 800;

class PictureNumber final : public Picture {
  public:
    PictureNumber(const deck::Slide& slide, const deck::Number& kind, const Context& context);
    void draw(draw::DrawList& list, const Moment& moment) const override;
    float next_change_ms(float t_ms) const override;
    float settled_ms() const override { return body_from + motion::text_in_ms + 3 * motion::line_stagger_ms; }

  private:
    float place_figure(const deck::Number& kind, const Context& context);
    void lower();
    void draw_ring(draw::DrawList& list, float t_ms) const;

    const Places& places_;
    const deck::Palette& palette_;
    double value_ = 0;
    draw::ElementId element_;
    std::optional<double> share_;
    std::optional<Block> qualifier_, fixed_; // `fixed_`: a fraction or a range, which does not count
    Counter counter_;
    Point figure_at_;
    Block title_;
    std::optional<Block> body_;
};

PictureNumber::PictureNumber(const deck::Slide& slide, const deck::Number& kind, const Context& context)
    : places_(context.portrait() ? upright : landscape),
      palette_(context.palette(slide.ground)),
      value_(kind.figure.value),
      element_(element_of(slide.parts.figure, Piece::Words)),
      share_(kind.ring) {
    const float baseline = place_figure(kind, context);
    BlockPlace title = places_.title, body = places_.body;
    if (share_ && !context.portrait()) title.width_max = body.width_max = places_.width_beside_ring;
    title.cap_top = baseline + places_.figure_to_title;
    // A comma of a large figure hangs far below its line.
    constexpr double grouped_from = 1000;
    if (!fixed_ && (kind.figure.decimals > 0 || value_ >= grouped_from))
        title.cap_top += counter_.size_px() * comma_em / 2;
    const auto words = flowed(context, context.in(slide.title));
    title_ = context.portrait()
                 ? fit_title(context, deck::TypeRole::Title, {92, 84, 76, 68, 60}, words, title)
                 : fit_title(context, deck::TypeRole::Title, {76, 72, 68, 60, 52}, words, title);
    body.cap_top = title_.last_baseline() + title_to_body_px;
    body_ = fit_body(context, flowed(context, context.in(slide.body)), body);
    if (context.portrait() && !share_) lower();
    // In portrait the second sentence stands below the ring.
    if (body_ && share_ && context.portrait()) body_->origin.y += body.bottom_max - body_->bottom();
}

// Without a ring the words stand about the middle of a tall screen.
void PictureNumber::lower() {
    const float top = qualifier_ ? places_.qualifier_cap : places_.figure_cap_alone;
    const float bottom = body_ ? body_->bottom() : title_.bottom();
    const float by = std::max(0.0F, middle_upright_px - (top + bottom) / 2);
    for (Block* block : {qualifier_ ? &*qualifier_ : nullptr, fixed_ ? &*fixed_ : nullptr, &title_,
                         body_ ? &*body_ : nullptr})
        if (block != nullptr) block->origin.y += by;
    figure_at_.y += by;
}

// Gives back the baseline of the figure.
float PictureNumber::place_figure(const deck::Number& kind, const Context& context) {
    const Localised& qualifier = kind.figure.qualifier_words;
    if (!qualifier.empty())
        qualifier_ = set_block(context, context.style(deck::TypeRole::Qualifier), context.in(qualifier),
                               {places_.left, places_.qualifier_cap, places_.width});
    const float cap_top = qualifier_ ? places_.figure_cap : places_.figure_cap_alone;
    const float width = share_ ? places_.width_beside_ring : places_.width;
    text::Style style = context.style(deck::TypeRole::Hero);
    style.size_px = places_.figure_px;
    if (kind.figure.is_fraction() || kind.figure.is_range()) {
        const std::string words = figure_text(context, kind.figure, kind.affixes);
        if (kind.figure.is_range()) style.size_px = std::min(style.size_px, range_px);
        const float wide = context.fonts.shape(words, style, context.look.language)->width;
        if (wide > width) style.size_px *= width / wide;
        fixed_ = set_block(context, style, words, {places_.left, cap_top, places_.width});
        fixed_->element = element_;
        return fixed_->last_baseline();
    }
    counter_ = Counter::make(context, style, value_, kind.figure.decimals, kind.affixes, width,
                             places_.figure_least_px);
    figure_at_ = {places_.left, cap_top + counter_.cap_px()};
    return figure_at_.y;
}

void PictureNumber::draw_ring(draw::DrawList& list, float t_ms) const {
    const float turn = 2 * std::numbers::pi_v<float>;
    const float share = static_cast<float>(*share_);
    list.stroke_circle(places_.ring, places_.ring_radius, places_.ring_width,
                       faded(palette_.off, track_in.at(t_ms)));
    const float sweep = turn * share * count_in.at(t_ms, Ease::Draw);
    if (sweep > 0)
        list.stroke_arc(places_.ring, places_.ring_radius, places_.ring_width, 0, sweep, palette_.accent,
                        draw::Cap::Butt);
}

void PictureNumber::draw(draw::DrawList& list, const Moment& moment) const {
    const float t = moment.t_ms;
    if (qualifier_) qualifier_->draw(list, palette_.accent, t, words_from);
    if (fixed_) {
        fixed_->draw(list, palette_.accent, t, words_from);
    } else {
        const auto come = motion::block_line(t, words_from, 0);
        const auto risen = list.moved(0, come.rise_px);
        const auto figure = list.element(element_);
        counter_.draw(list, figure_at_, faded(palette_.accent, come.alpha), counted(value_, count_in, t),
                      rest_in.at(t, Ease::Move));
    }
    title_.draw(list, palette_.text, t, title_from);
    if (body_) body_->draw(list, palette_.text_2, t, body_from);
    if (share_) draw_ring(list, t);
}

float PictureNumber::next_change_ms(float t_ms) const {
    return motion::next_change_ms(t_ms, {motion::block_span(words_from, 1), title_.span(title_from), track_in,
                                         fixed_ && !share_ ? Span{} : count_in, fixed_ ? Span{} : rest_in,
                                         body_ ? body_->span(body_from) : Span{}});
}

} // namespace

PicturePointer make_picture(const deck::Slide& slide, const deck::Number& kind, const Context& context) {
    return std::make_unique<PictureNumber>(slide, kind, context);
}

} // namespace kiosk::scene
