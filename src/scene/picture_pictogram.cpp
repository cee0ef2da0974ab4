// Icons, each for so many: those that the figure fills are lit one after another, the last by its part. Where
// the deck names the whole, the rest of it stands unlit.
#include <algorithm>
#include <cmath>

#include "motion/track.hpp"
#include "scene/carry.hpp"
#include "scene/chart_words.hpp"
#include "scene/deck_icon.hpp"
#include "scene/figure.hpp"
#include "scene/kinds.hpp"

namespace kiosk::scene {

namespace {

using motion::Ease;
using motion::Span;

struct Places {
    BlockPlace qualifier, figure, title, body;
    float qualifier_px, figure_px;
    Rect grid; // of the icons; the legend stands below it
};
constexpr Places landscape{.qualifier = {96, 124, 700},
                           .figure = {96, 204, 700},
                           .title = {96, 0, 660, 690},
                           .body = {96, 0, 640, 852},
                           .qualifier_px = 72,
                           .figure_px = 240,
                           .grid = {860, 136, 964, 616}};
constexpr Places upright{.qualifier = {64, 164.6F, 952},
                         .figure = {64, 246, 952},
                         .title = {64, 0, 952, 760},
                         .body = {64, 0, 952, 1586},
                         .qualifier_px = 72,
                         .figure_px = 240,
                         .grid = {64, 0, 952, 0}}; // between title and body
constexpr float figure_least_px = 90, alone_cap_px = 150,
                alone_upright_cap_px = 176; // `alone`: without a qualifier
constexpr float comma_em = 0.12F;
constexpr float figure_to_title_px = 60, title_to_body_px = 46;
constexpr float icon_max_px = 150, icon_of_cell = 0.78F;
constexpr float legend_icon_px = 56, legend_gap_px = 20, legend_below_px = 40;
constexpr float stroke_units = 2.6F, unlit_stroke_units = 2.2F;
constexpr float over_alpha = 0.45F;
constexpr float unlit_picture_alpha = 0.22F; // of an icon in colours of its own
constexpr std::size_t icons_max = 200;

constexpr float words_from = 0, title_from = 150, body_from = 3000;
constexpr Span rest_in{500, 1000}, count_in{800, 2700}, legend_in{700, 1100};
constexpr float icon_in_ms = 260;

class PicturePictogram final : public Picture {
  public:
    PicturePictogram(const deck::Slide& slide, const deck::Pictogram& kind, const Context& context);
    void draw(draw::DrawList& list, const Moment& moment) const override;
    float next_change_ms(float t_ms) const override {
        return motion::next_change_ms(t_ms,
                                      {motion::block_span(words_from, 1), title_.span(title_from), rest_in,
                                       legend_in, count_in, body_ ? body_->span(body_from) : Span{}});
    }
    float settled_ms() const override { return 4'200; }

  private:
    void place_words(const deck::Slide& slide, const deck::Pictogram& kind, const Context& context);
    void place_icons(const deck::Pictogram& kind, const Context& context);
    [[nodiscard]] Span icon_span(std::size_t n) const;

    const Places& places_;
    const deck::Palette& palette_;
    std::optional<Block> qualifier_;
    Block figure_, title_;
    std::optional<Block> body_;
    DeckIcon icon_;
    float lit_ = 0;         // icons that the number fills
    bool open_ = false;     // "over": one more, faintly
    std::vector<Point> at_; // of all icons
    float size_px_ = 0;
    Rect grid_;
    Point legend_icon_;
    draw::ElementId icon_element_;
    LabelBlock legend_;
};

PicturePictogram::PicturePictogram(const deck::Slide& slide, const deck::Pictogram& kind,
                                   const Context& context)
    : places_(context.portrait() ? upright : landscape),
      palette_(context.palette(slide.ground)),
      icon_(DeckIcon::make(context, kind.icon)),
      icon_element_(element_of(slide.parts.icon, Piece::Mark)) {
    place_words(slide, kind, context);
    place_icons(kind, context);
}

void PicturePictogram::place_words(const deck::Slide& slide, const deck::Pictogram& kind,
                                   const Context& context) {
    const Localised& qualifier = kind.count.qualifier_words;
    text::Style style = context.style(deck::TypeRole::Qualifier);
    style.size_px = places_.qualifier_px;
    if (!qualifier.empty()) qualifier_ = set_block(context, style, context.in(qualifier), places_.qualifier);
    style = context.style(deck::TypeRole::Hero);
    style.size_px = places_.figure_px;
    const std::string words = figure_text(context, kind.count, kind.affixes);
    const float wide = context.fonts.shape(words, style, context.look.language)->width;
    BlockPlace figure = places_.figure;
    if (wide > figure.width_max)
        style.size_px = std::max(figure_least_px, style.size_px * figure.width_max / wide);
    if (!qualifier_) figure.cap_top = context.portrait() ? alone_upright_cap_px : alone_cap_px;
    figure_ = set_block(context, style, words, figure);
    figure_.element = element_of(slide.parts.figure, Piece::Words);
    BlockPlace title = places_.title, body = places_.body;
    title.cap_top = figure_.last_baseline() + figure_to_title_px;
    constexpr double grouped_from = 1000; // a comma hangs below its line
    if (kind.count.value >= grouped_from) title.cap_top += style.size_px * comma_em;
    const auto told = flowed(context, context.in(slide.title));
    title_ = context.portrait() ? fit_title(context, deck::TypeRole::Title, {84, 76, 68, 60}, told, title)
                                : fit_title(context, deck::TypeRole::Title, {72, 68, 60, 52}, told, title);
    body.cap_top = title_.last_baseline() + title_to_body_px;
    body_ = fit_body(context, flowed(context, context.in(slide.body)), body);
    grid_ = places_.grid;
    if (!context.portrait()) return;
    float foot = body.bottom_max;
    if (body_) {
        body_->origin.y += body.bottom_max - body_->bottom();
        foot = body_->origin.y - context.style(deck::TypeRole::Body).size_px - title_to_body_px;
    }
    grid_.y = title_.bottom() + figure_to_title_px;
    grid_.height = foot - grid_.y - legend_icon_px - 2 * legend_below_px;
}

// As many columns as make the icons largest.
void PicturePictogram::place_icons(const deck::Pictogram& kind, const Context& context) {
    const double per = kind.per > 0 ? kind.per : 1;
    const auto most = static_cast<double>(icons_max);
    lit_ = static_cast<float>(std::clamp(kind.count.value / per, 0.0, most));
    open_ = kind.count.qualifier == deck::Qualifier::Over && lit_ == std::floor(lit_);
    const double whole = kind.of ? std::clamp(kind.of->value / per, 0.0, most) : 0;
    const auto count = static_cast<std::size_t>(
        std::max(1.0, std::max(std::ceil(whole - 1e-6),
                               std::ceil(static_cast<double>(lit_) - 1e-6) + (open_ ? 1 : 0))));
    const Rect& grid = grid_;
    std::size_t columns = 1;
    float cell = 0;
    for (std::size_t n = 1; n <= count; ++n) {
        const std::size_t rows = (count + n - 1) / n;
        const float fits =
            std::min(grid.width / static_cast<float>(n), grid.height / static_cast<float>(rows));
        if (fits > cell + 0.01F) cell = fits, columns = n;
    }
    cell = std::min(cell, icon_max_px / icon_of_cell);
    size_px_ = cell * icon_of_cell;
    const std::size_t rows = (count + columns - 1) / columns;
    const float tall = cell * static_cast<float>(rows), wide = cell * static_cast<float>(columns);
    const Point corner{context.portrait() ? grid.x : grid.right() - wide, grid.y + (grid.height - tall) / 2};
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t row = i / columns, column = i % columns;
        at_.push_back(corner + Point{cell * (static_cast<float>(column) + 0.5F),
                                     cell * (static_cast<float>(row) + 0.5F)});
    }
    // The legend begins where the first icon does.
    const text::Style style = context.style(deck::TypeRole::LabelSlide);
    const float cap = context.fonts.metrics(style).cap_height * style.size_px;
    const float left = at_.front().x - size_px_ / 2;
    const float middle = corner.y + tall + legend_below_px + legend_icon_px / 2;
    legend_icon_ = {left + legend_icon_px / 2, middle};
    legend_ = set_label_block(context, style, context.in(kind.legend),
                              {left + legend_icon_px + legend_gap_px, middle - cap / 2}, Anchor::Left,
                              grid.right() - left - legend_icon_px - legend_gap_px, 26);
}

// All of them come on within the same time.
Span PicturePictogram::icon_span(std::size_t n) const {
    const float count = std::max(1.0F, std::ceil(lit_) + (open_ ? 1.0F : 0.0F));
    const float room = count_in.to_ms - count_in.from_ms - icon_in_ms;
    const float start = count_in.from_ms + (count > 1 ? room * static_cast<float>(n) / (count - 1) : 0);
    return {start, std::min(start + icon_in_ms, count_in.to_ms)};
}

void PicturePictogram::draw(draw::DrawList& list, const Moment& moment) const {
    const float t = moment.t_ms;
    if (qualifier_) qualifier_->draw(list, palette_.accent, t, words_from);
    figure_.draw(list, palette_.accent, t, words_from);
    title_.draw(list, palette_.text, t, title_from);
    if (body_) body_->draw(list, palette_.text_2, t, body_from);
    const float rest = rest_in.at(t);
    const float scale = palette_.stroke_scale;
    const float unlit = icon_.is_picture() ? unlit_picture_alpha : 1;
    for (std::size_t i = 0; i < at_.size(); ++i) {
        const float filled = std::clamp(lit_ - static_cast<float>(i), 0.0F, 1.0F);
        const bool beyond = filled <= 0 && open_ && static_cast<float>(i) < lit_ + 1;
        const float on = filled > 0 || beyond ? icon_span(i).at(t) : 0;
        if ((filled < 1 || on < 1) && !beyond)
            icon_.draw(list, at_[i], size_px_, faded(palette_.off, rest * unlit), unlit_stroke_units * scale,
                       moment.images);
        if (on <= 0) continue;
        const float alpha = beyond ? on * over_alpha : on;
        if (filled >= 1 || beyond) {
            icon_.draw(list, at_[i], size_px_, faded(palette_.accent, alpha), stroke_units * scale,
                       moment.images);
            continue;
        }
        const auto part =
            list.clipped({at_[i].x - size_px_ / 2, at_[i].y - size_px_ / 2, size_px_ * filled, size_px_});
        icon_.draw(list, at_[i], size_px_, faded(palette_.accent, alpha), stroke_units * scale,
                   moment.images);
    }
    const float legend = legend_in.at(t);
    const auto mark = list.element(icon_element_);
    icon_.draw(list, legend_icon_, legend_icon_px, faded(palette_.accent, legend), stroke_units * scale,
               moment.images);
    legend_.draw(list, palette_.text, legend);
}

} // namespace

PicturePointer make_picture(const deck::Slide& slide, const deck::Pictogram& kind, const Context& context) {
    return std::make_unique<PicturePictogram>(slide, kind, context);
}

} // namespace kiosk::scene
