// What holds for every kind of slide: stillness where it is promised, words inside the slide, no memory taken
// from frame to frame.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <variant>

#include "motion/track.hpp"
#include "scene/samples.hpp"
#include "support/allocations.hpp"
#include "support/sanitized.hpp"

using namespace kiosk;
using test::at;

TEST_CASE("a picture does not change before the moment that it names") {
    test::Stage stage;
    for (const test::Sample& one : test::samples()) {
        for (const scene::Look& look : test::looks) {
            CAPTURE(one.name);
            const auto picture = scene::lay_out(one.slide, stage.context(look));
            constexpr float step = 1000.0F / 60, apart = sanitized ? 1000 : 250;
            for (float t = -400; t < 16'000; t += apart) {
                const float next = picture->next_change_ms(t);
                REQUIRE(next >= t);
                const auto here = test::drawn(*picture, at(t));
                for (float later = t + step; later < std::min(next, t + 1000); later += step) {
                    CAPTURE(t);
                    CAPTURE(later);
                    REQUIRE(test::same(here, test::drawn(*picture, at(later))));
                }
            }
        }
    }
}

TEST_CASE("a still look shows one picture from 250 ms on, and it is the last") {
    test::Stage stage;
    for (const test::Sample& one : test::samples()) {
        CAPTURE(one.name);
        const auto picture = scene::lay_out(one.slide, stage.context({.still = true}));
        const auto last = test::drawn(*picture, at(250));
        CHECK_FALSE(last.commands().empty());
        for (const float t : {300.0F, 2'000.0F, 9'999.0F, 60'000.0F})
            CHECK(test::same(last, test::drawn(*picture, at(t))));
        CHECK(picture->next_change_ms(250) == motion::never_ms);
    }
}

TEST_CASE("words of a slide stay on the canvas and above the source line, in every look") {
    test::Stage stage;
    for (const test::Sample& one : test::samples()) {
        for (const scene::Look& look : test::looks) {
            CAPTURE(one.name);
            CAPTURE(look.text_size);
            const bool portrait = look.orientation == scene::Orientation::Portrait;
            CAPTURE(portrait);
            const auto picture = scene::lay_out(one.slide, stage.context(look));
            draw::DrawList list;
            picture->draw(list, at(8'000));
            const Size size = scene::canvas(look.orientation);
            for (const auto& command : list.commands()) {
                const auto* run = std::get_if<draw::GlyphRun>(&command.shape);
                if (run == nullptr) continue;
                CAPTURE(std::string(list.characters(run->text)));
                CHECK(command.bounds.x >= 0);
                CHECK(command.bounds.right() <= size.width);
                CHECK(command.bounds.bottom() <= (portrait ? 1604 : 876));
            }
        }
    }
}

TEST_CASE("a title stands whole 0.9 s after its slide began") {
    test::Stage stage;
    for (const test::Sample& one : test::samples()) {
        if (std::holds_alternative<deck::Lights>(one.slide.kind)) continue; // its number follows the turn
        CAPTURE(one.name);
        const auto picture = scene::lay_out(one.slide, stage.context());
        const auto list = test::drawn(*picture, at(900));
        int opaque = 0;
        for (const auto& command : list.commands())
            if (const auto* run = std::get_if<draw::GlyphRun>(&command.shape))
                opaque += run->size_px >= 60 && run->ink.colour.a == 255 ? 1 : 0;
        CHECK(opaque >= 2);
    }
}

TEST_CASE("a picture that plays takes no memory once its list has grown") {
    test::Stage stage;
    for (const test::Sample& one : test::samples()) {
        CAPTURE(one.name);
        const auto picture = scene::lay_out(one.slide, stage.context());
        draw::DrawList list;
        const auto play = [&] {
            for (float t = 0; t < 12'000; t += 50) {
                list.clear();
                picture->draw(list, at(t));
                picture->draw_button(list, nullptr, {}, {}, at(t));
            }
        };
        play();
        const test::AllocationCount count;
        play();
        CHECK(count.so_far() == 0);
    }
}

TEST_CASE("pictures are painted to out/ in every look, for looking at") {
    test::Stage stage;
    for (const test::Sample& one : test::samples()) {
        for (std::size_t i = 0; i < test::looks.size(); ++i) {
            const auto context = stage.context(test::looks[i]);
            const auto picture = scene::lay_out(one.slide, context);
            stage.save(*picture, context, one.slide.ground, at(8'000),
                       one.name + "-look-" + std::to_string(i));
        }
    }
}
