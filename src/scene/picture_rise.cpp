// A curve of dots that rises out of the frame, without a scale: it shows a direction and no numbers.
#include <algorithm>
#include <cmath>
#include <vector>

#include "motion/track.hpp"
#include "scene/block.hpp"
#include "scene/kinds.hpp"
#include "scene/raised_picture.hpp"

namespace kiosk::scene {

namespace {

using motion::Ease;
using motion::Span;

constexpr float pi = 3.14159265F;

struct Places {
    int columns;
    float base, lowest, height;        // of the curve: where it starts, the last row, how far it rises
    float below_words;                 // it stands so far below where words must end, or higher
    BlockPlace title, body_wide, body; // the bodies' cap_top counts from the title's last baseline
};
constexpr Places landscape{
    65, 872, 854, 830, 2, {95, 151, 1000, 640}, {96, 73, 950, 745}, {96, 73, 760, 790}};
constexpr Places upright{
    36, 1616, 1598, 1000, 10, {64, 170, 952, 620}, {64, 80, 800, 900}, {64, 80, 640, 1100}};
constexpr float spacing_px = 30;

// The table of the slide, in ms.
constexpr float title_from = 0, body_from = 300;
constexpr Span curve{200, 2600};
constexpr float column_in = 500;
constexpr float alive_from = 2600, pass_ms = 4000;
constexpr float swell_px = 1.5F, swell_columns = 7, swell_step_px = 0.25F;
constexpr float alive_step_ms = 50; // the swell moves by less than a column in it

class PictureRise final : public Picture {
  public:
    PictureRise(const deck::Slide& slide, const Context& context);
    void draw(draw::DrawList& list, const Moment& moment) const override;
    float next_change_ms(float t_ms) const override;
    float settled_ms() const override { return curve.to_ms; }

  private:
    struct Dot {
        Point at;
        float radius = 0;
        Colour colour;
        int column = 0;
        float down = 0; // 0 at the top of its column, 1 at its foot
    };
    void place_body(const Context& context, std::string_view words);
    void place_dots(const Context& context, const deck::Palette& palette);
    [[nodiscard]] float swell(int column, float t_ms) const;

    const Places& places_;
    float base_ = 0;
    Block title_;
    std::optional<Block> body_;
    Colour text_, text_2_;
    std::vector<Dot> dots_;
};

PictureRise::PictureRise(const deck::Slide& slide, const Context& context)
    : places_(context.portrait() ? upright : landscape) {
    const deck::Palette& palette = context.palette(slide.ground);
    text_ = palette.text, text_2_ = palette.text_2;
    title_ = fit_title(context, deck::TypeRole::Display, {140, 128, 112, 96, 84}, context.in(slide.title),
                       places_.title);
    base_ = std::min(places_.base, context.words_bottom + places_.below_words);
    place_body(context, context.in(slide.body));
    place_dots(context, palette);
}

// Wide while it stays above the curve, else narrow and longer; nothing where neither fits.
void PictureRise::place_body(const Context& context, std::string_view words) {
    if (words.empty()) return;
    for (BlockPlace place : {places_.body_wide, places_.body}) {
        place.cap_top += title_.last_baseline();
        Block block = set_sentence(context, context.style(deck::TypeRole::Lead), words, place);
        if (!block.words.fits || block.bottom() > place.bottom_max) continue;
        body_ = std::move(block);
        return;
    }
}

void PictureRise::place_dots(const Context& context, const deck::Palette& palette) {
    // Cold at the start of the curve and towards its feet; the roles stand for the same three steps on any
    // ground.
    const Colour ground = palette.ground[palette.ground.size() / 2].colour;
    const Colour cold = palette.map_land, dim = palette.off, faint = mix(palette.off, ground, 0.3F);
    const float dot_scale = context.portrait() ? 1.1F : 1;
    const float width = canvas(context.look.orientation).width; // the curve goes all over it
    const float across_px = spacing_px * raised_right(context.look, width) / width;
    for (int i = 0; i < places_.columns; ++i) {
        const float t = static_cast<float>(i) / static_cast<float>(places_.columns - 1);
        const float top = base_ - (26 + places_.height * std::pow(t, 3.25F));
        const int rows = 1 + std::max(0, static_cast<int>(std::floor(
                                             (base_ - (places_.base - places_.lowest) - top) / spacing_px)));
        const float warmth = std::min(1.0F, 0.16F + 1.1F * t);
        const float x = across_px * static_cast<float>(i);
        dots_.push_back({{x, top}, lerp(5, 10.5F, t) * dot_scale, mix(cold, palette.accent, warmth), i, 0});
        for (int j = 1; j < rows; ++j) {
            const float reach = static_cast<float>(std::max(6, rows - 1));
            const float down = std::min(1.0F, static_cast<float>(j) / reach);
            const float f = std::pow(1 - down, 1.9F);
            const Colour warm = mix(dim, palette.accent, 0.92F * warmth);
            dots_.push_back({{x, top + spacing_px * static_cast<float>(j)},
                             lerp(2.4F, lerp(4, 8, t), f) * dot_scale,
                             mix(faint, warm, f),
                             i,
                             static_cast<float>(j) / static_cast<float>(rows)});
        }
    }
}

// How much larger the top dot of a column is while the swell runs along the row.
float PictureRise::swell(int column, float t_ms) const {
    if (t_ms < alive_from) return 0;
    const float stepped = std::floor((t_ms - alive_from) / alive_step_ms) * alive_step_ms;
    const float part = std::fmod(stepped, pass_ms) / pass_ms;
    const float middle = lerp(-swell_columns, static_cast<float>(places_.columns) + swell_columns, part);
    const float away = std::fabs(static_cast<float>(column) - middle) / swell_columns;
    if (away >= 1) return 0;
    const float grown = swell_px * 0.5F * (1 + std::cos(pi * away));
    return std::round(grown / swell_step_px) * swell_step_px;
}

void PictureRise::draw(draw::DrawList& list, const Moment& moment) const {
    const float t = moment.t_ms;
    const float apart = (curve.to_ms - curve.from_ms - column_in) / static_cast<float>(places_.columns - 1);
    for (const Dot& dot : dots_) {
        const float start = curve.from_ms + apart * static_cast<float>(dot.column);
        const float grown = Span{start, start + column_in}.at(t, Ease::Enter);
        if (grown <= 0) continue;
        const float alpha = std::clamp(2 * grown - dot.down, 0.0F, 1.0F);
        const Point at{dot.at.x, lerp(base_, dot.at.y, grown)};
        const float radius = dot.radius + (dot.down > 0 ? 0 : swell(dot.column, t));
        list.fill_circle(at, radius, faded(dot.colour, alpha));
    }
    title_.draw(list, text_, t, title_from);
    if (body_) body_->draw(list, text_2_, t, body_from);
}

float PictureRise::next_change_ms(float t_ms) const {
    const float next = motion::next_change_ms(
        t_ms, {title_.span(title_from), curve, body_ ? body_->span(body_from) : Span{}});
    if (next < motion::never_ms) return next;
    // One step on from where the swell stands.
    return alive_from + (std::floor((t_ms - alive_from) / alive_step_ms + 1e-3F) + 1) * alive_step_ms;
}

} // namespace

PicturePointer make_picture(const deck::Slide& slide, const deck::Rise&, const Context& context) {
    return std::make_unique<PictureRise>(slide, context);
}

} // namespace kiosk::scene
