// The shipped forms in all four languages, at the largest text, upright and lying, in every state that a
// visitor can bring them into: each control is large enough, on the screen and apart from the others, and
// each step can be got through. With KIOSK_PICTURES set each state is also left in out/form-all-*.png, to be
// looked at.
#include <cstdlib>

#include <doctest/doctest.h>

#include "base/utf8.hpp"
#include "scene/dialog_still_there.hpp"
#include "scene/form_stage.hpp"
#include "scene/sheet_closed.hpp"
#include "scene/sheet_help.hpp"
#include "scene/sheet_language.hpp"
#include "scene/sheet_privacy.hpp"
#include "scene/sheet_text_contrast.hpp"

namespace kiosk::test {

namespace {

using form::FieldKind;
using scene::ControlKind;
using scene::Orientation;

struct Shown {
    const char* language;
    const char* folder;
};
constexpr Shown shown[] = {
    {"en", "config/osec"}, {"cy", "config/osec"}, {"fil", "config/osec"}, {"ar", "config/river"}};

class Walk {
  public:
    Walk(const Shown& what, Orientation orientation) : stage_(look_of(orientation)) {
        stage_.use_shipped(what.language, what.folder);
        name_ = std::string("all-") + what.language + (orientation == Orientation::Portrait ? "-p-" : "-l-");
    }

    void run() {
        see("1-empty");
        stage_.form.next_step();
        see("1-errors");
        for (int step = 0; step < static_cast<int>(stage_.definition->steps.size()); ++step) {
            REQUIRE(stage_.form.step() == step);
            choose_all(step);
            see_all(std::to_string(step + 1) + "-chosen");
            if (stage_.form.next_step().outcome == form::Advance::Outcome::Problems) {
                stage_.keyboard.follow(stage_.form);
                see(std::to_string(step + 1) + "-errors-keys");
                stage_.leave();
                see_all(std::to_string(step + 1) + "-errors");
                fill_all(step);
                see_all(std::to_string(step + 1) + "-filled");
            } else if (stage_.form.step() > step) {
                continue;
            }
            const auto outcome = stage_.form.next_step().outcome;
            CHECK(outcome != form::Advance::Outcome::Problems);
        }
        for (const auto& [saving, as] :
             {std::pair{scene::FormSaving::Busy, "saving"}, std::pair{scene::FormSaving::Slow, "saving-slow"},
              std::pair{scene::FormSaving::Failed, "failed"}}) {
            scene::FormMoment moment;
            moment.saving = saving;
            see(as, moment);
        }
        see_sheets();
    }

  private:
    static scene::Look look_of(Orientation orientation) {
        scene::Look look;
        look.orientation = orientation, look.text_size = 1.4F;
        return look;
    }
    void see(const std::string& state, const scene::FormMoment& moment = {}) {
        CAPTURE(name_ + state);
        stage_.keyboard.follow(stage_.form);
        stage_.draw({}, moment);
        judge(state);
    }
    void see_all(const std::string& state) {
        for (int scroll = 0;; ++scroll) {
            scene::FormMoment moment;
            moment.scroll = scroll;
            see(state + "-" + std::to_string(scroll), moment);
            if (scroll >= stage_.screen.scroll_max()) return;
        }
    }
    void judge(const std::string& state) {
        CAPTURE(name_ + state);
        check_targets(stage_.hits, stage_.look);
        check_words(stage_.list);
        if (std::getenv("KIOSK_PICTURES") != nullptr) stage_.save(name_ + state);
    }
    // No word leaves the screen, and none is under 26 px.
    void check_words(const draw::DrawList& list) const {
        for (const draw::Command& command : list.commands()) {
            const auto* run = std::get_if<draw::GlyphRun>(&command.shape);
            if (run == nullptr || run->secret) continue;
            CAPTURE(list.characters(run->text));
            CHECK(run->size_px >= 25.9F);
            CHECK(run->origin.x >= 0);
            CHECK(run->origin.x <= scene::canvas(stage_.look.orientation).width);
        }
    }
    void choose_all(int step) {
        for (int i = 0; i < stage_.form.field_count(); ++i) {
            const form::Field& field = stage_.form.field(i);
            if (stage_.form.step_of(i) != step || !stage_.form.visible(i)) continue;
            if (field.kind == FieldKind::Choice) stage_.form.choose(i, 0);
            if (field.kind == FieldKind::GiftAid || field.kind == FieldKind::Affirmation)
                stage_.form.choose(i, 0);
            if (field.kind == FieldKind::Amount) {
                stage_.form.choose(i, static_cast<int>(field.amounts.size()));
                see(std::to_string(step + 1) + "-other");
                stage_.leave();
                stage_.form.choose(i, 1);
            }
            if (field.kind == FieldKind::Consent || field.kind == FieldKind::Choices)
                for (int o = 0; o < static_cast<int>(field.options.size()); ++o) stage_.form.choose(i, o);
        }
        stage_.keyboard.follow(stage_.form);
    }
    void fill_all(int step) {
        for (int i = 0; i < stage_.form.field_count(); ++i) {
            const form::Field& field = stage_.form.field(i);
            if (stage_.form.step_of(i) != step || !form::FormState::is_typed(field.kind) ||
                !stage_.form.visible(i))
                continue;
            const bool arabic = stage_.look.language == "ar";
            const std::string_view text = field.kind == FieldKind::Email      ? "sam.carter@example.org"
                                          : field.kind == FieldKind::Phone    ? "020 7946 0958"
                                          : field.kind == FieldKind::Postcode ? "SW1A 1AA"
                                          : arabic                            ? "\u0633\u0627\u0645\u064A"
                                                                              : "Sam";
            stage_.focus(field.id);
            REQUIRE(stage_.form.type(text));
            see(std::to_string(step + 1) + "-keys-" + field.id);
        }
        stage_.leave();
    }
    void see_sheets() {
        const scene::Context context = stage_.context();
        scene::FormMoment masked;
        masked.masked = true;
        const auto over = [&](const char* what, auto&& draw_it) {
            stage_.draw({}, masked);
            draw_it(stage_.list, stage_.hits);
            judge(what);
        };
        over("help",
             [&](auto& list, auto& hits) { draw_help_sheet(list, hits, context, stage_.feel, {}, 1); });
        over("language",
             [&](auto& list, auto& hits) { draw_language_sheet(list, hits, context, stage_.feel, {}, 1); });
        over("aa", [&](auto& list, auto& hits) {
            draw_text_contrast_sheet(list, hits, context, stage_.feel, {}, 1, true);
        });
        over("privacy",
             [&](auto& list, auto& hits) { draw_privacy_sheet(list, hits, context, stage_.feel, {}, 1); });
        over("closed",
             [&](auto& list, auto& hits) { draw_closed_sheet(list, hits, context, stage_.feel, {}, 1); });
        over("still", [&](auto& list, auto& hits) {
            draw_still_there(list, hits, context, stage_.feel, {}, {1, 16.5F, 20, false});
        });
    }

    FormStage stage_;
    std::string name_;
};

} // namespace

TEST_CASE("Every state of the form fits at the largest text, in four languages, upright and lying") {
    for (const Shown& what : shown) {
        for (const Orientation orientation : {Orientation::Landscape, Orientation::Portrait}) {
            CAPTURE(what.language);
            CAPTURE(static_cast<int>(orientation));
            Walk(what, orientation).run();
        }
    }
}

} // namespace kiosk::test
