#include <doctest/doctest.h>

#include <algorithm>
#include <utility>

#include "scene/dialog_still_there.hpp"
#include "scene/form_stage.hpp"
#include "scene/pin_pad.hpp"
#include "scene/sheet_closed.hpp"
#include "scene/sheet_help.hpp"
#include "scene/sheet_language.hpp"
#include "scene/sheet_privacy.hpp"
#include "scene/sheet_text_contrast.hpp"

namespace kiosk::test {

namespace {

using scene::ControlKind;
using scene::HitMap;
using scene::Orientation;

scene::Look portrait_look() {
    scene::Look look;
    look.orientation = Orientation::Portrait;
    return look;
}

void add_help(deck::Deck& deck) {
    deck.help.title = words("Need help?");
    deck.help.intro = words("Call from your own phone. This screen keeps no record that you looked.");
    deck.help.footnote = words("It is never the child\u2019s fault.");
    deck.help.emergency_title = words("A child is in danger right now");
    deck.help.emergency_call = "999";
    deck.help.emergency_service = words("UK emergency services");
    deck.help.entries = {
        {words("Adults worried about a child"), "0808 800 5000", words("NSPCC helpline")},
        {words("Children and young people"), "0800 1111", words("Childline")},
        {words("Worried about your own thoughts or behaviour, or someone else\u2019s"), "0808 1000 900",
         words("Stop It Now")},
        {words("You saw an image of abuse online"), "report.iwf.org.uk", words("Internet Watch Foundation")},
        {words("Someone is grooming a child"), "ceop.police.uk/safety-centre", words("CEOP")},
        {words("Somewhere else"), "1343", words("A line of that country")}};
}

} // namespace

TEST_CASE("A number to call reads the same way in every language") {
    Stage stage;
    add_help(stage.deck);
    stage.deck.help.emergency_call = "116 123";
    const auto order_of = [&](const std::string& language, std::string_view call) {
        scene::Look look;
        look.language = language;
        draw::DrawList list;
        HitMap hits;
        scene::draw_help_sheet(list, hits, stage.context(look), {}, {}, 1);
        std::vector<std::pair<float, std::uint32_t>> glyphs;
        for (const draw::Command& command : list.commands()) {
            const auto* run = std::get_if<draw::GlyphRun>(&command.shape);
            if (run == nullptr || list.characters(run->text) != call) continue;
            for (const text::Glyph& glyph : list.glyphs(run->glyphs)) glyphs.emplace_back(glyph.x, glyph.id);
        }
        std::ranges::sort(glyphs);
        std::vector<std::uint32_t> ids;
        for (const auto& glyph : glyphs) ids.push_back(glyph.second);
        return ids;
    };
    for (const char* call : {"0808 800 5000", "116 123", "report.iwf.org.uk"}) {
        CAPTURE(call);
        REQUIRE(order_of("en", call).size() > 5);
        CHECK(order_of("ar", call) == order_of("en", call));
    }
}

TEST_CASE("The form's steps have large targets that keep apart, in every look") {
    for (const Orientation orientation : {Orientation::Landscape, Orientation::Portrait}) {
        for (const float size : {1.0F, 1.2F, 1.4F}) {
            for (const bool lengthened : {false, true}) {
                CAPTURE(static_cast<int>(orientation));
                CAPTURE(size);
                CAPTURE(lengthened);
                scene::Look look;
                look.orientation = orientation, look.text_size = size;
                FormStage stage(look);
                if (lengthened) stage.lengthen();
                const std::string name = (orientation == Orientation::Portrait ? "p" : "l") +
                                         std::to_string(static_cast<int>(size * 10)) +
                                         (lengthened ? "-long" : "");
                stage.form.choose(stage.at("way"), 0), stage.form.choose(stage.at("amount"), 1);
                stage.draw(name + "-1");
                check_targets(stage.hits, look);
                stage.form.next_step();
                stage.fill("first", "Sam"), stage.fill("last", "Carter"),
                    stage.fill("email", "sam.carter@exam");
                stage.draw(name + "-2");
                check_targets(stage.hits, look);
                CHECK_FALSE(stage.hits.rect_of({ControlKind::FormField, stage.at("email"), 0}).empty());
                REQUIRE(stage.form.type("ple.org"));
                stage.leave();
                stage.draw(name + "-2b");
                check_targets(stage.hits, look);
                REQUIRE(stage.form.next_step().outcome == form::Advance::Outcome::Moved);
                stage.draw(name + "-3");
                check_targets(stage.hits, look);
                stage.form.choose(stage.at("contact"), 0), stage.form.choose(stage.at("gift_aid"), 0);
                stage.fill("house", "14"), stage.fill("postcode", "AB1 2AB");
                stage.draw(name + "-3k");
                check_targets(stage.hits, look);
                stage.leave();
                for (int scroll = 0;; ++scroll) {
                    scene::FormMoment moment;
                    moment.scroll = scroll;
                    stage.draw(name + "-3-" + std::to_string(scroll), moment);
                    check_targets(stage.hits, look);
                    if (scroll >= stage.screen.scroll_max()) break;
                }
            }
        }
    }
}

TEST_CASE("The shipped form fits in every language that it is offered in") {
    for (const char* language : {"en", "cy", "fil"}) {
        for (const Orientation orientation : {Orientation::Landscape, Orientation::Portrait}) {
            for (const float size : {1.0F, 1.4F}) {
                CAPTURE(language);
                CAPTURE(static_cast<int>(orientation));
                CAPTURE(size);
                scene::Look look;
                look.orientation = orientation, look.text_size = size;
                FormStage stage(look);
                stage.use_shipped(language);
                const std::string name = std::string("shipped-") + language +
                                         (orientation == Orientation::Portrait ? "-p" : "-l") +
                                         std::to_string(static_cast<int>(size * 10));
                stage.form.choose(stage.at("way"), 0), stage.form.choose(stage.at("amount"), 1);
                stage.draw(name + "-1");
                check_targets(stage.hits, look);
                REQUIRE(stage.form.next_step().outcome == form::Advance::Outcome::Moved);
                stage.fill("first_name", "Sam"), stage.fill("last_name", "Carter"),
                    stage.fill("email", "sam.carter@example.org");
                stage.draw(name + "-2");
                check_targets(stage.hits, look);
                stage.leave();
                REQUIRE(stage.form.next_step().outcome == form::Advance::Outcome::Moved);
                for (int option = 0; option < 3; ++option) stage.form.choose(stage.at("contact"), option);
                stage.form.choose(stage.at("gift_aid"), 0);
                for (int scroll = 0;; ++scroll) {
                    scene::FormMoment moment;
                    moment.scroll = scroll;
                    stage.draw(name + "-3-" + std::to_string(scroll), moment);
                    check_targets(stage.hits, look);
                    if (scroll >= stage.screen.scroll_max()) break;
                }
                const scene::Context context = stage.context();
                draw_help_sheet(stage.list, stage.hits, context, stage.feel, {}, 1);
                stage.save(name + "-help");
                check_targets(stage.hits, look);
                draw_privacy_sheet(stage.list, stage.hits, context, stage.feel, {}, 1);
                stage.save(name + "-privacy");
                check_targets(stage.hits, look);
            }
        }
    }
}

TEST_CASE("The landscape form stands at the places of the design") {
    FormStage stage;
    stage.form.choose(stage.at("way"), 0), stage.form.choose(stage.at("amount"), 1);
    stage.draw("08");
    const auto near = [](const Rect& is, const Rect& wanted) {
        CAPTURE(is.x);
        CAPTURE(is.y);
        CAPTURE(is.width);
        CAPTURE(is.height);
        CHECK(std::abs(is.x - wanted.x) <= 2);
        CHECK(std::abs(is.y - wanted.y) <= 2);
        CHECK(std::abs(is.width - wanted.width) <= 2);
        CHECK(std::abs(is.height - wanted.height) <= 2);
    };
    const auto at = [&](ControlKind kind, int index = 0, int part = 0) {
        return stage.hits.rect_of({kind, index, part});
    };
    near(at(ControlKind::FormOption, 0, 0), {96, 250, 560, 184});
    near(at(ControlKind::FormOption, 0, 2), {1264, 250, 560, 184});
    near(at(ControlKind::FormOption, 1, 0), {96, 596, 326, 144});
    near(at(ControlKind::FormOption, 1, 4), {1498, 596, 326, 144});
    near(at(ControlKind::NeedHelp), {96, 948, 262, 88});
    near(at(ControlKind::LanguagePicker), {378, 948, 204, 88});
    near(at(ControlKind::TextContrast), {602, 948, 88, 88});
    near(at(ControlKind::Continue), {1494, 940, 330, 104});
    CHECK(at(ControlKind::Back).empty());

    stage.form.next_step();
    stage.fill("first", "Sam"), stage.fill("last", "Carter"), stage.fill("email", "sam.carter@exam");
    stage.draw("09");
    near(at(ControlKind::FormField, stage.at("first")), {96, 242, 400, 96});
    near(at(ControlKind::FormField, stage.at("last")), {528, 242, 400, 96});
    near(at(ControlKind::FormField, stage.at("email")), {960, 242, 864, 96});
    near(at(ControlKind::KeyboardKey, 0), {240, 444, 120, 104});
    near(at(ControlKind::KeyboardKey, 20), {1428, 560, 252, 104});
    near(at(ControlKind::Back), {1274, 940, 200, 104});
    stage.form.leave_field();
    stage.focus("email");
    stage.draw("11");

    REQUIRE(stage.form.type("ple.org"));
    REQUIRE(stage.form.next_step().outcome == form::Advance::Outcome::Moved);
    stage.form.choose(stage.at("contact"), 0), stage.form.choose(stage.at("gift_aid"), 0);
    stage.fill("house", "14"), stage.fill("postcode", "AB1 2AB");
    stage.leave();
    stage.draw("10");
    near(at(ControlKind::FormOption, stage.at("contact"), 0), {96, 272, 298, 104});
    near(at(ControlKind::FormField, stage.at("house")), {132, 696, 420, 88});
    near(at(ControlKind::FormField, stage.at("postcode")), {584, 696, 422, 88});
    near(at(ControlKind::FormChange, stage.at("first")), {1630, 501, 150, 88});
    near(at(ControlKind::FormChange, stage.at("email")), {1630, 614, 150, 88});
    near(at(ControlKind::Confirm), {1354, 940, 470, 104});
    near(at(ControlKind::Back), {1134, 940, 200, 104});
}

TEST_CASE("The portrait form stands at the places of the design") {
    FormStage stage(portrait_look());
    stage.to_step_two();
    stage.fill("first", "Sam"), stage.fill("last", "Carter"), stage.fill("email", "sam.carter@exam");
    stage.draw("20");
    const auto at = [&](ControlKind kind, int index) { return stage.hits.rect_of({kind, index, 0}); };
    CHECK(std::abs(at(ControlKind::FormField, stage.at("first")).y - 596) <= 2);
    CHECK(std::abs(at(ControlKind::FormField, stage.at("last")).x - 552) <= 2);
    CHECK(std::abs(at(ControlKind::FormField, stage.at("email")).y - 800) <= 2);
    CHECK(std::abs(at(ControlKind::KeyboardKey, 0).x - 40) <= 2);
    CHECK(std::abs(at(ControlKind::KeyboardKey, 0).y - 1104) <= 2);
    CHECK(std::abs(at(ControlKind::Continue, 0).x - 304) <= 2);
    CHECK(std::abs(at(ControlKind::Continue, 0).y - 1656) <= 2);
}

TEST_CASE("The way out of a soft opt-in stands beside its field, as large and as easy to touch") {
    for (const Orientation orientation : {Orientation::Landscape, Orientation::Portrait}) {
        scene::Look look;
        look.orientation = orientation;
        CAPTURE(static_cast<int>(orientation));
        FormStage stage(look);
        auto form = std::make_shared<form::Definition>(*stage.definition);
        form::Field out;
        out.id = "emails", out.kind = form::FieldKind::Consent, out.basis = "soft-opt-in", out.columns = 6;
        out.declaration = words("We will email you about our work and how to help.");
        out.options = {{"email", words("Please do not"), {}, ""}};
        form->steps[1].fields[0].columns = form->steps[1].fields[1].columns =
            6; // the names in a row of their own
        form->steps[1].fields.push_back(out);
        stage.definition = form;
        stage.stage.deck.form = *form;
        REQUIRE(stage.form.open(form));
        stage.to_step_two();
        stage.leave();
        stage.draw("opt-out");
        check_targets(stage.hits, stage.look);
        const Rect email = stage.hits.rect_of({ControlKind::FormField, stage.at("email"), 0});
        const Rect box = stage.hits.rect_of({ControlKind::FormOption, stage.at("emails"), 0});
        CHECK(box.height >= email.height - 1);
        if (orientation == Orientation::Landscape) {
            CHECK(std::abs(box.y - email.y) <= 2);
            CHECK(box.x > email.right());
        } else {
            CHECK(box.y > email.bottom()); // a narrow screen has its next row
        }
        CHECK(stage.form.answer(stage.at("emails"), 0) == form::ConsentAnswer::Yes);
        stage.form.choose(stage.at("emails"), 0);
        CHECK(stage.form.answer(stage.at("emails"), 0) == form::ConsentAnswer::No);
    }
}

TEST_CASE("What was typed stands in the list only as secret runs") {
    FormStage stage;
    stage.to_step_two();
    stage.fill("first", "Sentinelname"), stage.fill("email", "sentinel@example.org");
    stage.draw();
    int secrets = 0;
    for (const draw::Command& command : stage.list.commands()) {
        const auto* run = std::get_if<draw::GlyphRun>(&command.shape);
        if (run == nullptr) continue;
        CHECK(stage.list.characters(run->text).find("entinel") == std::string_view::npos);
        if (run->secret) ++secrets;
    }
    CHECK(secrets == 2);
}

TEST_CASE("A masked form shows not one glyph of what was typed") {
    FormStage stage;
    stage.to_step_three();
    scene::FormMoment moment;
    moment.masked = true;
    stage.draw("masked", moment);
    for (const draw::Command& command : stage.list.commands())
        if (const auto* run = std::get_if<draw::GlyphRun>(&command.shape)) CHECK_FALSE(run->secret);
}

TEST_CASE("States of the form: empty, errors, other amount, saving, failed, high contrast") {
    FormStage stage;
    stage.draw("empty-1");
    stage.form.next_step();
    stage.draw("errors-1");
    stage.form.choose(stage.at("way"), 0), stage.form.choose(stage.at("amount"), 4);
    stage.keyboard.follow(stage.form);
    REQUIRE(stage.form.type("25"));
    stage.draw("other");
    check_targets(stage.hits, stage.look);
    stage.leave();
    stage.draw("other-chosen");
    stage.form.next_step();
    stage.keyboard.follow(stage.form);
    stage.form.next_step();
    stage.keyboard.follow(stage.form);
    stage.draw("errors-2");
    check_targets(stage.hits, stage.look);
    stage.fill("first", "Sam"), stage.fill("last", "Carter"), stage.fill("email", "sam.carter@gmial.com");
    stage.leave();
    stage.draw("suggestion");
    check_targets(stage.hits, stage.look);
    REQUIRE(stage.form.next_step().outcome == form::Advance::Outcome::Moved);
    stage.form.choose(stage.at("contact"), 1);
    stage.draw("phone");
    check_targets(stage.hits, stage.look);
    scene::FormMoment moment;
    moment.saving = scene::FormSaving::Busy;
    stage.draw("saving", moment);
    check_targets(stage.hits, stage.look);
    moment.saving = scene::FormSaving::Slow;
    stage.draw("saving-slow", moment);
    check_targets(stage.hits, stage.look);
    moment.saving = scene::FormSaving::Failed;
    stage.draw("failed", moment);
    check_targets(stage.hits, stage.look);
    CHECK_FALSE(stage.hits.rect_of({ControlKind::TryAgain, 0, 0}).empty());
    CHECK(stage.hits.rect_of({ControlKind::Back, 0, 0}).empty()); // it would not act
    FormStage upright(portrait_look());
    upright.to_step_three();
    upright.draw("failed-p", moment);
    check_targets(upright.hits, upright.look);
    CHECK_FALSE(upright.hits.rect_of({ControlKind::TryAgain, 0, 0}).empty());
    stage.look.contrast = deck::Contrast::High;
    stage.draw("high", {});
    stage.look.language = "ar";
    stage.draw("mirrored", {});
    check_targets(stage.hits, stage.look);
}

TEST_CASE("A touch in a field puts the caret at the nearest place") {
    FormStage stage;
    stage.to_step_two();
    stage.fill("email", "sam@example.org");
    stage.draw();
    const Rect box = stage.hits.rect_of({ControlKind::FormField, stage.at("email"), 0});
    const scene::Context context = stage.context();
    CHECK(stage.screen.caret_at(context, stage.form, box, {box.x, box.y + 40}) == 0);
    CHECK(stage.screen.caret_at(context, stage.form, box, {box.right(), box.y + 40}) == 15);
    const std::size_t middle = stage.screen.caret_at(context, stage.form, box, {box.x + 120, box.y + 40});
    CHECK(middle > 1);
    CHECK(middle < 9);
}

TEST_CASE("Sheets, dialog and PIN pad cover what lies below, and keep help within one touch") {
    for (const Orientation orientation : {Orientation::Landscape, Orientation::Portrait}) {
        for (const float size : {1.0F, 1.4F}) {
            scene::Look look;
            look.orientation = orientation, look.text_size = size;
            FormStage stage(look);
            add_help(stage.stage.deck);
            stage.to_step_two();
            const std::string name = (orientation == Orientation::Portrait ? "p" : "l") +
                                     std::to_string(static_cast<int>(size * 10));
            const scene::Context context = stage.context();
            const auto over = [&](const char* what, auto&& draw_it, bool help) {
                CAPTURE(what);
                CAPTURE(name);
                scene::FormMoment moment;
                moment.masked = true;
                stage.focus("first");
                stage.draw({}, moment);
                draw_it();
                stage.save(std::string(what) + "-" + name);
                check_targets(stage.hits, look);
                CHECK(stage.hits.rect_of({ControlKind::Continue, 0, 0}).empty());
                CHECK(stage.hits.rect_of({ControlKind::NeedHelp, 0, 0}).empty() != help);
            };
            over(
                "help", [&] { draw_help_sheet(stage.list, stage.hits, context, stage.feel, {}, 1); }, false);
            over(
                "language", [&] { draw_language_sheet(stage.list, stage.hits, context, stage.feel, {}, 1); },
                true);
            over(
                "aa", [&] { draw_text_contrast_sheet(stage.list, stage.hits, context, stage.feel, {}, 1); },
                true);
            over(
                "aa-aloud",
                [&] { draw_text_contrast_sheet(stage.list, stage.hits, context, stage.feel, {}, 1, true); },
                true);
            over(
                "closed", [&] { draw_closed_sheet(stage.list, stage.hits, context, stage.feel, {}, 1); },
                true);
            over(
                "privacy", [&] { draw_privacy_sheet(stage.list, stage.hits, context, stage.feel, {}, 1); },
                true);
            over(
                "still",
                [&] {
                    draw_still_there(stage.list, stage.hits, context, stage.feel, {}, {1, 16.5F, 20, false});
                },
                true);
            over(
                "pin",
                [&] {
                    draw_pin_pad(stage.list, stage.hits, context, stage.feel, {},
                                 {3, 6, false, false, 0, "482913"}, 1);
                },
                true);
        }
    }
}

TEST_CASE("With controls lower the fields stand lower, above the keys and above the bar, in every step") {
    for (const Orientation orientation : {Orientation::Landscape, Orientation::Portrait}) {
        scene::Look look;
        look.orientation = orientation;
        FormStage standard(look);
        look.lower = true;
        FormStage lower(look);
        const std::string name = orientation == Orientation::Portrait ? "lower-p" : "lower-l";
        const auto top_of = [](FormStage& stage, ControlKind kind, std::string_view id,
                               const std::string& as) {
            stage.draw(as);
            check_targets(stage.hits, stage.look);
            return stage.hits.rect_of({kind, stage.at(id), 0}).y;
        };
        for (FormStage* stage : {&standard, &lower})
            stage->form.choose(stage->at("way"), 0), stage->form.choose(stage->at("amount"), 1);
        CHECK(top_of(lower, ControlKind::FormOption, "way", name + "-1") >=
              top_of(standard, ControlKind::FormOption, "way", {}));
        for (FormStage* stage : {&standard, &lower}) {
            REQUIRE(stage->form.next_step().outcome == form::Advance::Outcome::Moved);
            stage->fill("first", "Sam");
        }
        CHECK(top_of(lower, ControlKind::FormField, "first", name + "-2k") >=
              top_of(standard, ControlKind::FormField, "first", {}));
        for (FormStage* stage : {&standard, &lower}) stage->leave();
        CHECK(top_of(lower, ControlKind::FormField, "first", name + "-2") >
              top_of(standard, ControlKind::FormField, "first", {}) + 60);
    }
}

TEST_CASE("An error comes in over a fifth of a second, and stands at once where there is less movement") {
    for (const bool still : {false, true}) {
        scene::Look look;
        look.still = still;
        FormStage stage(look);
        stage.to_step_two();
        stage.form.next_step();
        stage.leave();
        const auto weakest = [&](Instant now) {
            scene::FormMoment moment;
            moment.now = now;
            stage.list.clear(), stage.hits.clear();
            stage.screen.draw(stage.list, &stage.hits, stage.context(), stage.form, stage.keyboard,
                              stage.feel, moment);
            float alpha = 1;
            for (const draw::Command& command : stage.list.commands())
                if (const auto* run = std::get_if<draw::GlyphRun>(&command.shape))
                    if (stage.list.characters(run->text) == "Fill this in to go on")
                        alpha = std::min(alpha, static_cast<float>(run->ink.colour.a) / 255);
            return alpha;
        };
        const Instant now{5'000'000};
        (void)weakest(now); // it begins with the first picture of it
        const float half = weakest(now + milliseconds(100)), later = weakest(now + milliseconds(250));
        CHECK(later == 1);
        CHECK((half == 1) == still);
    }
}

TEST_CASE("A form step slides and fades only while it changes, and takes no touch meanwhile") {
    FormStage stage;
    stage.to_step_two();
    scene::FormMoment moment;
    moment.step_from = 0, moment.step_part = 0.5F;
    stage.draw("changing", moment);
    CHECK(stage.hits.rect_of({ControlKind::FormField, stage.at("first"), 0}).empty());
    CHECK_FALSE(stage.hits.rect_of({ControlKind::Continue, 0, 0}).empty());
    moment.step_part = 1;
    stage.draw({}, moment);
    CHECK_FALSE(stage.hits.rect_of({ControlKind::FormField, stage.at("first"), 0}).empty());
}

} // namespace kiosk::test
