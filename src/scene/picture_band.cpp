// One band of a fixed area around a ball that grows: the same means stretched round a larger need. Areas are
// exact; sizes show direction and no amounts.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "motion/track.hpp"
#include "scene/block.hpp"
#include "scene/kinds.hpp"

namespace kiosk::scene {

namespace {

using motion::Ease;
using motion::Span;

constexpr std::size_t balls = 4;
constexpr float pi = 3.14159265F;

struct Places {
    BlockPlace title, body;
    float scale;       // of radii; the area scales with its square
    bool on_ground;    // all stand on ground_y; else their middles lie on a diagonal
    Point first, last; // landscape: the left edge and the right edge on the ground; portrait: the middles
    bool means_above;  // the label stands above the first ball, else at its right
};

constexpr Places landscape{.title = {96, 139, 1060, 292},
                           .body = {96, 313.3F, 1040, 556},
                           .scale = 1,
                           .on_ground = true,
                           .first = {96, 836},
                           .last = {1824, 836},
                           .means_above = true};
constexpr Places upright{.title = {64, 163, 952, 560},
                         .body = {64, 1412, 952, 1584},
                         .scale = 0.66F,
                         .on_ground = false,
                         .first = {130, 1298},
                         .last = {790, 754},
                         .means_above = false};
constexpr std::array<float, balls> radii{36, 104, 186, 310};
constexpr float band_area = 24'000; // K of the design: thickness = sqrt(r^2 + K / pi) - r

// The table of the slide, in ms.
constexpr float body_from = 300;
constexpr Span first_in{300, 600}, means_in{700, 1000}, need_in{3300, 3600};
constexpr std::array<Span, balls - 1> growth{Span{900, 1500}, Span{1500, 2300}, Span{2300, 3500}};
constexpr float whole_ms = 3600;
constexpr float breath_hz = 0.25F, breath_px = 1, alive_step = 80;

struct Banded {
    Point centre;
    float radius = 0;
    [[nodiscard]] float outer(float scale) const {
        return std::sqrt(radius * radius + scale * scale * band_area / pi);
    }
};

class PictureBand final : public Picture {
  public:
    PictureBand(const deck::Slide& slide, const deck::Band& kind, const Context& context);
    void draw(draw::DrawList& list, const Moment& moment) const override;
    float next_change_ms(float t_ms) const override;
    float settled_ms() const override { return whole_ms; }
    std::optional<Ball> ball() const override {
        return Ball{balls_.back().centre, balls_.back().radius, palette_.accent};
    }

  private:
    void lay_out_balls();
    void lay_out_labels(const deck::Band& kind, const Context& context);
    [[nodiscard]] std::optional<Block> fit_beside_balls(const Context& context, std::string_view words) const;
    [[nodiscard]] bool clear_of_balls(const Block& block) const;
    [[nodiscard]] Banded between(std::size_t from, float part) const;
    void draw_banded(draw::DrawList& list, const Banded& one, float breath, bool with_ball,
                     float alpha) const;

