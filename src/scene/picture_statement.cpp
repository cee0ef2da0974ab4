// A title with nothing else, for what should not be pictured.
#include "scene/block.hpp"
#include "scene/kinds.hpp"

namespace kiosk::scene {

namespace {

constexpr BlockPlace landscape{96, 150, 1728, 800}, upright{64, 170, 952, 1500};
constexpr float body_width_px = 1150; // a line that an eye can follow back
constexpr float body_below_px = 76, body_from = 400;

class PictureStatement final : public Picture {
  public:
    PictureStatement(const deck::Slide& slide, const Context& context) {
        const deck::Palette& palette = context.palette(slide.ground);
        text_ = palette.text, text_2_ = palette.text_2;
        BlockPlace place = context.portrait() ? upright : landscape;
        title_ = fit_title(context, deck::TypeRole::Display, {140, 128, 112, 96, 84, 72},
                           context.in(slide.title), place);
        place.cap_top = title_.last_baseline() + body_below_px;
        place.width_max = std::min(place.width_max, body_width_px);
        body_ = fit_body(context, context.in(slide.body), place);
    }
    void draw(draw::DrawList& list, const Moment& moment) const override {
        title_.draw(list, text_, moment.t_ms, 0);
        if (body_) body_->draw(list, text_2_, moment.t_ms, body_from);
    }
    float next_change_ms(float t_ms) const override {
        return motion::next_change_ms(t_ms,
                                      {title_.span(0), body_ ? body_->span(body_from) : motion::Span{}});
    }
    float settled_ms() const override { return 1'500; }

  private:
    Block title_;
    std::optional<Block> body_;
    Colour text_, text_2_;
};

} // namespace

PicturePointer make_picture(const deck::Slide& slide, const deck::Statement&, const Context& context) {
    return std::make_unique<PictureStatement>(slide, context);
}

} // namespace kiosk::scene
