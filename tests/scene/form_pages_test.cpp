// A step that is longer than the screen is turned by its arrows, a whole page at a time.
#include <set>

#include <doctest/doctest.h>

#include "scene/form_stage.hpp"

using namespace kiosk;
using scene::ControlKind;

namespace {

// The fields that can be touched on the page at `scroll`, as their indices.
std::set<int> fields_on_page(test::FormStage& stage, int scroll) {
    scene::FormMoment moment;
    moment.scroll = scroll;
    stage.draw({}, moment);
    std::set<int> fields;
    for (const auto& target : stage.hits.targets())
        if (target.control.kind == ControlKind::FormField || target.control.kind == ControlKind::FormOption)
            fields.insert(target.control.index);
    return fields;
}

} // namespace

TEST_CASE(
    "the arrows of a long step turn whole pages: each answer is on one, and the way back is no longer") {
    for (const auto orientation : {scene::Orientation::Landscape, scene::Orientation::Portrait})
        for (const char* language : {"en", "cy", "fil", "ar"}) {
            CAPTURE(language);
            CAPTURE(static_cast<int>(orientation));
            scene::Look look;
            look.orientation = orientation, look.text_size = 1.4F;
            test::FormStage stage(look);
            stage.use_shipped(language);
            stage.form.choose(stage.at("way"), 0), stage.form.choose(stage.at("amount"), 1);
            REQUIRE(stage.form.next_step().outcome == form::Advance::Outcome::Moved);
            stage.fill("first_name", "Sam"), stage.fill("last_name", "Carter"),
                stage.fill("email", "sam.carter@example.org");
            stage.leave();
            REQUIRE(stage.form.next_step().outcome == form::Advance::Outcome::Moved);
            for (int option = 0; option < 3; ++option) stage.form.choose(stage.at("contact"), option);
            stage.form.choose(stage.at("gift_aid"), 0);

            std::set<int> seen = fields_on_page(stage, 0);
            std::vector<int> pages{0};
            while (stage.screen.scroll() < stage.screen.scroll_max()) {
                REQUIRE(stage.screen.scroll_on() > pages.back());
                pages.push_back(stage.screen.scroll_on());
                const std::set<int> fresh = fields_on_page(stage, pages.back());
                const bool last = stage.screen.scroll() == stage.screen.scroll_max();
                for (const int field : fresh) CHECK((last || !seen.contains(field)));
                seen.insert(fresh.begin(), fresh.end());
            }
            CHECK(pages.size() > 1);
            CHECK(pages.size() <= 4);
            for (int i = 0; i < stage.form.field_count(); ++i)
                if (stage.form.step_of(i) == stage.form.step() && stage.form.visible(i))
                    CHECK_MESSAGE(seen.contains(i), stage.form.field(i).id);

            std::size_t back = 0;
            for (; stage.screen.scroll() > 0 && back < 10; ++back) {
                REQUIRE(stage.screen.scroll_back() < stage.screen.scroll());
                static_cast<void>(fields_on_page(stage, stage.screen.scroll_back()));
            }
            CHECK(back <= pages.size() - 1);
        }
}
