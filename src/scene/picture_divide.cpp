// One way is barred, the other goes through and widens: a dotted line stops at a bar, a ribbon passes its gap
// and grows out of the screen.
#include <algorithm>
#include <cmath>
#include <string>

#include "motion/track.hpp"
#include "scene/block.hpp"
#include "scene/kinds.hpp"
#include "scene/raised_picture.hpp"

namespace kiosk::scene {

namespace {

using motion::Ease;
using motion::Span;

struct Places {
    BlockPlace title, body;
    bool body_follows_title;
    float left, right;          // of the ribbon
    float ribbon_y, rise;       // its middle at the left, and how far it rises
    float half_from, half_grow; // half its width: from + grow t^2
    float bar_x, bar_top, gap_top, gap_bottom, bar_bottom;
    float dotted_y;
    float open_baseline, blocked_baseline, bar_cap_top, label_right;
};

constexpr Places landscape{.title = {96, 139.4F, 1728, 352},
                           .body = {96, 359, 1300, 484},
                           .body_follows_title = true,
                           .left = 96,
                           .right = 1920,
                           .ribbon_y = 742,
                           .rise = 250,
                           .half_from = 5,
                           .half_grow = 62,
                           .bar_x = 1120,
                           .bar_top = 492,
                           .gap_top = 624,
                           .gap_bottom = 724,
                           .bar_bottom = 846,
                           .dotted_y = 822,
                           .open_baseline = 708.5F,
                           .blocked_baseline = 797,
                           .bar_cap_top = 783,
                           .label_right = 1824};
constexpr Places upright{.title = {64, 162, 952, 590},
                         .body = {64, 1430, 952, 1596},
                         .body_follows_title = false,
                         .left = 64,
                         .right = 1080,
                         .ribbon_y = 1190,
                         .rise = 430,
                         .half_from = 6,
                         .half_grow = 84,
                         .bar_x = 620,
                         .bar_top = 780,
                         .gap_top = 1012,
                         .gap_bottom = 1132,
                         .bar_bottom = 1340,
                         .dotted_y = 1280,
                         .open_baseline = 1150,
                         .blocked_baseline = 1252,
                         .bar_cap_top = 1266,
                         .label_right = 1048};
constexpr float bar_px = 10, dot_radius = 4, dot_pitch = 22, end_radius = 13, end_gap = 36;
constexpr float label_gap = 29.5F;
constexpr int samples = 96; // of the ribbon's edges: straight pieces of under 20 px

// The table of the slide, in ms.
constexpr float body_from = 400;
constexpr Span approach{900, 2100}, bar_in{1800, 2100}, end_in{2100, 2300}, widening{2100, 4300};
constexpr Span labels_in{900, 1200}, bar_label_in{1800, 2100};
constexpr float breath_hz = 0.2F, breath_px = 3, alive_step = 80;

class PictureDivide final : public Picture {
  public:
    PictureDivide(const deck::Slide& slide, const deck::Divide& kind, const Context& context);
    void draw(draw::DrawList& list, const Moment& moment) const override;
    float next_change_ms(float t_ms) const override;
    float settled_ms() const override { return widening.to_ms; }

  private:
    void lay_out_words(const deck::Slide& slide, const deck::Divide& kind, const Context& context);
    [[nodiscard]] float along(float x) const { return (x - places_.left) / (places_.right - places_.left); }
    [[nodiscard]] float middle(float t) const {
        return places_.ribbon_y - places_.rise * std::pow(std::max(0.0F, t), 2.2F);
    }
    [[nodiscard]] float half(float t) const { return places_.half_from + places_.half_grow * t * t; }
    void draw_ribbon(draw::DrawList& list, float t_ms) const;
    void draw_dotted(draw::DrawList& list, float t_ms) const;
    void draw_bar(draw::DrawList& list, float t_ms) const;

