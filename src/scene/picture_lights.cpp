// The slide of hope: as many full lights as the figure says, then lights that thin out, so that nobody can
// count to a false total, then points that are not lit.
#include <algorithm>
#include <cmath>
#include <vector>

#include "motion/track.hpp"
#include "scene/block.hpp"
#include "scene/carry.hpp"
#include "scene/figure.hpp"
#include "scene/kinds.hpp"
#include "scene/spiral.hpp"

namespace kiosk::scene {

namespace {

using motion::Ease;
using motion::Span;

// More would be smaller than a visitor can tell apart; the schema of the deck holds counts below it.
constexpr int lights_max = 1000;
constexpr float pi = 3.14159265F;

struct Places {
    Point sun;
    float spacing_px;     // at 100 lights; other counts fill the same area
    float spacing_max_px; // few lights stay lights and do not become discs
    Rect sky;             // points only here
    float reach_px;       // how far from the middle there are points
    BlockPlace qualifier, figure, noun, body;
    float figure_px;
};

constexpr Places landscape{.sun = {1384, 490},
                           .spacing_px = 32,
                           .spacing_max_px = 56,
                           .sky = {900, 120, 980, 780},
                           .reach_px = 581,
                           .qualifier = {96, 121.7F, 800},
                           .figure = {96, 227.4F, 800},
                           .noun = {96, 564.5F, 800, 676},
                           .body = {96, 695.7F, 790, 866},
                           .figure_px = 400};
constexpr Places upright{.sun = {540, 900},
                         .spacing_px = 30,
                         .spacing_max_px = 52,
                         .sky = {24, 540, 1032, 730},
                         .reach_px = 545,
                         .qualifier = {64, 147, 952},
                         .figure = {64, 252, 952},
                         .noun = {64, 1312, 952, 1424},
                         .body = {64, 1440, 952, 1596},
                         .figure_px = 320};

// The table of the slide, in ms.
constexpr Span points_in{0, 500};
constexpr float lights_from = 800, lights_spread = 2178, light_in = 320;
constexpr float thin_from = 3000, thin_spread = 660;
constexpr float figure_from = 1100, noun_from = 1400, body_from = 3000;
constexpr Span alive{3700, 13100};
// Alive is slow: the rim moves 0.2 px in one step, so finer steps would only cost.
constexpr float alive_step = 80;
constexpr float turn_in_all = 4 * pi / 180, breath_hz = 0.2F, breath_depth = 0.04F;

// The moment that the alive parts show.
float alive_moment(float t_ms) {
    return t_ms >= alive.to_ms ? alive.to_ms : std::floor(t_ms / alive_step) * alive_step;
}

struct Light {
    int n = 0;
    Point place;
    Colour colour;
    float radius = 0, alpha = 1;
    float from_ms = 0;
    float phase = 0;
};

class PictureLights final : public Picture {
  public:
    PictureLights(const deck::Slide& slide, const deck::Lights& kind, const Context& context);
    void draw(draw::DrawList& list, const Moment& moment) const override;
    float next_change_ms(float t_ms) const override;
    bool takes_ball() const override { return true; }
    std::optional<Point> sun() const override { return spiral_.centre; }

  private:
    void lay_out_words(const deck::Slide& slide, const deck::Lights& kind, const Context& context);
    void lay_out_lights(int count, bool thins_out);
    void draw_ball(draw::DrawList& list, const Moment& moment) const;
    void draw_light(draw::DrawList& list, const Light& light, float t_ms, float turn) const;
    void draw_words(draw::DrawList& list, float t_ms) const;

