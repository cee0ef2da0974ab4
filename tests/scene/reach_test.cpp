// A screen that hangs low: the controls at its foot stand as high as a seated visitor reaches, on slides, in
// the form and in what lies over it, and the picture gives way to them.
#include "scene/reach.hpp"

#include <doctest/doctest.h>

#include "scene/chrome.hpp"
#include "scene/form_stage.hpp"
#include "scene/keyboard_view.hpp"
#include "scene/raised_picture.hpp"
#include "scene/sheet_help.hpp"
#include "scene/sheet_language.hpp"
#include "scene/show.hpp"

namespace kiosk::test {

namespace {

using scene::Orientation;

constexpr Orientation orientations[] = {Orientation::Landscape, Orientation::Portrait};

deck::ScreenSettings screen_at(double lower_edge_mm) {
    deck::ScreenSettings screen;
    screen.width_mm = 952, screen.height_mm = 535, screen.lower_edge_mm = lower_edge_mm; // 43 inches
    return screen;
}

scene::Look look_at(Orientation orientation, double lower_edge_mm) {
    scene::Look look;
    look.orientation = orientation;
    look.lift_px = scene::lift_px(screen_at(lower_edge_mm), orientation);
    return look;
}

// The lowest edge of all that can be touched, above the floor.
float lowest_mm(const scene::HitMap& hits, Orientation orientation, double lower_edge_mm) {
    float lowest = 1e9F;
    const float mm = scene::pixel_mm(screen_at(lower_edge_mm), orientation);
    for (const auto& [rect, control] : hits.targets())
        if (control.kind != scene::ControlKind::Slide)
            lowest = std::min(lowest, static_cast<float>(lower_edge_mm) +
                                          (scene::canvas(orientation).height - rect.bottom()) * mm);
    return lowest;
}

} // namespace

TEST_CASE("The controls stand higher by whole 8 px where the screen hangs under 380 mm, and not where it "
          "does not") {
    for (const Orientation orientation : orientations) {
        CHECK(scene::lift_px(screen_at(850), orientation) == 0);
        CHECK(scene::lift_px(screen_at(380), orientation) == 0);
        const float foot = orientation == Orientation::Landscape ? 36 : 24;
        const float mm = scene::pixel_mm(screen_at(300), orientation);
        const float lift = scene::lift_px(screen_at(300), orientation);
        CHECK(std::fmod(lift, 8.0F) == 0);
        CHECK(300 + (foot + lift) * mm >= scene::reach_low_mm);
        CHECK(300 + (foot + lift - 8) * mm < scene::reach_low_mm);
        CHECK(scene::lift_px(screen_at(0), orientation) < scene::canvas(orientation).height / 4);
        deck::ScreenSettings unknown;
        unknown.width_mm = unknown.height_mm = 0, unknown.lower_edge_mm = 0;
        CHECK(scene::lift_px(unknown, orientation) == 0);
    }
}

TEST_CASE("Every control of the slides is in reach of a low screen, and no word of a slide lies under one") {
    Stage stage;
    const auto deck = shipped_deck(stage.assets);
    for (const Orientation orientation : orientations) {
        CAPTURE(static_cast<int>(orientation));
        const scene::Look look = look_at(orientation, 300);
        const scene::Context context{stage.context().fonts, *deck, stage.assets, look};
        const scene::Show show = scene::Show::make(context);
        for (std::size_t place = 0; place < show.entries().size(); ++place) {
            CAPTURE(place);
            draw::DrawList list;
            scene::HitMap hits;
            scene::ShowMoment moment;
            moment.play.slide = moment.play.pip = place;
            moment.play.t_ms = show.entries()[place].settled_ms;
            show.draw(list, hits, moment, {});
            CHECK(lowest_mm(hits, orientation, 300) >= scene::reach_low_mm);
            const Rect help = hits.rect_of({scene::ControlKind::NeedHelp, 0, 0});
            REQUIRE_FALSE(help.empty());
            std::size_t under = 0; // words below the top of the controls: those of the controls alone
            for (const draw::Command& command : list.commands())
                if (std::holds_alternative<draw::GlyphRun>(command.shape) && command.bounds.bottom() > help.y)
                    under += hits.at(command.bounds.centre(), 0).kind == scene::ControlKind::Slide ? 1U : 0U;
            CHECK(under == 0);
        }
    }
}

TEST_CASE("A raised picture keeps its margin and ends higher by as much as the controls stand higher") {
    Stage stage;
    const auto deck = shipped_deck(stage.assets);
    for (const Orientation orientation : orientations) {
        const scene::Look look = look_at(orientation, 300);
        const bool upright = orientation == Orientation::Portrait;
        for (const deck::Slide& slide : deck->slides) {
            CAPTURE(slide.id);
            const scene::Context context{stage.context().fonts, *deck, stage.assets, look};
            scene::Moment settled;
            settled.t_ms = 60'000;
            const draw::DrawList plain = drawn(*scene::lay_out(slide, context), settled);
            const draw::DrawList higher =
                drawn(*scene::raised(look, scene::lay_out(slide, context)), settled);
            REQUIRE(plain.commands().size() == higher.commands().size());
            const auto words = [](const draw::DrawList& list) {
                Rect all;
                for (const draw::Command& command : list.commands())
                    if (std::holds_alternative<draw::GlyphRun>(command.shape))
                        all = bounding(all, command.bounds);
                return all;
            };
            CHECK(std::abs(words(plain).x - words(higher).x) < 4);
            const float art_bottom = upright ? 1590 : 846;
            if (words(plain).bottom() <= art_bottom)
                CHECK(words(higher).bottom() <= art_bottom - look.lift_px + 2);
        }
    }
}

TEST_CASE("The form, its keyboard and its sheets are in reach of a low screen, and no key covers the field") {
    for (const Orientation orientation : orientations) {
        CAPTURE(static_cast<int>(orientation));
        const scene::Look look = look_at(orientation, 300);
        FormStage stage(look);
        stage.to_step_two();
        stage.draw();
        CHECK(lowest_mm(stage.hits, orientation, 300) >= scene::reach_low_mm);
        check_targets(stage.hits, look);
        stage.focus("email");
        stage.draw();
        CHECK(lowest_mm(stage.hits, orientation, 300) >= scene::reach_low_mm);
        for (const auto& [rect, control] : stage.hits.targets()) // lower keys, as large as a finger needs
            CHECK(rect.height * scene::pixel_mm(screen_at(300), orientation) >= 22);
        const Rect field = stage.hits.rect_of({scene::ControlKind::FormField, stage.at("email"), 0});
        REQUIRE_FALSE(field.empty());
        CHECK(field.bottom() < scene::keyboard_bed(look).y);
        stage.leave();
        stage.fill("first", "Sam"), stage.fill("last", "Carter"),
            stage.fill("email", "sam.carter@example.org");
        stage.leave();
        CHECK(stage.form.next_step().outcome == form::Advance::Outcome::Moved);
        stage.draw();
        CHECK(lowest_mm(stage.hits, orientation, 300) >= scene::reach_low_mm);
        check_targets(stage.hits, look);

        draw::DrawList list;
        scene::HitMap hits;
        scene::draw_language_sheet(list, hits, stage.context(), {}, {}, 1);
        CHECK(lowest_mm(hits, orientation, 300) >= scene::reach_low_mm);
        scene::draw_help_sheet(list, hits, stage.context(), {}, {}, 1);
        CHECK(lowest_mm(hits, orientation, 300) >= scene::reach_low_mm);
    }
}

} // namespace kiosk::test
