// A part of a whole: of some homes, dots or one bar so much is lit, under a brace that says it in words.
// "Almost" lights the last one by half, and stops the brace short of the mark.
#include <algorithm>
#include <cmath>
#include <vector>

#include "motion/track.hpp"
#include "scene/block.hpp"
#include "scene/carry.hpp"
#include "scene/home.hpp"
#include "scene/kinds.hpp"

namespace kiosk::scene {

namespace {

using motion::Ease;
using motion::Span;

struct Places {
    float left, width; // of the row of units
    int rows;
    float ground, row_pitch; // the first ground line, and from row to row
    float home_scale_max;
    float brace_below; // from the ground line down to the brace's ends
    BlockPlace qualifier, figure, title, body;
    float qualifier_px, figure_px;
    float label_right;
};
constexpr Places landscape{.left = 96,
                           .width = 1728,
                           .rows = 1,
                           .ground = 792,
                           .row_pitch = 0,
                           .home_scale_max = 1,
                           .brace_below = 18,
                           .qualifier = {96, 136.5F, 330},
                           .figure = {96.5F, 223.4F, 340},
                           .title = {438, 140.5F, 1386, 372},
                           .body = {438, 385, 1260, 492},
                           .qualifier_px = 72,
                           .figure_px = 296,
                           .label_right = 1824};
constexpr Places upright{.left = 64,
                         .width = 952,
                         .rows = 2,
                         .ground = 866,
                         .row_pitch = 352,
                         .home_scale_max = 1.1F,
                         .brace_below = 18,
                         .qualifier = {64, 1336, 360},
                         .figure = {64, 1402, 360},
                         .title = {64, 164.6F, 952, 560},
                         .body = {440, 1366, 576, 1590},
                         .qualifier_px = 60,
                         .figure_px = 200,
                         .label_right = 1016};

constexpr BlockPlace wider_upright_body{352, 1340, 664, 1592};

constexpr float home_pitch_px = 144, home_width_px = 120, brace_height_px = 18, brace_width_px = 5;
constexpr float ground_width_px = 2.5F;
constexpr float short_of_px = 46; // the brace of "almost", short of its mark
constexpr float label_gap_px = 28,
                label_below_px = 31; // from the brace's end; from its ends down to the baseline
constexpr float bar_height_px = 96, bar_radius_px = 10;
constexpr int units_wanted = 12, units_max = 16;

// The table of the slide, in ms.
constexpr float figure_from = 0, title_from = 150, body_from = 6600;
constexpr Span ground_in{500, 1100}, brace_in{5100, 5800}, label_in{5500, 5800};
constexpr Span homes_in{700, 2100}, windows_in{2400, 5100}, doors_in{6100, 7200};
constexpr float home_each = 480, window_each = 320, door_each = 400, home_rise_px = 24;

// Of `count` things that follow each other within `all`, each taking `each` ms: the time of thing n.
// `apart_max` keeps a few from dawdling.
Span one_of(const Span& all, float each, float apart_max, int n, int count) {
    const float room = all.to_ms - all.from_ms - each;
    const float apart = count > 1 ? std::min(apart_max, room / static_cast<float>(count - 1)) : 0;
    const float start = all.from_ms + apart * static_cast<float>(n);
    return {start, start + each};
}

// How many units stand for the whole: a multiple of the denominator near twelve, so that a third is a whole
// number of homes.
int units_for(int denominator) {
    const int whole = std::clamp(denominator, 1, units_max);
    const int times = std::max(
        1, static_cast<int>(std::lround(static_cast<float>(units_wanted) / static_cast<float>(whole))));
    const int units = whole * times;
    return units > units_max ? whole : units;
}

class PictureShare final : public Picture {
  public:
    PictureShare(const deck::Slide& slide, const deck::Share& kind, const Context& context);
    void draw(draw::DrawList& list, const Moment& moment) const override;
    float next_change_ms(float t_ms) const override;
    float settled_ms() const override { return 7'300; }

  private:
    struct Row {
        float ground = 0;
        float brace_right = 0; // 0: no brace under this row
    };
    void place_words(const deck::Slide& slide, const deck::Share& kind, const Context& context);
    void place_units(const deck::Palette& palette);
    void place_brace(const deck::Share& kind, const Context& context);
    [[nodiscard]] HomeState home_state(int n, float t_ms) const;
    [[nodiscard]] float lit_part(int n) const;
    void draw_units(draw::DrawList& list, float t_ms) const;
    void draw_dot(draw::DrawList& list, int n, float t_ms) const;
    void draw_bar(draw::DrawList& list, float t_ms) const;
    void draw_brace(draw::DrawList& list, float t_ms) const;
    [[nodiscard]] int per_row() const { return (units_ + places_.rows - 1) / places_.rows; }
    [[nodiscard]] float pitch() const { return places_.width / static_cast<float>(per_row()); }

    const Places& places_;
    deck::ShareUnit unit_;
    bool closing_ = false;
    deck::PartId part_;
    int units_ = 12;
    int shown_ = 8;       // lit, the last perhaps by a part
    float last_part_ = 1; // of the last one that is lit
    float share_ = 0;     // of the bar, and of the brace
    bool almost_ = false;
    Colour text_, text_2_, accent_, line_, off_;
    float stroke_scale_ = 1;
    bool glow_ = true;
    std::optional<Block> qualifier_;
    Block figure_, title_;
    std::optional<Block> body_;
    std::optional<Label> label_;
    std::vector<Home> homes_;
    std::vector<Row> rows_;
};

PictureShare::PictureShare(const deck::Slide& slide, const deck::Share& kind, const Context& context)
    : places_(context.portrait() ? upright : landscape),
      unit_(kind.unit),
      closing_(kind.closing),
      part_(slide.parts.lights) {
    const deck::Palette& palette = context.palette(slide.ground);
    text_ = palette.text, text_2_ = palette.text_2, accent_ = palette.accent, line_ = palette.line;
    off_ = palette.off, stroke_scale_ = palette.stroke_scale, glow_ = palette.glow;
    const int denominator = std::max(1, kind.denominator),
              numerator = std::clamp(kind.numerator, 0, denominator);
    units_ = unit_ == deck::ShareUnit::Bar ? 1 : units_for(denominator);
    const float exact =
        static_cast<float>(units_) * static_cast<float>(numerator) / static_cast<float>(denominator);
    // The word of the deck's own language decides which way the last unit leans.
    const std::string_view qualifier = kind.qualifier.in("");
    almost_ = qualifier == "almost" || qualifier == "fewer than";
    const bool over = qualifier == "over";
    shown_ = static_cast<int>(std::ceil(exact - 1e-3F));
    last_part_ = exact - static_cast<float>(shown_ - 1);
    if (almost_ && last_part_ > 0.99F) last_part_ = 0.5F;
    if (over && last_part_ > 0.99F && shown_ < units_) ++shown_, last_part_ = 0.5F;
    share_ = static_cast<float>(numerator) / static_cast<float>(denominator);
    place_units(palette);
    place_words(slide, kind, context);
    place_brace(kind, context);
}

void PictureShare::place_units(const deck::Palette& palette) {
    for (int row = 0; row < places_.rows; ++row) {
        if (unit_ == deck::ShareUnit::Bar && row > 0) break;
        rows_.push_back({places_.ground + places_.row_pitch * static_cast<float>(row), 0});
    }
    if (unit_ != deck::ShareUnit::Home) return;
    const float scale = std::min(places_.home_scale_max, pitch() / home_pitch_px);
    for (int n = 0; n < units_; ++n) {
        const float x = places_.left + pitch() * static_cast<float>(n % per_row()) +
                        (pitch() - home_width_px * scale) / 2;
        const float y = rows_[static_cast<std::size_t>(n / per_row())].ground;
        homes_.push_back(Home::make(home_shape(n), {x, y}, scale, palette));
    }
}

void PictureShare::place_words(const deck::Slide& slide, const deck::Share& kind, const Context& context) {
    text::Style style = context.style(deck::TypeRole::Qualifier);
    style.size_px = places_.qualifier_px;
    if (!kind.qualifier.empty())
        qualifier_ = set_block(context, style, context.in(kind.qualifier), places_.qualifier);
    style = context.style(deck::TypeRole::Hero2);
    style.size_px = places_.figure_px;
    figure_ = set_block(context, style, kind.figure, places_.figure);
    figure_.element = element_of(slide.parts.figure, Piece::Words);
    const auto title = context.in(slide.title);
    title_ = context.portrait()
                 ? fit_title(context, deck::TypeRole::Title, {92, 84, 76, 68, 60}, title, places_.title)
                 : fit_title(context, deck::TypeRole::Title, {68, 60, 52, 48}, title, places_.title);
    body_ = fit_body(context, context.in(slide.body), places_.body);
    if (!body_ && context.portrait()) // a longer sentence comes nearer to the figure
        body_ = fit_body(context, context.in(slide.body), wider_upright_body);
}

void PictureShare::place_brace(const deck::Share& kind, const Context& context) {
    float left_over = share_ * places_.width * static_cast<float>(rows_.size());
    for (Row& row : rows_) {
        if (left_over <= 0) break;
        const float here = std::min(left_over, places_.width);
        left_over -= here;
        const bool last = left_over <= 0;
        const float trim = !last ? 2 : almost_ ? short_of_px : (pitch() - home_width_px) / 2;
        row.brace_right = places_.left + here - trim;
        if (!last || kind.brace_label.empty()) continue;
        text::Style style = context.style(deck::TypeRole::LabelSlide);
        const float right = places_.label_right;
        const auto words = context.in(kind.brace_label);
        const float from = row.brace_right + label_gap_px;
        // Where the text size or the language makes it too long, it keeps the size of the theme.
        if (from + context.fonts.shape(words, style, context.look.language)->width > right)
            style = context.deck.theme.style(deck::TypeRole::LabelSlide);
        const float baseline = row.ground + places_.brace_below + label_below_px;
        label_ = set_label(context, style, words, {from, baseline});
        if (label_->right() > right) label_.reset(); // the title says it as well
    }
}

float PictureShare::lit_part(int n) const {
    if (n >= shown_) return 0;
    return n + 1 == shown_ ? last_part_ : 1;
}

HomeState PictureShare::home_state(int n, float t_ms) const {
    HomeState state;
    state.alpha = one_of(homes_in, home_each, 70, n, units_).at(t_ms, Ease::Enter);
    if (n < shown_) {
        const Span lights = one_of(windows_in, window_each, 340, n, shown_);
        state.lit = lights.at(t_ms);
        state.glow = lights.at(t_ms, Ease::Settle);
        state.lit_part = lit_part(n);
        state.pane = element_of(part_, Piece::FirstLight, static_cast<unsigned>(n));
    }
    if (closing_) state.closed = one_of(doors_in, door_each, 60, n, units_).at(t_ms, Ease::Move);
    return state;
}

void PictureShare::draw_dot(draw::DrawList& list, int n, float t_ms) const {
    const float radius = std::min(56.0F, pitch() * 0.36F);
    const float appear = one_of(homes_in, home_each, 70, n, units_).at(t_ms, Ease::Enter);
    const Point at{places_.left + pitch() * (static_cast<float>(n % per_row()) + 0.5F),
                   rows_[static_cast<std::size_t>(n / per_row())].ground - radius - 64};
    const auto fade = list.faded(appear);
    list.fill_circle(at, radius, off_);
    if (n >= shown_) return;
    const Span lights = one_of(windows_in, window_each, 340, n, shown_);
    const float lit = lights.at(t_ms), part = lit_part(n);
    if (lit <= 0) return;
    const auto mine = list.element(element_of(part_, Piece::FirstLight, static_cast<unsigned>(n)));
    if (glow_ && part >= 1) {
        list.fill_circle(at, radius + 15, faded(accent_, 0.06F * lit));
        list.fill_circle(at, radius + 8, faded(accent_, 0.12F * lit));
    }
    const auto below =
        list.clipped({at.x - radius - 16, at.y + radius - 2 * radius * part - (part >= 1 ? 16.0F : 0.0F),
                      2 * radius + 32, 2 * radius * part + 32});
    list.fill_circle(at, radius, faded(accent_, lit));
}

void PictureShare::draw_bar(draw::DrawList& list, float t_ms) const {
    const Rect bar{places_.left, rows_[0].ground - bar_height_px - 24, places_.width, bar_height_px};
    const float appear = Span{homes_in.from_ms, homes_in.from_ms + home_each}.at(t_ms, Ease::Enter);
    list.fill_rect(bar, faded(off_, appear), bar_radius_px);
    const float drawn = windows_in.at(t_ms, Ease::Draw);
    if (drawn <= 0 || share_ <= 0) return;
    const float width = std::max(2 * bar_radius_px, bar.width * share_ * drawn);
    const Rect lit{bar.x, bar.y, width, bar.height};
    const float end = share_ >= 1 ? bar_radius_px : 0;
    const draw::Corners corners{bar_radius_px, end, end, bar_radius_px};
    if (!almost_) {
        list.fill_rect(lit, accent_, corners);
        return;
    }
    // "Almost": the end thins out, so that nobody reads a mark off it.
    constexpr float thins_px = 120;
    draw::Gradient gradient;
    gradient.from = {std::max(lit.x, lit.right() - thins_px), 0}, gradient.to = {lit.right(), 0};
    gradient.stops[0] = {0, accent_}, gradient.stops[1] = {1, faded(accent_, 0)};
    gradient.stop_count = 2;
    list.fill_rect(lit, gradient, corners);
}

void PictureShare::draw_units(draw::DrawList& list, float t_ms) const {
    if (unit_ == deck::ShareUnit::Bar) {
        draw_bar(list, t_ms);
        return;
    }
    for (int n = 0; n < units_; ++n) {
        const float rise =
            home_rise_px * (1 - one_of(homes_in, home_each, 70, n, units_).at(t_ms, Ease::Enter));
        const auto place = list.moved(0, rise);
        if (unit_ == deck::ShareUnit::Home)
            homes_[static_cast<std::size_t>(n)].draw(list, home_state(n, t_ms));
        else
            draw_dot(list, n, t_ms);
    }
}

void PictureShare::draw_brace(draw::DrawList& list, float t_ms) const {
    const float drawn = brace_in.at(t_ms, Ease::Draw);
    if (drawn <= 0) return;
    float all = 0;
    for (const Row& row : rows_) all += row.brace_right > 0 ? row.brace_right - places_.left : 0;
    float left = all * drawn;
    const float stroke = brace_width_px * stroke_scale_;
    for (const Row& row : rows_) {
        if (row.brace_right <= 0 || left <= 0) continue;
        const float x = places_.left + 2, top = row.ground + places_.brace_below,
                    foot = top + brace_height_px;
        const float right = std::min(row.brace_right, x + left);
        list.stroke_line({x, top}, {x, foot}, stroke, accent_);
        list.stroke_line({x, foot}, {right, foot}, stroke, accent_);
        if (right >= row.brace_right) list.stroke_line({right, foot}, {right, top}, stroke, accent_);
        left -= row.brace_right - places_.left;
    }
}

void PictureShare::draw(draw::DrawList& list, const Moment& moment) const {
    const float t = moment.t_ms;
    if (qualifier_) qualifier_->draw(list, accent_, t, figure_from);
    figure_.draw(list, accent_, t, figure_from);
    title_.draw(list, text_, t, title_from);
    if (body_) body_->draw(list, text_2_, t, body_from);
    const float line = ground_in.at(t, Ease::Draw);
    if (line > 0 && unit_ != deck::ShareUnit::Bar)
        for (const Row& row : rows_)
            list.stroke_line({places_.left, row.ground}, {places_.left + places_.width * line, row.ground},
                             ground_width_px * stroke_scale_, line_, draw::Cap::Butt);
    draw_units(list, t);
    draw_brace(list, t);
    if (label_) label_->draw(list, accent_, label_in.at(t));
}

float PictureShare::next_change_ms(float t_ms) const {
    const Span homes{homes_in.from_ms, one_of(homes_in, home_each, 70, units_ - 1, units_).to_ms};
    const Span windows{windows_in.from_ms,
                       unit_ == deck::ShareUnit::Bar || shown_ == 0
                           ? windows_in.to_ms
                           : one_of(windows_in, window_each, 340, shown_ - 1, shown_).to_ms};
    const Span doors{doors_in.from_ms, one_of(doors_in, door_each, 60, units_ - 1, units_).to_ms};
    return motion::next_change_ms(t_ms, {figure_.span(figure_from), title_.span(title_from), ground_in, homes,
                                         windows, brace_in, label_in, closing_ ? doors : Span{},
                                         body_ ? body_->span(body_from) : Span{}});
}

} // namespace

PicturePointer make_picture(const deck::Slide& slide, const deck::Share& kind, const Context& context) {
    return std::make_unique<PictureShare>(slide, kind, context);
}

} // namespace kiosk::scene
