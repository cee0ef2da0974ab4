// How much of an aim is reached: lights along an arc, as the sun's way, that come on as far as it is; the
// figure below them in the middle, the aim at the arc's end. Of two facts, or of the pledges of the day.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "motion/track.hpp"
#include "scene/carry.hpp"
#include "scene/chart_words.hpp"
#include "scene/counter.hpp"
#include "scene/figure.hpp"
#include "scene/kinds.hpp"

namespace kiosk::scene {

namespace {

using motion::Ease;
using motion::Span;

constexpr float pi = std::numbers::pi_v<float>;

struct Places {
    Point centre; // of the arc's circle
    float radius, light_radius;
    float figure_width, figure_px;
    float foot; // the aim stands above it
};
constexpr Places landscape{.centre = {1292, 700},
                           .radius = 500,
                           .light_radius = 15,
                           .figure_width = 780,
                           .figure_px = 220,
                           .foot = 846};
constexpr Places upright{.centre = {540, 1190},
                         .radius = 440,
                         .light_radius = 14,
                         .figure_width = 720,
                         .figure_px = 220,
                         .foot = 1340};
constexpr float figure_least_px = 80;
constexpr std::size_t lights_count = 41; // odd, so that one stands at the top
constexpr float figure_over_centre_px = 70, label_below_px = 58, aim_below_px = 42, label_to_aim_px = 16;
constexpr float least_label_px = 26;
constexpr float lit_glow_far_px = 13, lit_glow_near_px = 7, far_alpha = 0.06F, near_alpha = 0.12F;
constexpr float unlit_part = 0.5F; // of a lit light's radius

constexpr Span rest_in{400, 900}, count_in{700, 2500}, still_in{2500, 2800}, aim_in{600, 1000};
constexpr float light_in_ms = 300;

class PictureGoal final : public Picture {
  public:
    PictureGoal(const deck::Slide& slide, const deck::Goal& kind, const Context& context)
        : kind_(kind),
          element_(element_of(slide.parts.figure, Piece::Words)),
          context_(context),
          places_(context.portrait() ? upright : landscape),
          palette_(context.palette(slide.ground)),
          words_(ChartWords::make(context, slide, WordsPlace::Beside)) {}

    void draw(draw::DrawList& list, const Moment& moment) const override;
    float next_change_ms(float t_ms) const override {
        return std::min(words_.next_change_ms(t_ms),
                        motion::next_change_ms(t_ms, {rest_in, count_in, still_in, aim_in}));
    }
    float settled_ms() const override { return ChartWords::settled_ms(); }

  private:
    // What is written, for the amounts of the moment: those of the day change while the slide is shown.
    struct Laid {
        double raised = 0, aim = 0;
        Counter counter;
        Point figure_at;
        LabelBlock label;
        std::optional<LabelBlock> aim_label;
        std::optional<Label> qualifier;
    };
    [[nodiscard]] Laid lay_out(double raised, double aim) const;
    void draw_lights(draw::DrawList& list, double share, float t_ms) const;

