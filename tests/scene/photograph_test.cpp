#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "motion/track.hpp"
#include "scene/kinds.hpp"
#include "scene/picture_photograph.hpp"
#include "scene/scrim.hpp"
#include "scene/stage.hpp"

using namespace kiosk;
using test::shapes;

namespace {

// One grey image for every wish, at the size of the wish; or none.
class GreyImages final : public scene::Images {
  public:
    explicit GreyImages(bool there = true) : there_(there) {}
    std::shared_ptr<const draw::Image> find(const scene::ImageWish& wish) override {
        if (!there_) return nullptr;
        const PixelSize size{static_cast<int>(std::lround(wish.room.width)),
                             static_cast<int>(std::lround(wish.room.height))};
        if (!image_ || image_->size != size) {
            auto image = std::make_shared<draw::Image>();
            image->id = next_id_++;
            image->size = size;
            image_ = std::move(image);
        }
        return image_;
    }

  private:
    bool there_;
    std::uint64_t next_id_ = 1;
    std::shared_ptr<const draw::Image> image_;
};

deck::Slide slide_of(bool cover) {
    deck::Photograph kind;
    kind.file = "pictures/river.jpg";
    kind.size = {2000, 1400};
    kind.cover = cover;
    kind.caption = test::words("The river at dawn");
    kind.credit = test::words("Somebody");
    deck::Slide slide;
    slide.id = "river";
    slide.title = test::words("Good morning, river.");
    slide.body = test::words("It has been here for longer than all of us.");
    slide.kind = std::move(kind);
    return slide;
}

std::vector<scene::Look> looks_of_photographs() {
    return {scene::Look{},
            scene::Look{.orientation = scene::Orientation::Portrait},
            scene::Look{.contrast = deck::Contrast::High},
            scene::Look{.contrast = deck::Contrast::Light, .text_size = 1.4F},
            scene::Look{.still = true},
            scene::Look{.orientation = scene::Orientation::Portrait, .text_size = 1.4F}};
}

draw::DrawList list_at(const scene::Picture& picture, float t_ms, scene::Images* images) {
    scene::Moment moment;
    moment.t_ms = t_ms;
    moment.images = images;
    return test::drawn(picture, moment);
}

} // namespace

TEST_CASE("on any picture the veil keeps words and controls readable, in every theme's ground") {
    test::Stage stage;
    for (const auto& contrast : stage.deck.theme.palettes)
        for (const deck::Palette& palette : contrast)
            for (const float part : {0.0F, 0.45F, 1.0F}) {
                const Colour ground = scene::ground_at(palette, part);
                if (contrast_ratio(palette.text_2, ground) < 4.5)
                    continue; // no words stand on this part of it
                const float alpha = scene::scrim_alpha(palette, ground);
                for (int grey = 0; grey <= 255; grey += 15)
                    for (const Colour picture :
                         {Colour{static_cast<std::uint8_t>(grey), static_cast<std::uint8_t>(grey),
                                 static_cast<std::uint8_t>(grey)},
                          Colour{static_cast<std::uint8_t>(grey), 255, 0},
                          Colour{255, 0, static_cast<std::uint8_t>(grey)}}) {
                        const Colour under = mix(picture, ground, alpha);
                        REQUIRE(contrast_ratio(palette.text, under) >= 4.5);
                        REQUIRE(contrast_ratio(palette.text_2, under) >= 4.5);
                        REQUIRE(contrast_ratio(palette.line, under) >= 3);
                    }
            }
}

