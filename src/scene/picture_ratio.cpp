// Blocks: one, and as many as the factor says beside it. Where the deck says "over", one more fades upwards,
// so that nobody can read off a false total.
#include <algorithm>
#include <cmath>

#include "motion/track.hpp"
#include "scene/block.hpp"
#include "scene/carry.hpp"
#include "scene/figure.hpp"
#include "scene/kinds.hpp"

namespace kiosk::scene {

namespace {

using motion::Ease;
using motion::Span;

struct Places {
    float axis_left, axis_right, axis;     // the blocks stand on y `axis`
    float from_middle, to_middle;          // of the blocks, and of their labels
    float block_width, block_height, rise; // `rise`: what all blocks of the factor may take together
    float fade_height;
    float label_cap;
    float label_width;
    BlockPlace qualifier, figure, title, body;
    float qualifier_px, figure_px;
};
constexpr Places landscape{.axis_left = 1032,
                           .axis_right = 1824,
                           .axis = 800,
                           .from_middle = 1222,
                           .to_middle = 1634,
                           .block_width = 300,
                           .block_height = 170,
                           .rise = 534,
                           .fade_height = 110,
                           .label_cap = 824,
                           .label_width = 400,
                           .qualifier = {97, 122.7F, 800},
                           .figure = {100, 226.4F, 860},
                           .title = {96, 579, 900, 664},
                           .body = {96, 683, 860, 852},
                           .qualifier_px = 104,
                           .figure_px = 400};
constexpr Places upright{.axis_left = 64,
                         .axis_right = 1016,
                         .axis = 1236,
                         .from_middle = 302,
                         .to_middle = 778,
                         .block_width = 300,
                         .block_height = 200,
                         .rise = 624,
                         .fade_height = 110,
                         .label_cap = 1262,
                         .label_width = 460,
                         .qualifier = {64, 1346, 360},
                         .figure = {66, 1414, 360},
                         .title = {64, 164.6F, 952, 484},
                         .body = {440, 1366, 576, 1590},
                         .qualifier_px = 72,
                         .figure_px = 190};

constexpr float gap_px = 12, radius_px = 10, axis_width_px = 3;
constexpr float unit_above_px = 23; // from January's block up to the baseline of "1x"
constexpr float unit_px = 52;
constexpr float larger_nearer = 0.8F;
constexpr int factor_max = 20; // more could not be told apart

// The table of the slide, in ms.
constexpr float figure_from = 0, title_from = 150, body_from = 3400;
constexpr Span axis_in{500, 900}, from_in{700, 1200}, unit_in{1100, 1400}, to_label_in{1400, 1700};
constexpr float to_from = 1500, to_each = 420, to_last_start = 2200; // three blocks, 350 apart
constexpr Span fade_in{2900, 3700};

class PictureRatio final : public Picture {
  public:
    PictureRatio(const deck::Slide& slide, const deck::Ratio& kind, const Context& context);
    void draw(draw::DrawList& list, const Moment& moment) const override;
    float next_change_ms(float t_ms) const override;
    float settled_ms() const override { return body_from + motion::text_in_ms + 2 * motion::line_stagger_ms; }

  private:
    void place_words(const deck::Slide& slide, const deck::Ratio& kind, const Context& context);
    [[nodiscard]] Span block_in(int n) const;
    void draw_blocks(draw::DrawList& list, float t_ms) const;

    void make_room(const Context& context);