    const Places& places_;
    deck::Palette palette_;
    bool still_;
    Colour dim_;
    Block title_, bar_label_;
    std::optional<Block> body_;
    Label open_label_, blocked_label_;
    float right_;                // where the ribbon leaves the screen
    mutable draw::Path scratch_; // keeps its memory from frame to frame
};

PictureDivide::PictureDivide(const deck::Slide& slide, const deck::Divide& kind, const Context& context)
    : places_(context.portrait() ? upright : landscape),
      palette_(context.palette(slide.ground)),
      still_(context.look.still),
      dim_(mix(palette_.accent, palette_.ground.front().colour, 0.36F)),
      right_(raised_right(context.look, places_.right)) {
    lay_out_words(slide, kind, context);
    scratch_.verbs.reserve(2 * samples + 4);
    scratch_.points.reserve(2 * samples + 4);
}

void PictureDivide::lay_out_words(const deck::Slide& slide, const deck::Divide& kind,
                                  const Context& context) {
    title_ = fit_title(context, deck::TypeRole::Title, {88, 80, 72, 68},
                       flowed(context, context.in(slide.title)), places_.title);
    BlockPlace place = places_.body;
    constexpr float gap_px = 22;
    if (places_.body_follows_title) place.cap_top = std::max(place.cap_top, title_.bottom() + gap_px);
    body_ = fit_body(context, flowed(context, context.in(slide.body)), place);
    const text::Style style = context.style(deck::TypeRole::LabelSlide);
    open_label_ =
        set_label(context, style, context.in(kind.open_label), {places_.left, places_.open_baseline});
    // A long one stays above the ribbon, which rises under its end.
    constexpr float descent_em = 0.26F, air_px = 12;
    const float end = std::max(0.0F, along(open_label_.right()));
    open_label_.origin.y =
        std::min(open_label_.origin.y, middle(end) - half(end) - air_px - descent_em * style.size_px);
    blocked_label_ =
        set_label(context, style, context.in(kind.blocked_label), {places_.left, places_.blocked_baseline});
    const float x = places_.bar_x + label_gap;
    bar_label_ = set_block(context, style, context.in(kind.bar_label),
                           {x, places_.bar_cap_top, places_.label_right - x});
    // Where the words need more lines than one, the last of them ends with the bar.
    const float over = bar_label_.last_baseline() - places_.bar_bottom;
    if (over > 0) bar_label_.origin.y -= over;
}

void PictureDivide::draw(draw::DrawList& list, const Moment& moment) const {
    const float t = moment.t_ms;
    title_.draw(list, palette_.text, t, 0);
    if (body_) body_->draw(list, palette_.text_2, t, body_from);
    if (t <= approach.from_ms) return;
    draw_bar(list, t);
    draw_ribbon(list, t);
    draw_dotted(list, t);
    open_label_.draw(list, palette_.accent, labels_in.at(t));
    blocked_label_.draw(list, palette_.text_2, labels_in.at(t));
    bar_label_.draw_at_rest(list, palette_.text, bar_label_in.at(t));
}

// From above, like a barrier: first its upper part, then, past the gap, the lower one.
void PictureDivide::draw_bar(draw::DrawList& list, float t_ms) const {
    const float part = bar_in.at(t_ms, Ease::Enter);
    if (part <= 0) return;
    const float reach = lerp(places_.bar_top, places_.bar_bottom, part), x = places_.bar_x;
    list.stroke_line({x, places_.bar_top}, {x, std::min(reach, places_.gap_top)}, bar_px, palette_.text);
    if (reach > places_.gap_bottom)
        list.stroke_line({x, places_.gap_bottom}, {x, reach}, bar_px, palette_.text);
}

void PictureDivide::draw_ribbon(draw::DrawList& list, float t_ms) const {
    const float to_bar = approach.at(t_ms), beyond = widening.at(t_ms, Ease::Draw);
    const float end =
        beyond > 0 ? lerp(places_.bar_x, right_, beyond) : lerp(places_.left, places_.bar_x, to_bar);
    float breath = 0;
    if (!still_ && t_ms > widening.to_ms) {
        const float step = std::floor((t_ms - widening.to_ms) / alive_step) * alive_step;
        breath = breath_px * std::sin(2 * 3.14159265F * breath_hz * step / 1000);
    }
    scratch_.clear();
    const auto sample_x = [&](int i) { return lerp(places_.left, end, static_cast<float>(i) / samples); };
    for (int i = 0; i <= samples; ++i) {
        const float x = sample_x(i), t = along(x);
        const Point upper{x, middle(t) - half(t)};
        i == 0 ? scratch_.move_to(upper) : scratch_.line_to(upper);
    }
    for (int i = samples; i >= 0; --i) {
        const float x = sample_x(i), t = along(x);
        scratch_.line_to({x, middle(t) + half(t) + breath * t});
    }
    scratch_.close();
    draw::Gradient gradient{.from = {places_.left, 0}, .to = {places_.right, 0}};
    constexpr float full_at = 0.55F;
    gradient.stops = {draw::Stop{0, dim_}, draw::Stop{full_at, palette_.accent},
                      draw::Stop{1, palette_.accent}};
    gradient.stop_count = 3;
    list.fill_path(scratch_, gradient);
    list.fill_circle({places_.left + 1, places_.ribbon_y}, places_.half_from, dim_);
    if (end < right_) {
        const float t = along(end);
        list.fill_circle({end, middle(t)}, half(t), mix(dim_, palette_.accent, t / full_at));
    }
}

void PictureDivide::draw_dotted(draw::DrawList& list, float t_ms) const {
    // Both leave together; this one slows down until it stands before the bar: p + p^2 - p^3 starts with the
    // other's speed and ends with none.
    const float p = approach.at(t_ms), end = places_.bar_x - end_gap;
    const float reach = lerp(places_.left, end, p + p * p - p * p * p);
    for (float x = places_.left + 1; x <= std::min(reach, end - end_radius); x += dot_pitch)
        list.fill_circle({x, places_.dotted_y}, dot_radius, palette_.text_2);
    const float stop = end_in.at(t_ms, Ease::Enter);
    if (stop > 0) list.fill_circle({end, places_.dotted_y}, end_radius * stop, palette_.text_2);
}

float PictureDivide::next_change_ms(float t_ms) const {
    if (t_ms < widening.to_ms) return std::max(t_ms, 0.0F);
    if (still_) return motion::never_ms;
    return widening.to_ms + (std::floor((t_ms - widening.to_ms) / alive_step) + 1) * alive_step;
}

} // namespace

PicturePointer make_picture(const deck::Slide& slide, const deck::Divide& kind, const Context& context) {
    return std::make_unique<PictureDivide>(slide, kind, context);
}

} // namespace kiosk::scene
