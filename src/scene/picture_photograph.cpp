// A picture that staff bring: over the whole screen with the words on a veil, or beside the words. It is
// decoded elsewhere (images.hpp); until it is there, and if it never comes, the words stand on the ground.
#include "scene/picture_photograph.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "motion/track.hpp"
#include "scene/block.hpp"
#include "scene/kinds.hpp"
#include "scene/scrim.hpp"

namespace kiosk::scene {

namespace {

using motion::Ease;
using motion::Span;

struct Places {
    Rect cover, panel;                      // where the picture lies
    BlockPlace title, body;                 // the body's cap_top counts from the title's last baseline
    BlockPlace side_title;                  // beside or below a panel
    float caption_right = 0, caption_y = 0; // on a covering picture
    float margin = 0;
};
constexpr Places landscape{.cover = {0, 0, 1920, 1080},
                           .panel = {900, 150, 924, 690},
                           .title = {96, 150, 820, 600},
                           .body = {96, 70, 700, 846},
                           .side_title = {96, 150, 720, 600},
                           .caption_right = 1824,
                           .caption_y = 842,
                           .margin = 96};
constexpr Places upright{.cover = {0, 0, 1080, 1096},
                         .panel = {64, 170, 952, 830},
                         .title = {64, 1164, 952, 1460},
                         .body = {64, 72, 880, 1580},
                         .side_title = {64, 1164, 952, 1460},
                         .caption_right = 1016,
                         .caption_y = 1030,
                         .margin = 64};

// The veil: wholly there under words, then less and less, so softly that no edge is seen.
// Where it stands, as parts of the canvas's height: no words stand lower than the last.
constexpr float veil_top = 0, veil_middle = 0.45F, veil_foot = 0.84F;
constexpr float veil_beside_words_px = 48, veil_side_px = 520;
constexpr float veil_top_to = 104, veil_top_gone = 250, veil_foot_from = 690, veil_foot_to = 866;
constexpr float veil_caption_from = 640, veil_caption_to = 800;
constexpr float veil_upright_px = 400, veil_upright_caption_px = 120;
constexpr std::array<float, 4> veil_shape{1, 0.70F, 0.25F, 0}; // at thirds of its way

// The table of the slide, in ms.
constexpr float title_from = 0, body_from = 300;
constexpr Span picture_in{250, 1250}, caption_in{1250, 1600}, pan_in{1300, 9300};
constexpr float pan_step_ms = 40; // it goes by quarters of a pixel: faster steps would show nothing new
constexpr float caption_gap_px = 56;

Rect fitted(const Rect& room, PixelSize size) {
    if (size.width <= 0 || size.height <= 0) return room;
    const auto width = static_cast<float>(size.width), height = static_cast<float>(size.height);
    const float scale = std::min(room.width / width, room.height / height);
    const Size shown{width * scale, height * scale};
    return {room.x + (room.width - shown.width) / 2, room.y, shown.width, shown.height};
}

class PicturePhotograph final : public Picture {
  public:
    PicturePhotograph(const deck::Slide& slide, const deck::Photograph& kind, const Context& context);
    void draw(draw::DrawList& list, const Moment& moment) const override;
    float next_change_ms(float t_ms) const override;
    float settled_ms() const override { return caption_in.to_ms; }
    const ImageWish* image() const override { return &wish_; }

  private:
    void place_words(const deck::Slide& slide, const deck::Photograph& kind, const Context& context);
    void draw_image(draw::DrawList& list, const Moment& moment) const;
    void draw_veil(draw::DrawList& list) const;
    [[nodiscard]] bool pans() const { return veiled_ && wish_.margin > 0; }

