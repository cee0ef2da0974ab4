#include "scene/still_picture.hpp"

#include <utility>

#include "motion/track.hpp"

namespace kiosk::scene {

namespace {

constexpr motion::Span fade{0, 250};
// Later than the end of every table, and far from where floats of milliseconds lose their fractions.
constexpr float last_ms = 600'000;

class StillPicture final : public Picture {
  public:
    explicit StillPicture(std::unique_ptr<Picture> picture) : picture_(std::move(picture)) {}

    void draw(draw::DrawList& list, const Moment& moment) const override {
        const float alpha = fade.at(moment.t_ms);
        if (alpha <= 0) return;
        const auto scope = list.faded(alpha);
        picture_->draw(list, settled(moment));
    }
    float next_change_ms(float t_ms) const override { return fade.next_change_ms(t_ms); }
    float settled_ms() const override { return fade.to_ms; }
    Rect button() const override { return picture_->button(); }
    void draw_button(draw::DrawList& list, HitMap* hits, const Feel& feel, Instant now,
                     const Moment& moment) const override {
        const auto scope = list.faded(fade.at(moment.t_ms));
        picture_->draw_button(list, hits, feel, now, settled(moment));
    }
    std::optional<Point> sun() const override { return picture_->sun(); }
    const ImageWish* image() const override { return picture_->image(); }

  private:
    static Moment settled(const Moment& moment) {
        Moment last = moment;
        last.t_ms = last_ms;
        last.ball_taken.reset();
        last.ball_given = false;
        return last;
    }

    std::unique_ptr<Picture> picture_;
};

} // namespace

std::unique_ptr<Picture> stilled(const Look& look, std::unique_ptr<Picture> picture) {
    if (!look.still) return picture;
    return std::make_unique<StillPicture>(std::move(picture));
}

} // namespace kiosk::scene