    deck::Goal kind_;
    draw::ElementId element_;
    Context context_;
    const Places& places_;
    const deck::Palette& palette_;
    ChartWords words_;
    mutable std::optional<Laid> laid_; // kept while the amounts stay
};

PictureGoal::Laid PictureGoal::lay_out(double raised, double aim) const {
    Laid out;
    out.raised = raised, out.aim = aim;
    text::Style style = context_.style(deck::TypeRole::Hero);
    style.size_px = places_.figure_px;
    const int decimals = kind_.of_the_day ? 0 : kind_.raised.decimals;
    out.counter = Counter::make(context_, style, raised, decimals, kind_.affixes, places_.figure_width,
                                figure_least_px);
    const float baseline = places_.centre.y - figure_over_centre_px;
    out.figure_at = {places_.centre.x - out.counter.width(raised) / 2, baseline};
    const text::Style label_style = context_.style(deck::TypeRole::LabelSlide);
    out.label = set_label_block(context_, label_style, context_.in(kind_.label),
                                {places_.centre.x, baseline + label_below_px}, Anchor::Middle,
                                places_.figure_width, least_label_px);
    if (!kind_.of_the_day && !kind_.raised.qualifier_words.empty()) {
        text::Style qualifier = context_.style(deck::TypeRole::Qualifier);
        qualifier.size_px = out.counter.size_px() / 3;
        const float lifted = baseline - out.counter.cap_px() - qualifier.size_px * 0.42F;
        out.qualifier = set_label(context_, qualifier, context_.in(kind_.raised.qualifier_words),
                                  {places_.centre.x, lifted}, Anchor::Middle);
    }
    if (aim <= 0) return out;
    const std::string amount =
        figure_text(context_, aim, kind_.of_the_day ? 0 : kind_.aim.decimals, kind_.affixes);
    std::string words{context_.word("ask.aim")};
    if (const auto at = words.find("{aim}"); at != std::string::npos) words.replace(at, 5, amount);
    // Flush with the last light of the arc, and never beside the label, which large text makes deep.
    const float aim_cap = std::max(places_.centre.y + aim_below_px,
                                   kind_.label.empty() ? 0.0F : out.label.bottom + label_to_aim_px);
    const float right = places_.centre.x + places_.radius + places_.light_radius;
    out.aim_label = set_label_block(context_, label_style, words, {right, aim_cap}, Anchor::Right,
                                    places_.radius, least_label_px);
    return out;
}

void PictureGoal::draw_lights(draw::DrawList& list, double share, float t_ms) const {
    const float lit = static_cast<float>(std::clamp(share, 0.0, 1.0)) * static_cast<float>(lights_count);
    const float rest = rest_in.at(t_ms);
    const float apart =
        (count_in.to_ms - count_in.from_ms - light_in_ms) / std::max(1.0F, std::ceil(lit) - 1);
    for (std::size_t i = 0; i < lights_count; ++i) {
        const float n = static_cast<float>(i);
        const float angle = pi * (1 - n / static_cast<float>(lights_count - 1));
        const Point at{places_.centre.x + std::cos(angle) * places_.radius,
                       places_.centre.y - std::sin(angle) * places_.radius};
        const float part = std::clamp(lit - n, 0.0F, 1.0F);
        const float start = count_in.from_ms + apart * n;
        const Span span{start, std::min(start + light_in_ms, count_in.to_ms)};
        const float on = part > 0 ? span.at(t_ms) : 0;
        const float unlit = places_.light_radius * unlit_part;
        if (on < 1 || part < 1) list.fill_circle(at, unlit, faded(palette_.point_off, rest));
        if (on <= 0) continue;
        // The last light is as large as the part that it stands for.
        const float grown =
            lerp(unlit, places_.light_radius * lerp(unlit_part, 1, part), span.at(t_ms, Ease::Settle));
        if (palette_.glow && part >= 1) {
            list.fill_circle(at, grown + lit_glow_far_px, faded(palette_.light, far_alpha * on));
            list.fill_circle(at, grown + lit_glow_near_px, faded(palette_.light, near_alpha * on));
        }
        list.fill_circle(at, grown, faded(palette_.accent, on));
    }
}

void PictureGoal::draw(draw::DrawList& list, const Moment& moment) const {
    const float t = moment.t_ms;
    words_.draw(list, palette_, t);
    const double raised = kind_.of_the_day ? moment.today.pledges : kind_.raised.value;
    const double aim = kind_.of_the_day ? moment.today.aim : kind_.aim.value;
    if (!laid_ || laid_->raised != raised || laid_->aim != aim) laid_ = lay_out(raised, aim);
    // No aim, no arc: the count stands alone.
    if (aim > 0) draw_lights(list, raised / aim, t);
    const auto come = motion::block_line(t, 0, 0);
    {
        const auto risen = list.moved(0, come.rise_px);
        const auto figure = list.element(element_);
        laid_->counter.draw(list, laid_->figure_at, faded(palette_.accent, come.alpha),
                            counted(raised, count_in, t), still_in.at(t, Ease::Move));
        if (laid_->qualifier) laid_->qualifier->draw(list, palette_.accent, come.alpha);
    }
    laid_->label.draw(list, palette_.text, aim_in.at(t));
    if (laid_->aim_label) laid_->aim_label->draw(list, palette_.text_2, aim_in.at(t));
}

} // namespace

PicturePointer make_picture(const deck::Slide& slide, const deck::Goal& kind, const Context& context) {
    return std::make_unique<PictureGoal>(slide, kind, context);
}

} // namespace kiosk::scene
