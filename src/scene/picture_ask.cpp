// The ask: one sentence, the large pledge button, a code for the visitor's own telephone, and the lights of
// today.
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "motion/track.hpp"
#include "scene/block.hpp"
#include "scene/button.hpp"
#include "scene/kinds.hpp"
#include "scene/progress.hpp"
#include "scene/qr.hpp"

namespace kiosk::scene {

namespace {

using motion::Ease;
using motion::Span;

// The table of the slide, in ms. From the slide of hope the disc of light comes first (flood.hpp).
constexpr Span button_in{0, 400}, card_in{400, 900}, progress_in{700, 1900};
constexpr float title_from = 100;

struct Places {
    BlockPlace title;
    float title_right_alone; // where the title may end when there is no card
    Rect button;
    float hint_gap, hint_right; // 0: no hint beside the button
    Rect card;
    int module_max_px;
    ProgressPlace progress;
};

constexpr Places landscape{.title = {96, 127.6F, 1256, 576},
                           .title_right_alone = 1824,
                           .button = {96, 592, 640, 136},
                           .hint_gap = 36,
                           .hint_right = 1372,
                           .card = {1392, 124, 432, 432},
                           .module_max_px = 13,
                           .progress = {96, 1824, 797.5F, 831, 22, 80}};
constexpr Places upright{
    .title = {64, 163, 880, 1030}, // breaks after "find", so that the lines fill the height
    .title_right_alone = 1016,
    .button = {64, 1648, 840, 136},
    .hint_gap = 0,
    .hint_right = 0,
    .card = {64, 1060, 336, 336},
    .module_max_px = 10,
    .progress = {64, 1016, 1461.5F, 1496, 48, 30}};
constexpr float card_radius = 24;
// A code of smaller modules is read by no telephone from where a visitor stands.
constexpr int module_min_px = 4;

class PictureAsk final : public Picture {
  public:
    PictureAsk(const deck::Slide& slide, const deck::Ask& kind, const Context& context);
    void draw(draw::DrawList& list, const Moment& moment) const override;
    float next_change_ms(float t_ms) const override;
    float settled_ms() const override { return progress_in.to_ms; }
    Rect button() const override { return button_.rect(); }
    void draw_button(draw::DrawList& list, HitMap* hits, const Feel& feel, Instant now,
                     const Moment& moment) const override;

  private:
    void lay_out_button(const deck::Ask& kind, const Context& context);
    void lay_out_card(const deck::Ask& kind, const Context& context);
    void lay_out_card_words(const deck::Ask& kind, const Context& context);