TEST_CASE("a picture that is not there leaves title and body where they are") {
    test::Stage stage;
    GreyImages there, none(false);
    for (const scene::Look& look : looks_of_photographs())
        for (const bool cover : {true, false}) {
            const auto picture = scene::lay_out(slide_of(cover), stage.context(look));
            const auto with = list_at(*picture, 60'000, &there), without = list_at(*picture, 60'000, &none);
            CHECK(shapes<draw::DrawImage>(with).size() == 1);
            CHECK(shapes<draw::DrawImage>(without).empty());
            CHECK(shapes<draw::DrawImage>(list_at(*picture, 60'000, nullptr)).empty());
            const auto words = shapes<draw::GlyphRun>(with), alone = shapes<draw::GlyphRun>(without);
            REQUIRE(words.size() == alone.size());
            REQUIRE(words.size() >= 2);
            for (std::size_t i = 0; i < words.size(); ++i) CHECK(words[i].origin == alone[i].origin);
        }
}

TEST_CASE("a picture moves by at most four parts in a hundred, once, and then rests for good") {
    test::Stage stage;
    GreyImages images;
    for (const scene::Look& look : looks_of_photographs()) {
        const auto picture = scene::lay_out(slide_of(true), stage.context(look));
        const scene::ImageWish* wish = picture->image();
        REQUIRE(wish != nullptr);
        CHECK(wish->margin <= 0.04F);
        const bool moves = !look.still && look.contrast != deck::Contrast::High;
        const auto first = shapes<draw::DrawImage>(list_at(*picture, 1'300, &images)).front();
        const auto last = shapes<draw::DrawImage>(list_at(*picture, 20'000, &images)).front();
        CHECK((first.source == last.source) == !moves);
        CHECK(first.target == last.target);
        CHECK(last.source.right() <= wish->room.width + 1);
        CHECK(last.source.bottom() <= wish->room.height + 1);
        CHECK(picture->next_change_ms(20'000) == motion::never_ms);
    }
}

TEST_CASE("no frame of a picture differs before the moment that it names") {
    test::Stage stage;
    GreyImages images;
    for (const scene::Look& look : looks_of_photographs())
        for (const bool cover : {true, false}) {
            const auto picture = scene::lay_out(slide_of(cover), stage.context(look));
            float t = 0;
            while (t < 12'000) {
                const float next = picture->next_change_ms(t);
                REQUIRE(next >= t);
                const float probe = std::min({next - 0.5F, t + 500.0F, 12'000.0F});
                if (probe > t)
                    CHECK(test::same(list_at(*picture, t, &images), list_at(*picture, probe, &images)));
                t = std::max(std::min(next, 12'000.0F), t + 16);
            }
        }
}

TEST_CASE("in high contrast no words stand on a picture") {
    test::Stage stage;
    GreyImages images;
    for (const auto orientation : {scene::Orientation::Landscape, scene::Orientation::Portrait}) {
        const scene::Look look{.orientation = orientation, .contrast = deck::Contrast::High};
        const auto list = list_at(*scene::lay_out(slide_of(true), stage.context(look)), 60'000, &images);
        const Rect picture = shapes<draw::DrawImage>(list).front().target;
        for (const draw::Command& command : list.commands())
            if (std::holds_alternative<draw::GlyphRun>(command.shape))
                CHECK(intersection(command.bounds, picture).empty());
    }
}

TEST_CASE("an icon that is a picture stands in its square when it is there, and leaves the words when not") {
    test::Stage stage;
    stage.deck.theme.icons["otter"] = "icons/otter.png";
    deck::List kind;
    for (const char* line : {"Otters", "Salmon"}) {
        deck::Item item;
        item.label = test::words(line);
        item.icon = "otter";
        kind.items.push_back(item);
    }
    deck::Slide slide;
    slide.id = "list";
    slide.title = test::words("Who lives here.");
    const auto context = stage.context();
    const auto picture = scene::make_picture(slide, kind, context);
    GreyImages there, none(false);
    const auto images_of = [](const draw::DrawList& list) {
        std::vector<Rect> out;
        for (const draw::Command& command : list.commands())
            if (const auto* image = std::get_if<draw::DrawImage>(&command.shape))
                out.push_back(image->target);
        return out;
    };
    const auto whole = list_at(*picture, 20'000, &there);
    const std::vector<Rect> icons = images_of(whole);
    REQUIRE(icons.size() == 2);
    for (const Rect& icon : icons) {
        CHECK(icon.width == doctest::Approx(icon.height));
        CHECK(icon.x >= 800); // beside its line
    }
    CHECK(icons[0].bottom() < icons[1].y);
    for (scene::Images* images : {static_cast<scene::Images*>(&none), static_cast<scene::Images*>(nullptr)}) {
        const auto without = list_at(*picture, 20'000, images);
        CHECK(images_of(without).empty());
        CHECK(without.commands().size() + 2 == whole.commands().size());
    }
}
