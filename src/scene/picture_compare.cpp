// Two sides: circles whose areas are as their numbers, or two states in plain words.
#include <algorithm>
#include <array>
#include <cmath>

#include "motion/track.hpp"
#include "scene/amount.hpp"
#include "scene/heading.hpp"
#include "scene/kinds.hpp"
#include "scene/tint.hpp"

namespace kiosk::scene {

namespace {

using motion::Ease;
using motion::Span;

constexpr float rule_width_px = 96, rule_px = 8, rule_to_label_px = 44, label_to_words_px = 40;
constexpr float column_gap_px = 88, row_gap_px = 96;
constexpr float label_below_px = 30;                 // from the circles' foot to the capitals of the label
constexpr float figure_above_px = 30;                // from a small circle to its figure
constexpr float between_px = 72;                     // between the two sides, at the least
constexpr float largest_px = 620, smallest_px = 160; // diameter of the larger circle

// The tables of the slide, in ms: of the circles, and of the words.
constexpr std::array<Span, 2> grow_in{Span{600, 1200}, Span{1600, 2800}};
constexpr std::array<Span, 2> label_in{Span{600, 900}, Span{1500, 1800}};
constexpr std::array<Span, 2> figure_in{Span{1000, 1300}, Span{2500, 2800}};
constexpr float circles_body_from = 2900, words_body_from = 2200;
constexpr std::array<float, 2> words_from{600, 1500};

struct Laid {
    Tint colours;
    Point foot; // where the circle touches the ground
    float radius = 0;
    Block label, figure, text;
    bool figure_inside = false;
    Rect rule;
};

class PictureCompare final : public Picture {
  public:
    PictureCompare(const deck::Slide& slide, const deck::Compare& kind, const Context& context);
    void draw(draw::DrawList& list, const Moment& moment) const override;
    float next_change_ms(float t_ms) const override;
    float settled_ms() const override;

  private:
    void set_circles(const deck::Compare& kind, const Context& context);
    [[nodiscard]] float set_side(std::size_t index, const deck::Side& side, const Context& context,
                                 float diameter);
    void set_states(const deck::Compare& kind, const Context& context);
    float set_state(Laid& laid, const deck::Side& side, const Context& context, const Rect& room);
    void draw_circle(draw::DrawList& list, std::size_t index, float t_ms) const;
    void draw_state(draw::DrawList& list, std::size_t index, float t_ms) const;
    [[nodiscard]] float body_from() const { return circles_ ? circles_body_from : words_body_from; }

