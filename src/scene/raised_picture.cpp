#include "scene/raised_picture.hpp"

#include <utility>

namespace kiosk::scene {

namespace {

// From the top of the titles to where pictures end, and the margin.
struct Art {
    float margin, top, bottom;
};
constexpr Art landscape{96, 124, 846}, upright{64, 148, 1590};

const Art& art_of(const Look& look) {
    return look.orientation == Orientation::Portrait ? upright : landscape;
}

float scale_of(const Look& look) {
    const Art& art = art_of(look);
    return (art.bottom - look.lift_px - art.top) / (art.bottom - art.top);
}

class RaisedPicture final : public Picture {
  public:
    RaisedPicture(const Look& look, std::unique_ptr<Picture> picture)
        : picture_(std::move(picture)),
          fixed_{art_of(look).margin, art_of(look).top},
          scale_(scale_of(look)) {}

    void draw(draw::DrawList& list, const Moment& moment) const override {
        const auto smaller = list.scaled(scale_, fixed_);
        picture_->draw(list, moment);
    }
    float next_change_ms(float t_ms) const override { return picture_->next_change_ms(t_ms); }
    float settled_ms() const override { return picture_->settled_ms(); }
    Rect button() const override {
        const Rect button = picture_->button();
        return button.empty() ? button : placed(button);
    }
    void draw_button(draw::DrawList& list, HitMap* hits, const Feel& feel, Instant now,
                     const Moment& moment) const override {
        HitMap own;
        {
            const auto smaller = list.scaled(scale_, fixed_);
            picture_->draw_button(list, &own, feel, now, moment);
        }
        for (const auto& [rect, control] : own.targets())
            if (hits) hits->add(placed(rect), control);
    }
    // Given and taken among pictures that are all raised alike.
    std::optional<Ball> ball() const override { return picture_->ball(); }
    bool takes_ball() const override { return picture_->takes_ball(); }
    const ImageWish* image() const override { return picture_->image(); }
    std::optional<Point> sun() const override {
        const auto sun = picture_->sun();
        return sun ? std::optional(placed(*sun)) : sun;
    }

  private:
    [[nodiscard]] Point placed(Point p) const { return fixed_ + (p - fixed_) * scale_; }
    [[nodiscard]] Rect placed(const Rect& rect) const {
        const Point corner = placed(Point{rect.x, rect.y});
        return {corner.x, corner.y, rect.width * scale_, rect.height * scale_};
    }

    std::unique_ptr<Picture> picture_;
    Point fixed_;
    float scale_;
};

} // namespace

float raised_right(const Look& look, float right) {
    const float margin = art_of(look).margin;
    return margin + (right - margin) / scale_of(look);
}

std::unique_ptr<Picture> raised(const Look& look, std::unique_ptr<Picture> picture) {
    if (look.lift_px <= 0) return picture;
    return std::make_unique<RaisedPicture>(look, std::move(picture));
}

} // namespace kiosk::scene
