// One thick line between two places on a map of dots, and thin ones that come out of the dark to the second.
// Lines show direction and no amounts; no other place is named.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "motion/track.hpp"
#include "scene/arc.hpp"
#include "scene/block.hpp"
#include "scene/figure.hpp"
#include "scene/kinds.hpp"
#include "scene/projection.hpp"

namespace kiosk::scene {

namespace {

using motion::Ease;
using motion::Span;

struct Degrees {
    double longitude, latitude;
};

// Where the thin lines come from: points spread round the picture, most of them at sea, none of them meant.
constexpr std::array<Degrees, 10> dark_landscape{{{-128, 30.1},
                                                  {-91.9, 10},
                                                  {-61.9, -15.9},
                                                  {-18, 24.1},
                                                  {14, 36.1},
                                                  {16, -39.9},
                                                  {69.7, 65.9},
                                                  {118, 65.9},
                                                  {112, -39.9},
                                                  {158.1, -36.1}}};
constexpr std::array<Degrees, 9> dark_portrait{{{-25.9, 22},
                                                {-30, -3.9},
                                                {14, 36},
                                                {5.9, -30},
                                                {60, -30},
                                                {78, 66.1},
                                                {122.1, 66.1},
                                                {112, -32.1},
                                                {140.1, -30}}};

struct Places {
    EqualEarth projection;
    Rect picture;               // both places must lie in it, else the map turns until they do
    float dot_radius, dark_top; // dots fade out over the 100 px below dark_top; 0: they do not
    float from_radius, to_radius, ring_radius, thick_px, thick_bend;
    float from_label_px;
    BlockPlace title, body;
    float figure_x, figure_cap_top, figure_px, suffix_px;
    float figure_room_top; // the figure may move up to here when the body needs the room
};

constexpr Places landscape{.projection = {14, 262.46, {1134, 638}},
                           .picture = {590, 300, 1230, 546},
                           .dot_radius = 4.4F,
                           .dark_top = 0,
                           .from_radius = 16,
                           .to_radius = 16,
                           .ring_radius = 30,
                           .thick_px = 9,
                           .thick_bend = 0.30F,
                           .from_label_px = 44,
                           .title = {96, 134.2F, 1640, 306},
                           .body = {96, 701.7F, 560, 866},
                           .figure_x = 96,
                           .figure_cap_top = 417,
                           .figure_px = 330,
                           .suffix_px = 130,
                           .figure_room_top = 320};
constexpr Places upright{.projection = {62, 388, {466, 1046}},
                         .picture = {20, 600, 1040, 700},
                         .dot_radius = 5.2F,
                         .dark_top = 582,
                         .from_radius = 19,
                         .to_radius = 19,
                         .ring_radius = 32,
                         .thick_px = 11,
                         .thick_bend = 0.34F,
                         .from_label_px = 48,
                         .title = {64, 162, 952, 570},
                         .body = {440, 1411, 576, 1596},
                         .figure_x = 64,
                         .figure_cap_top = 1361,
                         .figure_px = 264,
                         .suffix_px = 104,
                         .figure_room_top = 1340};

constexpr float thin_px = 3, thin_bend = 0.13F, ring_px = 3;
// A thin line shorter than this would be a stub beside the place.
constexpr float thin_length_min = 170;
constexpr float label_edge_px = 30; // labels of places keep this far from the edge of the canvas

// The table of the slide, in ms.
constexpr float dots_from = 200, dot_in = 250, dot_delay_ms_per_px = 0.9F;
constexpr Span from_in{1300, 1700}, thick_in{1600, 3000}, to_in{2900, 3300};
constexpr float thin_from = 3200, thin_in = 1200, thin_apart = 90;
constexpr float body_from = 5000, alive_from = 5200, travel_ms = 4000;
constexpr float traveller_radius = 4, traveller_alpha = 0.8F;

struct Dot {
    Point at;
    Colour colour;
    float alpha = 1;
    float from_ms = 0;
};

class PictureMap final : public Picture {
  public:
    PictureMap(const deck::Slide& slide, const deck::Map& kind, const Context& context);
    void draw(draw::DrawList& list, const Moment& moment) const override;
    float next_change_ms(float t_ms) const override;

  private:
    void project(const deck::Map& kind, const Context& context);
    void lay_out_dots(const std::vector<deck::LandPoint>& land);
    void lay_out_lines(const Context& context);
    void lay_out_labels(const deck::Map& kind, const Context& context);
    void lay_out_words(const deck::Slide& slide, const deck::Map& kind, const Context& context);
    void draw_world(draw::DrawList& list, float t) const;
    void draw_lines(draw::DrawList& list, float t_ms) const;
    void draw_places(draw::DrawList& list, float t_ms) const;
    void draw_travellers(draw::DrawList& list, float t_ms) const;