    deck::Palette palette_;
    bool portrait_, circles_;
    Heading heading_;
    std::array<Laid, 2> sides_;
};

PictureCompare::PictureCompare(const deck::Slide& slide, const deck::Compare& kind, const Context& context)
    : palette_(context.palette(slide.ground)),
      portrait_(context.portrait()),
      circles_(kind.from.quantity && kind.to.quantity &&
               std::max(kind.from.quantity->value, kind.to.quantity->value) > 0),
      heading_(circles_ ? Heading::beside(slide, context) : Heading::above(slide, context)) {
    sides_[0].colours = tint(palette_, kind.from.tone);
    sides_[1].colours = tint(palette_, kind.to.tone);
    if (circles_)
        set_circles(kind, context);
    else
        set_states(kind, context);
}

// Label and figure of a circle, its foot at (0, 0). The width that the side takes.
float PictureCompare::set_side(std::size_t index, const deck::Side& side, const Context& context,
                               float diameter) {
    constexpr float figure_part = 0.36F, figure_px_max = 200, chord = 0.78F;
    Laid& laid = sides_[index];
    laid.radius = diameter / 2;
    const BlockPlace place{0, label_below_px, 440};
    laid.label = fit_label(context, deck::TypeRole::LabelSlide, context.in(side.label), place, 2);
    text::Style style = context.deck.theme.style(deck::TypeRole::Hero2);
    style.size_px = std::clamp(diameter * figure_part, 64.0F, figure_px_max);
    const std::string words =
        side.figure.empty() ? amount(context, *side.quantity) : std::string(context.in(side.figure));
    laid.figure = set_block(context, style, words, {0, 0, 1e6F});
    laid.figure_inside = laid.figure.words.width < chord * diameter;
    if (!laid.figure_inside && style.size_px > 64) {
        constexpr float hair = 0.99F; // so that rounding does not put it outside again
        style.size_px = std::max(64.0F, style.size_px * hair * chord * diameter / laid.figure.words.width);
        laid.figure = set_block(context, style, words, {0, 0, 1e6F});
        laid.figure_inside = laid.figure.words.width < chord * diameter;
    }
    return std::max({diameter, laid.label.words.width, laid.figure.words.width});
}

// As large as both sides allow beside each other and below the words.
void PictureCompare::set_circles(const deck::Compare& kind, const Context& context) {
    const Rect& art = heading_.art;
    const double from = kind.from.quantity->value, to = kind.to.quantity->value;
    const double most = std::max(from, to);
    float largest = std::min(largest_px, art.height), width = 0, height = 0;
    std::array<float, 2> widths{};
    for (;; largest -= 10) {
        widths[0] = set_side(0, kind.from, context, largest * static_cast<float>(std::sqrt(from / most)));
        widths[1] = set_side(1, kind.to, context, largest * static_cast<float>(std::sqrt(to / most)));
        width = widths[0] + widths[1] + between_px;
        height = 0;
        for (const Laid& laid : sides_) {
            const float figure = laid.figure_inside ? 0 : laid.figure.origin.y + figure_above_px;
            height = std::max(height, 2 * laid.radius + figure + laid.label.bottom());
        }
        if ((width <= art.width && height <= art.height) || largest <= smallest_px) break;
    }
    const float below = std::max(sides_[0].label.bottom(), sides_[1].label.bottom());
    const float ground = art.bottom() - below - (portrait_ ? (art.height - height) / 2 : 0);
    const float spare = std::max(0.0F, art.width - width) / 3;
    float x = art.x + spare;
    for (std::size_t i = 0; i < 2; ++i) {
        Laid& laid = sides_[i];
        laid.foot = {x + widths[i] / 2, ground};
        laid.label = moved(laid.label, laid.foot.x - laid.label.words.width / 2, ground);
        const float cap = cap_height_px(context, laid.figure);
        const float y =
            laid.figure_inside ? ground - laid.radius + cap / 2 : ground - 2 * laid.radius - figure_above_px;
        // Tracking and bearings aside, a figure stands in the middle of its circle.
        laid.figure.origin = {laid.foot.x - laid.figure.words.width / 2, y};
        x += widths[i] + between_px + spare;
    }
}

void PictureCompare::set_states(const deck::Compare& kind, const Context& context) {
    const Rect& art = heading_.art;
    const float width = portrait_ ? art.width : (art.width - column_gap_px) / 2;
    const float height = portrait_ ? (art.height - row_gap_px) / 2 : art.height;
    std::array<float, 2> bottoms{};
    for (std::size_t i = 0; i < 2; ++i) {
        const auto place = static_cast<float>(i);
        const Rect room{portrait_ ? art.x : art.x + (width + column_gap_px) * place,
                        portrait_ ? art.y + (height + row_gap_px) * place : art.y, width, height};
        bottoms[i] = set_state(sides_[i], i == 0 ? kind.from : kind.to, context, room);
    }
    // Beside each other both stand a little above the middle; below each other each in its half.
    constexpr float above_middle = 0.4F;
    const float spare = art.bottom() - std::max(bottoms[0], bottoms[1]);
    for (Laid& laid : sides_) {
        const float down = std::max(0.0F, spare * above_middle);
        laid.rule = laid.rule.moved(0, down);
        laid.label = moved(laid.label, 0, down), laid.figure = moved(laid.figure, 0, down);
        laid.text = moved(laid.text, 0, down);
    }
}

// A short rule in the side's colour, its label, its figure and its words. The bottom of it all.
float PictureCompare::set_state(Laid& laid, const deck::Side& side, const Context& context,
                                const Rect& room) {
    laid.rule = {room.x, room.y, rule_width_px, rule_px};
    BlockPlace place{room.x, room.y + rule_px + rule_to_label_px, room.width, room.bottom()};
    laid.label = fit_label(context, deck::TypeRole::LabelSlide, context.in(side.label), place, 2);
    place.cap_top = laid.label.last_baseline() + label_to_words_px;
    if (!side.figure.empty()) {
        laid.figure = fit_title(context, deck::TypeRole::Hero2, {200, 160, 128, 104, 84},
                                context.in(side.figure), place);
        place.cap_top = laid.figure.last_baseline() + label_to_words_px;
    }
    const bool alone = side.figure.empty();
    laid.text = alone ? fit_title(context, deck::TypeRole::Title, {104, 96, 84, 72, 64, 56, 48, 44},
                                  flowed(context, context.in(side.text)), place)
                      : fit_label(context, deck::TypeRole::Lead, context.in(side.text), place, 5);
    return std::max(laid.text.words.lines.empty() ? 0 : laid.text.bottom(), laid.label.bottom());
}

void PictureCompare::draw_circle(draw::DrawList& list, std::size_t index, float t_ms) const {
    const Laid& laid = sides_[index];
    const float part = grow_in[index].at(t_ms, index == 0 ? Ease::Enter : Ease::Draw);
    const float radius = laid.radius * part;
    fill_circle(list, {laid.foot.x, laid.foot.y - radius}, radius, laid.colours);
    laid.label.draw_at_rest(list, laid.colours.words, label_in[index].at(t_ms));
    laid.figure.draw_at_rest(list, laid.figure_inside ? laid.colours.on : laid.colours.words,
                             figure_in[index].at(t_ms));
}

void PictureCompare::draw_state(draw::DrawList& list, std::size_t index, float t_ms) const {
    const Laid& laid = sides_[index];
    const float from = words_from[index];
    const float part = Span{from, from + motion::text_in_ms}.at(t_ms, Ease::Draw);
    if (part > 0)
        list.fill_rect({laid.rule.x, laid.rule.y, laid.rule.width * part, laid.rule.height},
                       laid.colours.ring_px > 0 ? laid.colours.ring : laid.colours.fill);
    laid.label.draw(list, laid.colours.words, t_ms, from, 0);
    laid.figure.draw(list, laid.colours.words, t_ms, from, 1);
    laid.text.draw(list, palette_.text, t_ms, from, 2);
}

void PictureCompare::draw(draw::DrawList& list, const Moment& moment) const {
    heading_.draw(list, palette_, moment.t_ms, body_from());
    for (std::size_t i = 0; i < sides_.size(); ++i)
        circles_ ? draw_circle(list, i, moment.t_ms) : draw_state(list, i, moment.t_ms);
}

float PictureCompare::next_change_ms(float t_ms) const {
    float next = heading_.next_change_ms(t_ms, body_from());
    for (std::size_t i = 0; i < sides_.size(); ++i) {
        const Span words = motion::block_span(
            words_from[i], 2 + std::max<std::size_t>(1, sides_[i].text.words.lines.size()));
        next = std::min(next, circles_ ? motion::next_change_ms(t_ms, {grow_in[i], label_in[i], figure_in[i]})
                                       : words.next_change_ms(t_ms));
    }
    return next;
}

float PictureCompare::settled_ms() const {
    const float words =
        circles_ ? grow_in[1].to_ms
                 : motion::block_span(words_from[1],
                                      2 + std::max<std::size_t>(1, sides_[1].text.words.lines.size()))
                       .to_ms;
    return std::max(words, heading_.whole_ms(body_from()));
}

} // namespace

PicturePointer make_picture(const deck::Slide& slide, const deck::Compare& kind, const Context& context) {
    return std::make_unique<PictureCompare>(slide, kind, context);
}

} // namespace kiosk::scene
