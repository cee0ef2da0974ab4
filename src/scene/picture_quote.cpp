// A voice: what was said, in large type with the quotation marks of its language, and who said it. The
// opening mark hangs outside the margin, so that the words themselves stand on it. Nobody is pictured.
#include <algorithm>
#include <string>

#include "motion/track.hpp"
#include "scene/heading.hpp"
#include "scene/kinds.hpp"

namespace kiosk::scene {

namespace {

using motion::Ease;
using motion::Span;

struct Places {
    BlockPlace words;
    float who_below, role_below, rule_width;
    float centre; // the quotation stands around this height
};
constexpr Places landscape{
    .words = {96, 150, 1560, 846}, .who_below = 96, .role_below = 24, .rule_width = 96, .centre = 488};
constexpr Places upright{
    .words = {88, 190, 928, 1560}, .who_below = 110, .role_below = 26, .rule_width = 96, .centre = 860};
constexpr float rule_px = 6, rule_above_px = 48; // from the rule to the capitals of the name
constexpr float lead_in = 250;                   // the attribution comes so long after the last line

// Words with their closing mark; the opening one hangs, where lines begin at the left.
std::string closed(const Context& context, std::string_view words, bool hangs) {
    std::string out{hangs ? std::string_view{} : context.word("quote.open")};
    out += words;
    out += context.word("quote.close");
    return out;
}

class PictureQuote final : public Picture {
  public:
    PictureQuote(const deck::Slide& slide, const deck::Quote& kind, const Context& context)
        : palette_(context.palette(slide.ground)) {
        const Places& places = context.portrait() ? upright : landscape;
        const bool hangs = !reads_from_right(context.look.language);
        const std::string said = closed(context, flowed(context, context.in(slide.title)), hangs);
        BlockPlace place = places.words;
        const float foot = 150 + (context.in(kind.role).empty() ? 0.0F : 70.0F);
        place.bottom_max -= places.who_below + foot;
        words_ = fit_title(context, deck::TypeRole::Display, {128, 112, 100, 88, 80, 72, 64}, said, place);
        if (hangs) hang(context);
        BlockPlace below = places.words;
        below.cap_top = words_.last_baseline() + places.who_below + rule_above_px;
        who_ = fit_label(context, deck::TypeRole::Lead, context.in(kind.who), below, 1);
        below.cap_top = who_.last_baseline() + places.role_below;
        role_ = fit_label(context, deck::TypeRole::Body, context.in(kind.role), below, 2);
        rule_ = {places.words.x, words_.last_baseline() + places.who_below, places.rule_width, rule_px};
        body_ = fit_body(context, flowed(context, context.in(slide.body)),
                         {below.x, std::max(role_.last_baseline(), who_.last_baseline()) + 56,
                          below.width_max, below.bottom_max});
        centre(places);
    }
    void draw(draw::DrawList& list, const Moment& moment) const override {
        const float t = moment.t_ms;
        words_.draw(list, palette_.text, t, 0);
        const auto appearance = motion::block_line(t, 0, 0);
        if (mark_.run) {
            const auto rising = list.moved(0, appearance.rise_px);
            mark_.draw(list, palette_.text, appearance.alpha);
        }
        const float part = Span{who_from(), who_from() + motion::text_in_ms}.at(t, Ease::Draw);
        if (part > 0) list.fill_rect({rule_.x, rule_.y, rule_.width * part, rule_.height}, palette_.accent);
        who_.draw(list, palette_.text, t, who_from(), 1);
        role_.draw(list, palette_.text_2, t, who_from(), 2);
        if (body_) body_->draw(list, palette_.text_2, t, who_from(), 4);
    }
    float next_change_ms(float t_ms) const override {
        return motion::next_change_ms(t_ms, {words_.span(0), tail()});
    }
    float settled_ms() const override { return tail().to_ms; }

  private:
    // The opening mark stands left of the margin, as far from the words as if it were one with them.
    void hang(const Context& context) {
        const text::Style& style = words_.words.style;
        mark_ = set_label(context, style, context.word("quote.open"), words_.origin, Anchor::Right);
        mark_.origin.x -= style.tracking_em * style.size_px;
    }
    void centre(const Places& places) {
        const float top = places.words.cap_top, bottom = body_ ? body_->bottom() : role_.bottom();
        const float down = std::max(0.0F, places.centre - (top + bottom) / 2);
        words_ = moved(words_, 0, down), mark_.origin.y += down;
        who_ = moved(who_, 0, down), role_ = moved(role_, 0, down);
        if (body_) body_ = moved(*body_, 0, down);
        rule_ = rule_.moved(0, down);
    }
    [[nodiscard]] float who_from() const { return words_.span(0).to_ms + lead_in; }
    [[nodiscard]] Span tail() const {
        const std::size_t lines = 2 + std::max<std::size_t>(1, role_.words.lines.size()) +
                                  (body_ ? 2 + body_->words.lines.size() : 0);
        return motion::block_span(who_from(), lines);
    }

    deck::Palette palette_;
    Block words_, who_, role_;
    std::optional<Block> body_;
    Rect rule_;
    Label mark_;
};

} // namespace

PicturePointer make_picture(const deck::Slide& slide, const deck::Quote& kind, const Context& context) {
    return std::make_unique<PictureQuote>(slide, kind, context);
}

} // namespace kiosk::scene