    const Places& places_;
    deck::Palette palette_;
    bool still_;
    EqualEarth projection_;
    Point from_, to_;
    std::vector<Dot> dots_; // in the order in which they appear
    Arc thick_;
    std::vector<Arc> thin_;
    Label from_label_, to_label_;
    Block title_;
    std::optional<Block> prefix_, figure_, suffix_, body_;
    mutable draw::Path scratch_; // keeps its memory from frame to frame
};

PictureMap::PictureMap(const deck::Slide& slide, const deck::Map& kind, const Context& context)
    : places_(context.portrait() ? upright : landscape),
      palette_(context.palette(slide.ground)),
      still_(context.look.still),
      projection_(places_.projection) {
    project(kind, context);
    lay_out_lines(context);
    lay_out_words(slide, kind, context);
    lay_out_labels(kind, context);
}

// The map as the design has it; where a place would fall outside, it turns so that both stand in the picture,
// and shrinks where they are too far apart for that.
void PictureMap::project(const deck::Map& kind, const Context& context) {
    const auto place = [&] {
        from_ = projection_.place(kind.from.longitude, kind.from.latitude);
        to_ = projection_.place(kind.to.longitude, kind.to.latitude);
        return places_.picture.contains(from_) && places_.picture.contains(to_);
    };
    const auto& design_land =
        context.portrait() ? context.assets.land_portrait : context.assets.land_landscape;
    if (place()) return lay_out_dots(design_land);
    double apart = kind.to.longitude - kind.from.longitude;
    apart -= 360 * std::floor(apart / 360 + 0.5);
    projection_.central_meridian = kind.from.longitude + apart / 2;
    projection_.centre.x = places_.picture.centre().x;
    constexpr double smallest = 0.3, step = 0.95;
    while (!place() && projection_.scale_px > smallest * places_.projection.scale_px)
        projection_.scale_px *= step;
    // The dots of the landscape map cover the whole world.
    lay_out_dots(context.assets.land_landscape);
}

void PictureMap::lay_out_dots(const std::vector<deck::LandPoint>& land) {
    constexpr float fade_px = 100, own_land = 1.1F;
    const float left = 0, right = places_.picture.right() + 100;
    for (const deck::LandPoint& point : land) {
        Dot dot;
        dot.at = projection_.place(static_cast<double>(point.longitude), static_cast<double>(point.latitude));
        if (dot.at.x < left || dot.at.x > right || dot.at.y > places_.picture.bottom() + 10) continue;
        if (places_.dark_top > 0) dot.alpha = std::clamp((dot.at.y - places_.dark_top) / fade_px, 0.0F, 1.0F);
        if (dot.alpha <= 0) continue;
        const float away = distance(dot.at, from_);
        const bool own = away < own_land * places_.from_radius;
        dot.colour = own ? palette_.accent : palette_.map_land;
        if (own) dot.alpha = 1;
        dot.from_ms = dots_from + dot_delay_ms_per_px * away;
        dots_.push_back(dot);
    }
    std::ranges::sort(dots_, {}, &Dot::from_ms);
}

void PictureMap::lay_out_lines(const Context& context) {
    thick_ = Arc(from_, to_, places_.thick_bend);
    const auto add = [&](const Degrees& dark) {
        const Point start = projection_.place(dark.longitude, dark.latitude);
        if (distance(start, to_) >= thin_length_min) thin_.emplace_back(start, to_, thin_bend);
    };
    if (context.portrait())
        for (const Degrees& dark : dark_portrait) add(dark);
    else
        for (const Degrees& dark : dark_landscape) add(dark);
    scratch_.verbs.reserve(2);
    scratch_.points.reserve(3);
}

// Each label stands on the side of its place that the thick line leaves free. Where there is no room, the
// first stands below its place, where the raised line leaves it free, and the second above.
void PictureMap::lay_out_labels(const deck::Map& kind, const Context& context) {
    const bool eastward = to_.x >= from_.x;
    const float width = canvas(context.look.orientation).width;
    constexpr float cap = 0.727F; // of Inter, in em: labels stand on the middle of their place
    // Words stand at the left; a label at their height keeps clear of them.
    constexpr float half_label_px = 26;
    const auto words_right = [&](float y) {
        const bool body_there = body_ && y + half_label_px > body_->origin.y - body_->words.style.size_px &&
                                y - half_label_px < body_->bottom();
        const bool figure_there = figure_ &&
                                  y + half_label_px > figure_->origin.y - 0.75F * places_.figure_px &&
                                  y - half_label_px < figure_->origin.y;
        float right = 0;
        if (body_there) right = body_->right();
        if (figure_there) right = std::max(right, suffix_ ? suffix_->right() : figure_->right());
        return right;
    };
    const auto beside = [&](const Localised& words, const text::Style& style, Point at, float gap,
                            bool on_right, float drop, bool above) {
        const float y = at.y + drop * style.size_px;
        Label label = set_label(context, style, context.in(words), {at.x + (on_right ? gap : -gap), y},
                                on_right ? Anchor::Left : Anchor::Right);
        float left_min = std::max(label_edge_px, words_right(at.y) + label_edge_px / 2),
              right_max = width - label_edge_px;
        if (context.mirror_width() > 0) { // the words stand at the right, and the map has moved to the left
            const float moved = width - 2 * projection_.centre.x;
            const float words_left = width - left_min - moved;
            left_min = label_edge_px - moved, right_max = words_left;
        }
        if (label.origin.x >= left_min && label.right() <= right_max) return label;
        label.origin.x = on_right ? std::min(at.x + 25, right_max - label.run->width)
                                  : std::max(at.x - 25 - label.run->width, left_min);
        constexpr float away_px = 29;
        label.origin.y = above ? at.y - places_.ring_radius - away_px
                               : at.y + places_.from_radius + away_px + cap * style.size_px;
        return label;
    };
    text::Style from_style = context.style(deck::TypeRole::LabelSlide);
    from_style.size_px *= places_.from_label_px / 40;
    constexpr float from_drop = 0.22F, from_gap = 15, to_gap = 17;
    from_label_ = beside(kind.from.label, from_style, from_, places_.from_radius + from_gap, !eastward,
                         from_drop, false);
    to_label_ = beside(kind.to.label, context.style(deck::TypeRole::LabelSlide), to_,
                       places_.ring_radius + to_gap, eastward, cap / 2, true);
}

// What stands before a figure, and what behind it: "ika-{}" and "rd", in which the figure comes first.
std::pair<std::string_view, std::string_view> parted(std::string_view words) {
    constexpr std::string_view figure = "{}";
    const std::size_t at = words.find(figure);
    if (at == std::string_view::npos) return {{}, words};
    return {words.substr(0, at), words.substr(at + figure.size())};
}

void PictureMap::lay_out_words(const deck::Slide& slide, const deck::Map& kind, const Context& context) {
    const std::string title = flowed(context, context.in(slide.title));
    if (context.portrait())
        title_ = fit_title(context, deck::TypeRole::Title, {92, 80, 72, 68}, title, places_.title);
    else
        title_ = fit_title(context, deck::TypeRole::Title, {72, 68, 60}, title, places_.title);

    BlockPlace body_place = places_.body;
    body_place.bottom_max = 1e9F;
    body_ = fit_body(context, flowed(context, context.in(slide.body)), body_place);
    const float figure_room_top = std::max(places_.figure_room_top, title_.bottom() + 20);
    float lift = body_ ? std::max(0.0F, body_->bottom() - places_.body.bottom_max) : 0;
    if (places_.figure_cap_top - lift < figure_room_top) body_.reset(), lift = 0;
    if (body_) body_->origin.y -= lift;

    const std::string figure = format_digits(context.in(kind.figure), number_format_of(context));
    if (figure.empty()) return;
    // In portrait the figure stands beside the body and stays where it is.
    const float figure_lift = context.portrait() ? 0 : lift;
    text::Style style = context.style(deck::TypeRole::Hero), small = style;
    style.size_px = places_.figure_px, small.size_px = places_.suffix_px;
    const auto [before, behind] = parted(context.in(kind.figure_suffix));
    constexpr float raise_em = 0.386F, gap_em = 0.009F;
    const float gap = gap_em * style.size_px, top = places_.figure_cap_top - figure_lift;
    float x = places_.figure_x;
    if (!before.empty()) {
        prefix_ = set_block(context, small, before, {x, top, 1000});
        x = prefix_->right() + gap;
    }
    figure_ = set_block(context, style, figure, {x, top, 1000});
    if (prefix_) prefix_->origin.y = figure_->origin.y;
    const Point foot{figure_->right() + gap, figure_->origin.y - raise_em * style.size_px};
    suffix_ = set_block(context, small, behind, {foot.x, 0, 1000});
    suffix_->origin = foot;
}

void PictureMap::draw(draw::DrawList& list, const Moment& moment) const {
    const float t = moment.t_ms;
    {
        // The world has one way round: in a mirrored list it only moves away from the words.
        const auto upright_map = list.unmirrored({projection_.centre.x, 0, 0, 0});
        draw_world(list, t);
    }
    title_.draw(list, palette_.text, t, 0);
    if (prefix_) prefix_->draw(list, palette_.accent, t, 0);
    if (figure_) figure_->draw(list, palette_.accent, t, 0);
    if (suffix_) suffix_->draw(list, palette_.accent, t, 0);
    if (body_) body_->draw(list, palette_.text_2, t, body_from);
}

void PictureMap::draw_world(draw::DrawList& list, float t) const {
    for (const Dot& dot : dots_) {
        if (dot.from_ms >= t) break;
        const float alpha = dot.alpha * Span{dot.from_ms, dot.from_ms + dot_in}.at(t);
        list.fill_circle(dot.at, places_.dot_radius, faded(dot.colour, alpha));
    }
    draw_lines(list, t);
    if (!still_) draw_travellers(list, t);
    draw_places(list, t);
}

void PictureMap::draw_lines(draw::DrawList& list, float t_ms) const {
    float from_ms = thin_from;
    for (const Arc& arc : thin_) {
        const float part = Span{from_ms, from_ms + thin_in}.at(t_ms, Ease::Draw);
        from_ms += thin_apart;
        if (part <= 0) continue;
        draw::Gradient gradient{.from = arc.from(), .to = arc.to()};
        gradient.stops = {draw::Stop{0, faded(palette_.text, 0)},
                          draw::Stop{0.45F, faded(palette_.text, 0.28F)},
                          draw::Stop{1, faded(palette_.text, 0.75F)}};
        gradient.stop_count = 3;
        arc.start_of(part, scratch_);
        list.stroke_path(scratch_, thin_px * palette_.stroke_scale, gradient, draw::Cap::Butt);
    }
    const float part = thick_in.at(t_ms, Ease::Draw);
    if (part <= 0) return;
    thick_.start_of(part, scratch_);
    list.stroke_path(scratch_, places_.thick_px * palette_.stroke_scale, palette_.accent);
}

void PictureMap::draw_places(draw::DrawList& list, float t_ms) const {
    const float from_part = from_in.at(t_ms, Ease::Settle);
    if (t_ms > from_in.from_ms) {
        const float alpha = std::clamp(from_part, 0.0F, 1.0F);
        list.fill_circle(from_, places_.from_radius * lerp(0.6F, 1, from_part),
                         faded(palette_.accent, alpha));
        from_label_.draw(list, palette_.accent, alpha);
    }
    const float alpha = to_in.at(t_ms);
    if (alpha <= 0) return;
    // The ring is open: within it one sees the ground of the middle of the slide, not the ends of the lines.
    const Colour ground = palette_.ground[palette_.ground.size() / 2].colour;
    list.fill_circle(to_, places_.ring_radius, faded(ground, alpha));
    list.stroke_circle(to_, places_.ring_radius, ring_px * palette_.stroke_scale,
                       faded(palette_.text, alpha));
    list.fill_circle(to_, places_.to_radius, faded(palette_.text, alpha));
    to_label_.draw(list, palette_.text, alpha);
}

void PictureMap::draw_travellers(draw::DrawList& list, float t_ms) const {
    if (t_ms < alive_from) return;
    const auto count = static_cast<float>(thin_.size() + 1);
    const auto draw_one = [&](const Arc& arc, float index) {
        const float since = (t_ms - alive_from) / travel_ms - index / count;
        if (since < 0) return;
        const float part = since - std::floor(since);
        const float alpha = traveller_alpha * (1 - std::abs(2 * part - 1));
        list.fill_circle(arc.at(part), traveller_radius, faded(palette_.text, alpha));
    };
    for (std::size_t i = 0; i < thin_.size(); ++i) draw_one(thin_[i], static_cast<float>(i));
    draw_one(thick_, count - 1);
}

float PictureMap::next_change_ms(float t_ms) const {
    return std::max(t_ms,
                    0.0F); // something moves from the first line of the title on, for as long as it stands
}

} // namespace

PicturePointer make_picture(const deck::Slide& slide, const deck::Map& kind, const Context& context) {
    return std::make_unique<PictureMap>(slide, kind, context);
}

} // namespace kiosk::scene