    const Places& places_;
    deck::Palette palette_;
    Spiral spiral_;
    float light_radius_ = 14, scale_ = 1;
    bool still_, ringed_;
    deck::PartId part_;
    std::vector<Light> points_, thin_, full_; // in the order of drawing
    Block qualifier_, figure_, noun_;
    std::optional<Block> body_;
    Colour figure_colour_;
};

PictureLights::PictureLights(const deck::Slide& slide, const deck::Lights& kind, const Context& context)
    : places_(context.portrait() ? upright : landscape),
      palette_(context.palette(slide.ground)),
      still_(context.look.still),
      ringed_(context.look.contrast == deck::Contrast::Light),
      part_(slide.parts.lights) {
    const int count = std::clamp(kind.count, 1, lights_max);
    const float spacing =
        std::min(places_.spacing_max_px, places_.spacing_px * std::sqrt(100.0F / static_cast<float>(count)));
    scale_ = spacing / 32; // sizes are given for a spacing of 32
    spiral_ = {places_.sun, spacing};
    light_radius_ = 14 * scale_;
    // On paper the light is too pale for words; the picture alone carries it there.
    figure_colour_ = palette_.accent;
    lay_out_lights(count, kind.qualifier.in("") == "over");
    lay_out_words(slide, kind, context);
}

void PictureLights::lay_out_lights(int count, bool thins_out) {
    const int thin = thins_out ? static_cast<int>(std::lround(0.34 * count)) : 0;
    const float ratio = places_.reach_px / spiral_.spacing_px;
    const int all = std::max(count + thin, static_cast<int>(ratio * ratio));
    for (int n = 0; n < all; ++n) {
        Light light;
        light.n = n;
        light.place = spiral_.place(n);
        if (!places_.sky.contains(light.place)) continue;
        light.phase = std::fmod(static_cast<float>(n) * 0.618034F, 1.0F);
        const float place_in_row = static_cast<float>(n) / static_cast<float>(count);
        if (n < count) {
            light.colour =
                ringed_ ? palette_.light
                        : mix(palette_.light_high, palette_.light, std::min(1.0F, 1.2F * place_in_row));
            light.radius = light_radius_;
            light.from_ms = lights_from + lights_spread * static_cast<float>(n) /
                                              static_cast<float>(std::max(1, count - 1));
            full_.push_back(light);
        } else if (n < count + thin) {
            const float part = static_cast<float>(n - count) / static_cast<float>(thin);
            light.colour = palette_.light;
            light.radius = lerp(6, 13.4F, 1 - part) * scale_;
            light.alpha = lerp(0.7F, 1, 1 - part);
            light.from_ms = thin_from + thin_spread * part;
            thin_.push_back(light);
        } else {
            const float t = static_cast<float>(n - count - thin) / static_cast<float>(all - count - thin);
            light.colour = palette_.point_off;
            light.radius = std::max(1.5F, lerp(6, 3, t) * scale_);
            light.alpha = lerp(0.7F, 0.12F, t);
            points_.push_back(light);
        }
    }
}

void PictureLights::lay_out_words(const deck::Slide& slide, const deck::Lights& kind,
                                  const Context& context) {
    qualifier_ = set_block(context, context.style(deck::TypeRole::Qualifier), context.in(kind.qualifier),
                           places_.qualifier);
    text::Style style = context.style(deck::TypeRole::Hero);
    style.size_px = places_.figure_px;
    // Figures of several round digits need a little more air between them.
    if (kind.figure.size() > 1) style.tracking_em = -0.032F;
    const std::string figure = format_digits(kind.figure, number_format_of(context));
    figure_ = set_block(context, style, figure, places_.figure);
    if (figure_.words.width > places_.figure.width_max) {
        style.size_px *= places_.figure.width_max / figure_.words.width;
        figure_ = set_block(context, style, figure, places_.figure);
    }
    figure_.element = element_of(slide.parts.figure, Piece::Words);
    noun_ = fit_title(context, deck::TypeRole::Display, {112, 96, 80, 72, 60}, context.in(kind.figure_noun),
                      places_.noun);
    body_ = fit_body(context, flowed(context, context.in(slide.body)), places_.body);
}

void PictureLights::draw(draw::DrawList& list, const Moment& moment) const {
    const float t = moment.t_ms;
    const float t_alive = still_ ? alive.from_ms : alive_moment(t);
    const float turn = turn_in_all * alive.at(t_alive);
    const float points_alpha = points_in.at(t, Ease::Move);
    if (points_alpha > 0) {
        const auto scope = list.faded(points_alpha);
        for (const Light& point : points_)
            list.fill_circle(spiral_.place(point.n, turn), point.radius, faded(point.colour, point.alpha));
        for (const Light& light : thin_) draw_light(list, light, t, turn);
        for (const Light& light : full_) draw_light(list, light, t, turn);
    }
    draw_ball(list, moment);
    draw_words(list, t);
}

// The ball comes over to the middle of the sun, loses its colour, and is gone when the points stand.
void PictureLights::draw_ball(draw::DrawList& list, const Moment& moment) const {
    if (!moment.ball_taken || moment.t_ms >= points_in.to_ms) return;
    const Ball& ball = *moment.ball_taken;
    const float part = points_in.at(moment.t_ms, Ease::Move);
    const Point at{lerp(ball.centre.x, spiral_.centre.x, part), lerp(ball.centre.y, spiral_.centre.y, part)};
    list.fill_circle(at, ball.radius, faded(mix(ball.colour, palette_.point_off, part), 1 - part));
}

void PictureLights::draw_light(draw::DrawList& list, const Light& light, float t_ms, float turn) const {
    const Span on{light.from_ms, light.from_ms + light_in};
    const Point at = spiral_.place(light.n, turn);
    const bool full = light.radius >= light_radius_;
    const float off_radius = (full ? 7 : 6) * scale_;
    const float settled = on.at(t_ms, Ease::Settle), part = std::clamp(settled, 0.0F, 1.0F);
    const float radius = std::max(0.5F, lerp(off_radius, light.radius, settled));
    const auto mine = list.element(element_of(part_, Piece::FirstLight, static_cast<unsigned>(light.n)));
    if (full && palette_.glow && part > 0) {
        list.fill_circle(at, radius + 15 * scale_, faded(palette_.light, 0.06F * part));
        list.fill_circle(at, radius + 8 * scale_, faded(palette_.light, 0.12F * part));
    }
    float alpha = lerp(0.7F, light.alpha, part);
    if (full && !still_ && t_ms >= alive.from_ms) {
        const float step = std::max(alive.from_ms, alive_moment(t_ms));
        const float wave = std::sin(2 * pi * (breath_hz * (step - alive.from_ms) / 1000 + light.phase));
        alpha *= 1 - breath_depth * 0.5F * (1 + wave) * std::min(1.0F, (step - alive.from_ms) / 1000);
    }
    list.fill_circle(at, radius, faded(mix(palette_.point_off, light.colour, part), alpha));
    constexpr float ring_px = 3;
    if (ringed_ && part > 0)
        list.stroke_circle(at, radius, std::min(ring_px, radius / 3), faded(palette_.text, alpha * part));
}

void PictureLights::draw_words(draw::DrawList& list, float t_ms) const {
    qualifier_.draw(list, figure_colour_, t_ms, figure_from);
    figure_.draw(list, figure_colour_, t_ms, figure_from, 1);
    noun_.draw(list, palette_.text, t_ms, noun_from);
    if (body_) body_->draw(list, palette_.text_2, t_ms, body_from);
}

float PictureLights::next_change_ms(float t_ms) const {
    constexpr float whole_ms = thin_from + thin_spread + light_in; // the last of the words stand before
    if (t_ms < whole_ms) return std::max(t_ms, points_in.from_ms);
    if (t_ms < alive.to_ms && !still_)
        return std::min(alive.to_ms, (std::floor(t_ms / alive_step) + 1) * alive_step);
    return motion::never_ms;
}

} // namespace

PicturePointer make_picture(const deck::Slide& slide, const deck::Lights& kind, const Context& context) {
    return std::make_unique<PictureLights>(slide, kind, context);
}

} // namespace kiosk::scene