    Places places_;
    int factor_ = 1;
    bool fading_ = false;
    float height_ = 0;
    Colour text_, text_2_, accent_, line_;
    float stroke_scale_ = 1;
    std::optional<Block> qualifier_;
    Block figure_, title_;
    std::optional<Block> body_;
    Label from_label_, to_label_, unit_;
};

PictureRatio::PictureRatio(const deck::Slide& slide, const deck::Ratio& kind, const Context& context)
    : places_(context.portrait() ? upright : landscape),
      factor_(std::clamp(kind.factor, 1, factor_max)) {
    const deck::Palette& palette = context.palette(slide.ground);
    text_ = palette.text, text_2_ = palette.text_2, accent_ = palette.accent, line_ = palette.line;
    stroke_scale_ = palette.stroke_scale;
    // What is "almost" or "up to" as much has nothing on top of it. The first entry is the English word.
    const std::string_view qualifier = kind.qualifier.in("");
    fading_ = qualifier == "over";
    const float gaps = gap_px * static_cast<float>(factor_ - 1);
    height_ = std::min(places_.block_height, (places_.rise - gaps) / static_cast<float>(factor_));
    make_room(context);
    place_words(slide, kind, context);
}

// A source line of several lines grows upwards: then what stands above it moves up.
void PictureRatio::make_room(const Context& context) {
    constexpr float lift_max = 110, below_baseline_em = 0.24F;
    const text::Style label = context.style(deck::TypeRole::LabelSlide);
    const float size = context.deck.theme.style(deck::TypeRole::LabelSlide).size_px;
    const float cap = context.fonts.metrics(label).cap_height;
    float bottom = places_.label_cap - larger_nearer * (label.size_px - size) +
                   (cap + below_baseline_em) * label.size_px;
    if (context.portrait()) bottom = places_.figure.cap_top + 0.76F * places_.figure_px;
    const float lift = std::clamp(bottom - context.words_bottom, 0.0F, lift_max);
    places_.axis -= lift, places_.label_cap -= lift;
    if (!context.portrait()) return;
    places_.qualifier.cap_top -= lift, places_.figure.cap_top -= lift, places_.body.cap_top -= lift;
}

void PictureRatio::place_words(const deck::Slide& slide, const deck::Ratio& kind, const Context& context) {
    text::Style style = context.style(deck::TypeRole::Qualifier);
    style.size_px = places_.qualifier_px;
    if (!kind.qualifier.empty())
        qualifier_ = set_block(context, style, context.in(kind.qualifier), places_.qualifier);
    style = context.style(deck::TypeRole::Hero);
    style.size_px = places_.figure_px;
    figure_ =
        set_block(context, style, format_digits(kind.figure, number_format_of(context)), places_.figure);
    figure_.element = element_of(slide.parts.figure, Piece::Words);
    const auto title = context.in(slide.title);
    title_ = context.portrait()
                 ? fit_title(context, deck::TypeRole::Title, {92, 84, 76, 68}, title, places_.title)
                 : fit_title(context, deck::TypeRole::Title, {76, 72, 68, 60, 52}, title, places_.title);
    body_ = fit_body(context, context.in(slide.body), places_.body);

    style = context.style(deck::TypeRole::LabelSlide);
    const float cap = context.fonts.metrics(style).cap_height;
    const float size = context.deck.theme.style(deck::TypeRole::LabelSlide).size_px;
    // Two labels stand side by side: a long one keeps the size of the theme, and then gives way.
    const auto label = [&](const Localised& words, float middle) {
        text::Style fitting = style;
        const auto width = [&] {
            return context.fonts.shape(context.in(words), fitting, context.look.language)->width;
        };
        if (width() > places_.label_width) fitting.size_px = size;
        // A larger one comes nearer to its axis, so that it stays off the source line.
        const float nearer = larger_nearer * (fitting.size_px - size);
        return set_label(context, fitting, context.in(words),
                         {middle, places_.label_cap - nearer + cap * fitting.size_px}, Anchor::Middle);
    };
    from_label_ = label(kind.from_label, places_.from_middle);
    to_label_ = label(kind.to_label, places_.to_middle);
    style = context.deck.theme.style(deck::TypeRole::Title2);
    style.size_px = unit_px;
    unit_ = set_label(context, style, context.in(kind.unit_label),
                      {places_.from_middle, places_.axis - height_ - unit_above_px}, Anchor::Middle);
}

// However many blocks there are, they take as long as three do.
Span PictureRatio::block_in(int n) const {
    const float apart = factor_ > 1 ? (to_last_start - to_from) / static_cast<float>(factor_ - 1) : 0;
    const float start = to_from + apart * static_cast<float>(n);
    return {start, start + to_each};
}

void PictureRatio::draw_blocks(draw::DrawList& list, float t_ms) const {
    const float width = places_.block_width;
    const float from_height = height_ * from_in.at(t_ms, Ease::Enter);
    if (from_height > 0)
        list.fill_rect({places_.from_middle - width / 2, places_.axis - from_height, width, from_height},
                       text_2_, std::min(radius_px, from_height / 2));
    const float left = places_.to_middle - width / 2;
    float below = places_.axis; // top edge of the block below, from which the next one slides up
    // From the top down, so that a block comes out from behind the one below it.
    std::array<float, factor_max> tops{};
    for (int n = 0; n < factor_; ++n) {
        const float part = block_in(n).at(t_ms, Ease::Enter);
        const float place = places_.axis - (height_ + gap_px) * static_cast<float>(n) - height_;
        tops[static_cast<std::size_t>(n)] = lerp(n == 0 ? places_.axis : below, place, part);
        below = tops[static_cast<std::size_t>(n)];
    }
    for (int n = factor_ - 1; n >= 0; --n) {
        if (t_ms <= block_in(n).from_ms) continue;
        const float top = tops[static_cast<std::size_t>(n)];
        // What has not come out yet lies behind the block below, or under the axis.
        const float bottom =
            std::min(top + height_, n == 0 ? places_.axis : tops[static_cast<std::size_t>(n - 1)] - gap_px);
        if (bottom - top > 0.5F)
            list.fill_rect({left, top, width, bottom - top}, accent_,
                           std::min(radius_px, (bottom - top) / 2));
    }
    if (!fading_ || t_ms <= fade_in.from_ms) return;
    const float foot = places_.axis - (height_ + gap_px) * static_cast<float>(factor_);
    const float height = places_.fade_height * fade_in.at(t_ms, Ease::Draw);
    draw::Gradient gradient;
    gradient.from = {0, foot - height}, gradient.to = {0, foot};
    gradient.stops[0] = {0, faded(accent_, 0)}, gradient.stops[1] = {1, accent_};
    gradient.stop_count = 2;
    const float corner = std::min(radius_px, height / 2);
    list.fill_rect({left, foot - height, width, height}, gradient, draw::Corners{0, 0, corner, corner});
}

void PictureRatio::draw(draw::DrawList& list, const Moment& moment) const {
    const float t = moment.t_ms;
    if (qualifier_) qualifier_->draw(list, accent_, t, figure_from);
    figure_.draw(list, accent_, t, figure_from);
    title_.draw(list, text_, t, title_from);
    if (body_) body_->draw(list, text_2_, t, body_from);
    const float drawn = axis_in.at(t, Ease::Draw);
    const float stroke = axis_width_px * stroke_scale_;
    if (drawn > 0)
        list.fill_rect(
            {places_.axis_left, places_.axis, (places_.axis_right - places_.axis_left) * drawn, stroke},
            line_);
    from_label_.draw(list, text_, axis_in.at(t));
    to_label_.draw(list, text_, to_label_in.at(t));
    unit_.draw(list, text_2_, unit_in.at(t));
    draw_blocks(list, t);
}

float PictureRatio::next_change_ms(float t_ms) const {
    return motion::next_change_ms(t_ms,
                                  {figure_.span(figure_from), title_.span(title_from), axis_in, from_in,
                                   unit_in, to_label_in, Span{to_from, block_in(factor_ - 1).to_ms},
                                   fading_ ? fade_in : Span{}, body_ ? body_->span(body_from) : Span{}});
}

} // namespace

PicturePointer make_picture(const deck::Slide& slide, const deck::Ratio& kind, const Context& context) {
    return std::make_unique<PictureRatio>(slide, kind, context);
}

} // namespace kiosk::scene
