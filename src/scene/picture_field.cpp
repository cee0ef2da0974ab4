// A field of screens that light up from left to right, few in the first columns and nearly all in the last:
// more and more of them are on. A direction, not a count.
#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "motion/track.hpp"
#include "scene/block.hpp"
#include "scene/carry.hpp"
#include "scene/kinds.hpp"

namespace kiosk::scene {

namespace {

using motion::Span;

struct Places {
    BlockPlace title, body;
    bool body_follows_title;
    Point first; // the left upper corner of the first screen
    int columns, rows;
    float column_pitch, row_pitch;
};

constexpr Places landscape{.title = {96, 139, 1728, 372},
                           .body = {96, 355.2F, 1728, 430},
                           .body_follows_title = true,
                           .first = {96, 440},
                           .columns = 24,
                           .rows = 6,
                           .column_pitch = 1674.0F / 23,
                           .row_pitch = 72.78F};
constexpr Places upright{.title = {64, 162, 952, 590},
                         .body = {64, 1430, 952, 1596},
                         .body_follows_title = false,
                         .first = {64, 620},
                         .columns = 13,
                         .rows = 11,
                         .column_pitch = 898.0F / 12,
                         .row_pitch = 72};
constexpr Size screen{54, 36};
constexpr float radius = 7, outline_px = 2.5F;

// The table of the slide, in ms.
constexpr float body_from = 400;
constexpr Span empty_in{300, 800}, lighting{1000, 4200};
constexpr float light_in = 300;
constexpr int shuffled_columns = 3;

float fraction(float value) {
    return value - std::floor(value);
}

struct Screen {
    Rect rect;
    Colour lit;
    float from_ms = motion::never_ms; // for good when it stays dark
    draw::ElementId element = 0;
};

class PictureField final : public Picture {
  public:
    PictureField(const deck::Slide& slide, const Context& context);
    void draw(draw::DrawList& list, const Moment& moment) const override;
    float next_change_ms(float t_ms) const override;
    float settled_ms() const override { return lighting.to_ms; }

  private:
    void lay_out_words(const deck::Slide& slide, const Context& context);
    void lay_out_screens();
    void lay_out_column(int column, std::vector<std::pair<float, std::size_t>>& lit);

    const Places& places_;
    deck::Palette palette_;
    deck::PartId part_;
    Block title_;
    std::optional<Block> body_;
    int first_row_ = 0; // rows above it have given way to the words
    std::vector<Screen> screens_;
};

PictureField::PictureField(const deck::Slide& slide, const Context& context)
    : places_(context.portrait() ? upright : landscape),
      palette_(context.palette(slide.ground)),
      part_(slide.parts.lights) {
    lay_out_words(slide, context);
    lay_out_screens();
}

void PictureField::lay_out_screens() {
    // Lit screens with the key that shuffles them within three columns.
    std::vector<std::pair<float, std::size_t>> lit;
    for (int column = 0; column < places_.columns; ++column) lay_out_column(column, lit);
    std::ranges::sort(lit);
    const float last = static_cast<float>(std::max<std::size_t>(2, lit.size()) - 1);
    const float apart = (lighting.to_ms - light_in - lighting.from_ms) / last;
    for (std::size_t i = 0; i < lit.size(); ++i) {
        Screen& one = screens_[lit[i].second];
        one.from_ms = lighting.from_ms + apart * static_cast<float>(i);
        one.element = element_of(part_, Piece::FirstLight, static_cast<unsigned>(i));
    }
}

void PictureField::lay_out_column(int column, std::vector<std::pair<float, std::size_t>>& lit) {
    const auto i = static_cast<float>(column);
    const float t = i / static_cast<float>(places_.columns - 1);
    const auto lights = static_cast<int>(std::lround(static_cast<float>(places_.rows) * std::pow(t, 1.45F)));
    const Colour ground = palette_.ground.front().colour;
    const Colour dim = mix(palette_.accent, ground, 0.31F);
    const Colour colour = mix(dim, palette_.accent, std::min(1.0F, 0.25F + t));
    const auto order = [&](int row) { return fraction(0.618034F * i + 0.381966F * static_cast<float>(row)); };
    for (int row = 0; row < places_.rows; ++row) {
        const Rect rect{places_.first.x + places_.column_pitch * i,
                        places_.first.y + places_.row_pitch * static_cast<float>(row), screen.width,
                        screen.height};
        int before = 0;
        for (int other = 0; other < places_.rows; ++other) before += order(other) < order(row) ? 1 : 0;
        if (row < first_row_) continue;
        screens_.push_back({rect, colour});
        if (before >= lights) continue;
        const auto number = static_cast<float>(screens_.size());
        const int group = column / shuffled_columns; // its columns are shuffled together
        lit.emplace_back(static_cast<float>(group) + fraction(0.618034F * number), screens_.size() - 1);
    }
}

void PictureField::lay_out_words(const deck::Slide& slide, const Context& context) {
    title_ = fit_title(context, deck::TypeRole::Title, {92, 84, 76, 68},
                       flowed(context, context.in(slide.title)), places_.title);
    BlockPlace place = places_.body;
    constexpr float gap_px = 22;
    if (places_.body_follows_title) place.cap_top = std::max(place.cap_top, title_.bottom() + gap_px);
    const std::string body = flowed(context, context.in(slide.body));
    // The picture stands below the words in landscape, and up to two of its rows give way to them.
    const int rows_max = places_.body_follows_title ? 2 : 0;
    for (first_row_ = 0; first_row_ <= rows_max; ++first_row_) {
        body_ = fit_body(context, body, place);
        if (body_ || body.empty()) return;
        place.bottom_max += places_.row_pitch;
    }
    first_row_ = 0;
}

void PictureField::draw(draw::DrawList& list, const Moment& moment) const {
    const float t = moment.t_ms;
    title_.draw(list, palette_.text, t, 0);
    if (body_) body_->draw(list, palette_.text_2, t, body_from);
    const float empty_alpha = empty_in.at(t);
    if (empty_alpha <= 0) return;
    const Colour outline = faded(mix(palette_.off, palette_.map_land, 0.5F), empty_alpha);
    for (const Screen& one : screens_) {
        const float lit = Span{one.from_ms, one.from_ms + light_in}.at(t);
        if (lit < 1) list.stroke_rect_inside(one.rect, radius, outline_px * palette_.stroke_scale, outline);
        const auto mine = list.element(one.element);
        if (lit > 0) list.fill_rect(one.rect, faded(one.lit, lit), radius);
    }
}

float PictureField::next_change_ms(float t_ms) const {
    float next = motion::next_change_ms(t_ms, {title_.span(0), empty_in});
    if (body_) next = std::min(next, body_->span(body_from).next_change_ms(t_ms));
    for (const Screen& one : screens_) // between two lights nothing moves
        if (one.from_ms != motion::never_ms)
            next = std::min(next, Span{one.from_ms, one.from_ms + light_in}.next_change_ms(t_ms));
    return next;
}

} // namespace

PicturePointer make_picture(const deck::Slide& slide, const deck::Field&, const Context& context) {
    return std::make_unique<PictureField>(slide, context);
}

} // namespace kiosk::scene