    const Places& places_;
    deck::Palette palette_;
    bool still_;
    std::array<Banded, balls> balls_;
    Block title_;
    std::optional<Block> body_;
    Label means_, need_;
    Point pointer_from_, pointer_to_; // from the label to the band
};

PictureBand::PictureBand(const deck::Slide& slide, const deck::Band& kind, const Context& context)
    : places_(context.portrait() ? upright : landscape),
      palette_(context.palette(slide.ground)),
      still_(context.look.still) {
    lay_out_balls();
    lay_out_labels(kind, context);
    // Display sizes do not grow, so that in landscape the breaks of the deck hold at every text size.
    const std::string title =
        context.portrait() ? flowed(context, context.in(slide.title)) : std::string(context.in(slide.title));
    title_ =
        context.portrait()
            ? fit_title(context, deck::TypeRole::Display, {172, 148, 128, 112, 92}, title, places_.title)
            : fit_title(context, deck::TypeRole::Display, {156, 140, 120, 104, 88}, title, places_.title);
    body_ = fit_beside_balls(context, flowed(context, context.in(slide.body)));
}

void PictureBand::lay_out_balls() {
    const float scale = places_.scale;
    std::array<float, balls> along{}; // of the middles, from the edge of the first outer circle
    float length = 0;
    for (std::size_t i = 0; i < balls; ++i) {
        balls_[i].radius = radii[i] * scale;
        along[i] = length + balls_[i].outer(scale);
        length += 2 * balls_[i].outer(scale);
    }
    const float first_outer = balls_[0].outer(scale), last_outer = balls_[balls - 1].outer(scale);
    const float room = places_.on_ground ? places_.last.x - places_.first.x
                                         : distance(places_.first, places_.last) + first_outer + last_outer;
    const float gap = (room - length) / (balls - 1);
    for (std::size_t i = 0; i < balls; ++i) {
        const float at = along[i] + gap * static_cast<float>(i);
        if (places_.on_ground) {
            balls_[i].centre = {places_.first.x + at, places_.first.y - balls_[i].outer(scale)};
        } else {
            const float part = (at - first_outer) / (room - first_outer - last_outer);
            balls_[i].centre = {lerp(places_.first.x, places_.last.x, part),
                                lerp(places_.first.y, places_.last.y, part)};
        }
    }
}

void PictureBand::lay_out_labels(const deck::Band& kind, const Context& context) {
    const text::Style style = context.style(deck::TypeRole::LabelSlide);
    const Banded& first = balls_.front();
    const float outer = first.outer(places_.scale);
    constexpr float pointer_px = 34, gap_px = 12;
    if (places_.means_above) {
        pointer_to_ = {first.centre.x, first.centre.y - outer};
        pointer_from_ = {pointer_to_.x, pointer_to_.y - pointer_px};
        means_ = set_label(context, style, context.in(kind.means_label),
                           {places_.first.x, pointer_from_.y - gap_px});
    } else {
        const float y = first.centre.y + outer * 0.62F;
        pointer_to_ = {first.centre.x + outer * 0.79F, y};
        pointer_from_ = {pointer_to_.x + pointer_px, y};
        means_ = set_label(context, style, context.in(kind.means_label),
                           {pointer_from_.x + gap_px, y + 0.36F * style.size_px});
    }
    text::Style need_style = context.style(deck::TypeRole::Title2);
    need_style.size_px *= 80.0F / 52.0F * places_.scale;
    const Banded& last = balls_.back();
    constexpr float chord = 1.7F; // words within this part of the diameter stay off the band
    need_ = set_label(context, need_style, context.in(kind.need_label), last.centre, Anchor::Middle);
    if (need_.run->width > chord * last.radius) {
        need_style.size_px *= chord * last.radius / need_.run->width;
        need_ = set_label(context, need_style, context.in(kind.need_label), last.centre, Anchor::Middle);
    }
    need_.origin.y += 0.34F * need_style.size_px;
}

// No line runs into a ball, nor the last one into the label of the means.
bool PictureBand::clear_of_balls(const Block& block) const {
    constexpr float air_px = 20;
    float baseline = block.origin.y;
    for (const auto& line : block.words.lines) {
        const float right = block.origin.x + line->width + air_px;
        const float bottom = baseline + block.descent_px, top = bottom - block.words.style.size_px;
        for (const Banded& one : balls_) {
            const float outer = one.outer(places_.scale);
            const float nearest_y = std::clamp(0.0F, top - one.centre.y, bottom - one.centre.y);
            if (std::abs(nearest_y) >= outer) continue;
            const float half_chord = std::sqrt(outer * outer - nearest_y * nearest_y);
            if (right > one.centre.x - half_chord && block.origin.x < one.centre.x + half_chord) return false;
        }
        baseline += block.line_height;
    }
    return true;
}

std::optional<Block> PictureBand::fit_beside_balls(const Context& context, std::string_view words) const {
    BlockPlace place = places_.body;
    constexpr float means_gap_px = 44, title_gap_px = 22;
    if (places_.means_above) {
        place.bottom_max = means_.origin.y - means_gap_px;
        place.cap_top = std::max(place.cap_top, title_.bottom() + title_gap_px);
    }
    for (const float narrower : {1.0F, 0.9F, 0.8F, 0.7F}) {
        place.width_max = places_.body.width_max * narrower;
        auto block = fit_body(context, words, place);
        if (block && clear_of_balls(*block)) return block;
    }
    return std::nullopt;
}

Banded PictureBand::between(std::size_t from, float part) const {
    const Banded &a = balls_[from], &b = balls_[from + 1];
    Banded one{{lerp(a.centre.x, b.centre.x, part), lerp(a.centre.y, b.centre.y, part)},
               lerp(a.radius, b.radius, part)};
    if (places_.on_ground) one.centre.y = places_.first.y - one.outer(places_.scale);
    return one;
}

void PictureBand::draw_banded(draw::DrawList& list, const Banded& one, float breath, bool with_ball,
                              float alpha) const {
    const float outer = one.outer(places_.scale) + breath, thickness = outer - one.radius;
    if (!with_ball) {
        list.stroke_circle(one.centre, one.radius + thickness / 2, thickness, faded(palette_.text, alpha));
        return;
    }
    list.fill_circle(one.centre, outer, faded(palette_.text, alpha));
    list.fill_circle(one.centre, one.radius, faded(palette_.accent, alpha));
}

void PictureBand::draw(draw::DrawList& list, const Moment& moment) const {
    const float t = moment.t_ms;
    const float first_alpha = first_in.at(t);
    if (first_alpha > 0) draw_banded(list, balls_.front(), 0, true, first_alpha);
    for (std::size_t i = 0; i < growth.size(); ++i) {
        if (t < growth[i].from_ms) break;
        const bool last = i + 1 == growth.size();
        float breath = 0;
        if (last && !still_ && t > whole_ms) {
            const float step = std::floor((t - whole_ms) / alive_step) * alive_step;
            breath = breath_px * std::sin(2 * pi * breath_hz * step / 1000);
        }
        draw_banded(list, between(i, growth[i].at(t, Ease::Move)), breath, !(last && moment.ball_given), 1);
    }
    if (const float alpha = means_in.at(t); alpha > 0) {
        constexpr float rule_px = 2.5F;
        list.stroke_line(pointer_from_, pointer_to_, rule_px * palette_.stroke_scale,
                         faded(palette_.text, alpha));
        means_.draw(list, palette_.text, alpha);
    }
    // Ink on the accent; on dark accents the palette's word on a button is the light one.
    if (!moment.ball_given) need_.draw(list, palette_.cta_text, need_in.at(t));
    title_.draw(list, palette_.text, t, 0);
    if (body_) body_->draw(list, palette_.text_2, t, body_from);
}

float PictureBand::next_change_ms(float t_ms) const {
    if (t_ms < whole_ms) return std::max(t_ms, 0.0F);
    if (still_) return motion::never_ms;
    return whole_ms + (std::floor((t_ms - whole_ms) / alive_step) + 1) * alive_step;
}

} // namespace

PicturePointer make_picture(const deck::Slide& slide, const deck::Band& kind, const Context& context) {
    return std::make_unique<PictureBand>(slide, kind, context);
}

} // namespace kiosk::scene