    const Places& places_;
    deck::Palette palette_;
    Colour ink_;
    Block title_;
    Button button_;
    std::optional<Label> hint_;
    draw::Path code_; // empty: no card
    std::vector<Label> card_label_;
    std::optional<Block> card_words_, card_hint_; // beside the card in portrait
    Progress progress_;
};

PictureAsk::PictureAsk(const deck::Slide& slide, const deck::Ask& kind, const Context& context)
    : places_(context.portrait() ? upright : landscape),
      palette_(context.palette(slide.ground)),
      ink_(palette_.text),
      progress_(context, places_.progress) {
    lay_out_card(kind, context);
    BlockPlace place = places_.title;
    if (code_.verbs.empty()) place.width_max = places_.title_right_alone - place.x;
    // Display sizes do not grow, so that in landscape the breaks of the deck hold at every text size.
    const std::string title =
        context.portrait() ? flowed(context, context.in(slide.title)) : std::string(context.in(slide.title));
    title_ = context.portrait()
                 ? fit_title(context, deck::TypeRole::Display, {172, 148, 128, 112, 96}, title, place)
                 : fit_title(context, deck::TypeRole::Display, {148, 128, 112, 96, 84}, title, place);
    lay_out_button(kind, context);
}

void PictureAsk::lay_out_button(const deck::Ask& kind, const Context& context) {
    button_ = Button::make(context, {.control = {ControlKind::Pledge},
                                     .kind = ButtonKind::Filled,
                                     .label = context.in(kind.button),
                                     .icon = "arrow_right",
                                     .icon_side = IconSide::Right,
                                     .role = deck::TypeRole::Button,
                                     .label_size_px = 52,
                                     .height_px = places_.button.height,
                                     .width_min_px = places_.button.width,
                                     .padding_px = 48,
                                     .icon_size_px = 48});
    button_.place({places_.button.x, places_.button.y});
    if (places_.hint_gap <= 0) return;
    text::Style style = context.style(deck::TypeRole::Lead);
    style.size_px *= 40.0F / 44.0F;
    const float cap = context.fonts.metrics(style).cap_height * style.size_px;
    const Rect& rect = button_.rect();
    Label hint = set_label(context, style, context.in(kind.hint),
                           {rect.right() + places_.hint_gap, rect.centre().y + cap / 2 + 2});
    if (hint.right() <= places_.hint_right) hint_ = hint;
}

// Whole pixels a module, so that every edge of the code is sharp.
void PictureAsk::lay_out_card(const deck::Ask& kind, const Context& context) {
    if (kind.qr_url.empty()) return;
    const auto code = make_qr(kind.qr_url);
    if (!code) return;
    const Rect& card = places_.card;
    const int modules = code->size + 2 * qr_quiet_modules;
    const int module_px = std::min(places_.module_max_px, static_cast<int>(card.width) / modules);
    if (module_px < module_min_px) return;
    const auto module = static_cast<float>(module_px);
    const float inset = std::floor((card.width - module * static_cast<float>(code->size)) / 2);
    code_ = qr_path(*code, {card.x + inset, card.y + inset}, module);
    lay_out_card_words(kind, context);
}

void PictureAsk::lay_out_card_words(const deck::Ask& kind, const Context& context) {
    const Rect& card = places_.card;
    const std::string_view words = context.in(kind.qr_label);
    if (words.empty()) return;
    if (context.portrait()) {
        text::Style style = context.style(deck::TypeRole::Title2);
        style.size_px *= 56.0F / 52.0F;
        style.line = 1.15F;
        card_words_ =
            set_block(context, style, words, {card.right() + 40, 1086.3F, 560}, text::Breaking::Balanced);
        const float top = card_words_->bottom() + 36;
        card_hint_ =
            fit_body(context, context.word("ask.camera"), {card.right() + 40, top, 576, card.bottom()});
        return;
    }
    const text::Style style = context.style(deck::TypeRole::LabelSlide);
    const auto paragraph =
        context.fonts.paragraph(words, style, context.look.language, card.width, text::Breaking::Balanced);
    float y = card.bottom() + 59.5F;
    for (const auto& line : paragraph.lines) {
        card_label_.push_back({line, {card.centre().x - line->width / 2, y}});
        y += style.line_height();
    }
}

void PictureAsk::draw(draw::DrawList& list, const Moment& moment) const {
    const float t = moment.t_ms;
    title_.draw(list, ink_, t, title_from);
    if (hint_) hint_->draw(list, palette_.text_2, card_in.at(t));
    const float card_alpha = card_in.at(t, Ease::Enter);
    if (!code_.verbs.empty() && card_alpha > 0) {
        constexpr Colour white{255, 255, 255, 255};
        list.fill_rect(places_.card, faded(white, card_alpha), card_radius);
        {
            const auto upright_code = list.unmirrored(places_.card);
            list.fill_path(code_, faded(ink_, card_alpha));
        }
        for (const Label& line : card_label_) line.draw(list, ink_, card_alpha);
        if (card_words_) card_words_->draw_at_rest(list, ink_, card_alpha);
        if (card_hint_) card_hint_->draw_at_rest(list, palette_.text_2, card_alpha);
    }
    progress_.draw(list, moment.today, palette_, t - progress_in.from_ms,
                   progress_in.to_ms - progress_in.from_ms);
}

void PictureAsk::draw_button(draw::DrawList& list, HitMap* hits, const Feel& feel, Instant now,
                             const Moment& moment) const {
    if (moment.t_ms < 0) return;
    const float part = button_in.at(moment.t_ms, Ease::Enter);
    const auto faded_scope = list.faded(part);
    const auto scaled_scope = list.scaled(lerp(0.96F, 1, part), button_.rect().centre());
    button_.draw(list, hits, palette_, feel, now);
}

float PictureAsk::next_change_ms(float t_ms) const {
    const Span lights{progress_in.from_ms,
                      progress_in.from_ms + progress_.stands_ms(progress_in.to_ms - progress_in.from_ms)};
    return motion::next_change_ms(t_ms, {title_.span(title_from), button_in, card_in, lights});
}

} // namespace

PicturePointer make_picture(const deck::Slide& slide, const deck::Ask& kind, const Context& context) {
    return std::make_unique<PictureAsk>(slide, kind, context);
}

} // namespace kiosk::scene