    const Places& places_;
    const deck::Palette& palette_;
    bool portrait_;
    bool veiled_; // the picture covers, and words stand on it
    ImageWish wish_;
    Rect room_;
    float veil_ = 0;
    Block title_;
    std::optional<Block> body_;
    std::optional<Label> caption_;
};

PicturePhotograph::PicturePhotograph(const deck::Slide& slide, const deck::Photograph& kind,
                                     const Context& context)
    : places_(context.portrait() ? upright : landscape),
      palette_(context.palette(slide.ground)),
      portrait_(context.portrait()),
      veiled_(covers(kind, context.look)),
      wish_(photograph_wish(kind, context.look)),
      room_(veiled_ ? places_.cover : places_.panel) {
    for (const float part : {veil_top, veil_middle, veil_foot})
        veil_ = std::max(veil_, scrim_alpha(palette_, ground_at(palette_, part)));
    if (!wish_.cover) room_ = fitted(places_.panel, kind.size);
    place_words(slide, kind, context);
}

void PicturePhotograph::place_words(const deck::Slide& slide, const deck::Photograph& kind,
                                    const Context& context) {
    const BlockPlace& place = veiled_ ? places_.title : places_.side_title;
    const auto title = context.in(slide.title);
    title_ = portrait_ || !veiled_
                 ? fit_title(context, deck::TypeRole::Title, {92, 84, 76, 68, 60}, title, place)
                 : fit_title(context, deck::TypeRole::Display, {112, 100, 88, 76, 68}, title, place);
    BlockPlace body = places_.body;
    body.cap_top += title_.last_baseline();
    body_ = fit_body(context, flowed(context, context.in(slide.body)), body);
    if (kind.caption.empty()) return;
    const text::Style style = context.style(deck::TypeRole::LabelSlide);
    const float y = veiled_ ? places_.caption_y : room_.bottom() + caption_gap_px;
    Label caption =
        set_label(context, style, context.in(kind.caption), {veiled_ ? places_.caption_right : room_.x, y},
                  veiled_ ? Anchor::Right : Anchor::Left);
    const float left = veiled_ && !portrait_ && body_ ? body_->right() + caption_gap_px : places_.margin;
    if (caption.origin.x >= left && caption.right() <= places_.caption_right + 1) caption_ = caption;
}

// The first `to` px of a side are wholly veiled, and at `gone` nothing is left of it.
void fade_rect(draw::DrawList& list, const Rect& rect, Point from, Point to, Colour ground, float alpha) {
    draw::Gradient gradient{.from = from, .to = to};
    gradient.stop_count = static_cast<std::uint8_t>(veil_shape.size());
    gradient.dither = true;
    for (std::size_t i = 0; i < veil_shape.size(); ++i)
        gradient.stops[i] = {static_cast<float>(i) / static_cast<float>(veil_shape.size() - 1),
                             faded(ground, alpha * veil_shape[i])};
    list.fill_rect(rect, gradient);
}

void PicturePhotograph::draw_veil(draw::DrawList& list) const {
    const Colour top = ground_at(palette_, veil_top), middle = ground_at(palette_, veil_middle),
                 foot = ground_at(palette_, veil_foot);
    const Rect& all = places_.cover;
    fade_rect(list, {0, 0, all.width, veil_top_gone}, {0, veil_top_to}, {0, veil_top_gone}, top, veil_);
    if (portrait_) {
        // The picture ends in the ground on which the words stand.
        const Colour ground = ground_at(palette_, all.bottom() / 1920);
        const float from = all.bottom() - veil_upright_px;
        const float to = all.bottom() - (caption_ ? veil_upright_caption_px : 0);
        fade_rect(list, {0, from, all.width, veil_upright_px}, {0, to}, {0, from}, ground, 1);
        return;
    }
    const float words = std::max(title_.right(), body_ ? body_->right() : 0) + veil_beside_words_px;
    const float gone = std::min(words + veil_side_px, all.width);
    fade_rect(list, {0, 0, gone, all.height}, {words, 0}, {gone, 0}, middle, veil_);
    const float to = caption_ ? veil_caption_to : veil_foot_to,
                from = caption_ ? veil_caption_from : veil_foot_from;
    fade_rect(list, {0, from, all.width, all.height - from}, {0, to}, {0, from}, foot, veil_);
}

void PicturePhotograph::draw_image(draw::DrawList& list, const Moment& moment) const {
    const float alpha = picture_in.at(moment.t_ms, Ease::Enter);
    if (alpha <= 0 || !moment.images) return;
    const auto image = moment.images->find(wish_);
    if (!image) return;
    const auto width = static_cast<float>(image->size.width), height = static_cast<float>(image->size.height);
    const float shown = 1 / (1 + wish_.margin);
    Rect source{0, 0, std::round(width * shown), std::round(height * shown)};
    if (pans()) {
        const float t = std::floor(moment.t_ms / pan_step_ms) * pan_step_ms;
        const float part = pan_in.at(t, Ease::Move);
        const auto along = [&](float room) { return std::round(room * part * 4) / 4; };
        source.x = std::round((width - source.width) / 2),
        source.y = std::round((height - source.height) / 2);
        if (portrait_)
            source.y = along(height - source.height);
        else
            source.x = along(width - source.width);
    }
    list.image(image, source, room_, 0, alpha);
    if (veiled_) {
        const auto fade = list.faded(alpha);
        draw_veil(list);
    }
}

void PicturePhotograph::draw(draw::DrawList& list, const Moment& moment) const {
    draw_image(list, moment);
    const float t = moment.t_ms;
    title_.draw(list, palette_.text, t, title_from);
    if (body_) body_->draw(list, palette_.text_2, t, body_from);
    if (caption_) caption_->draw(list, veiled_ ? palette_.text : palette_.text_2, caption_in.at(t));
}

float PicturePhotograph::next_change_ms(float t_ms) const {
    const float next = motion::next_change_ms(
        t_ms, {title_.span(title_from), picture_in, caption_in, body_ ? body_->span(body_from) : Span{}});
    if (!pans() || t_ms >= pan_in.to_ms + pan_step_ms) return next;
    const float step = (std::floor(std::max(t_ms, pan_in.from_ms) / pan_step_ms) + 1) * pan_step_ms;
    return std::min(next, step);
}

} // namespace

bool covers(const deck::Photograph& kind, const Look& look) {
    // Where the controls take room from it, it cannot reach to all edges either.
    return kind.cover && look.contrast != deck::Contrast::High && look.lift_px <= 0;
}

ImageWish photograph_wish(const deck::Photograph& kind, const Look& look) {
    const Places& places = look.orientation == Orientation::Portrait ? upright : landscape;
    ImageWish wish;
    wish.file = kind.file;
    wish.cover = kind.cover;
    wish.focus = kind.focus;
    const bool veiled = covers(kind, look);
    wish.margin = veiled && kind.pan && !look.still ? pan_margin : 0;
    const Rect room = veiled ? places.cover : places.panel;
    wish.room = {room.width * (1 + wish.margin), room.height * (1 + wish.margin)};
    return wish;
}

PicturePointer make_picture(const deck::Slide& slide, const deck::Photograph& kind, const Context& context) {
    return std::make_unique<PicturePhotograph>(slide, kind, context);
}

} // namespace kiosk::scene
