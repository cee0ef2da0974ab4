// The form as `check` looks at it: through all its states, by the rules that slides go by. A sound form has
// no finding; what is too long, too large or too far is found with the state and the look that show it.
#include <set>
#include <string>

#include <doctest/doctest.h>

#include "app/form_tour.hpp"
#include "deck/findings.hpp"
#include "deck/settings.hpp"
#include "lint/lint.hpp"
#include "scene/stage.hpp"

using namespace kiosk;
using deck::MemoryFiles;

namespace {

// The small deck with an amount, consents and Gift Aid, so that every part of a form is there.
MemoryFiles whole_form() {
    MemoryFiles files = deck::small_deck();
    files.set("form.toml", R"(id = "form"
pledge_field = "way"
amount_field = "amount"
basis = "consent"
pledge_title = "Yours"
confirm = "Confirm"
footnote = "For us alone."
[thanks]
title = "Thank you"
body = "We write."
[privacy]
title = "Privacy"
body = "We keep it."
[[step]]
id = "how"
title = "How?"
[[step.field]]
id = "way"
kind = "choice"
required = true
[[step.field.option]]
value = "once"
label = "Once"
frequency = "once"
[[step.field.option]]
value = "news"
label = "Stay in touch"
[[step.field]]
id = "amount"
kind = "amount"
label = "How much?"
required = true
amounts = [500, 1000]
other = true
show_if = { field = "way", values = ["once"] }
[[step]]
id = "who"
title = "Who?"
[[step.field]]
id = "email"
kind = "email"
label = "Email"
required = true
[[step]]
id = "review"
title = "Check"
review = true
[[step.field]]
id = "contact"
kind = "consent"
declaration = "We may write by:"
[[step.field.option]]
value = "email"
label = "Email"
[[step.field]]
id = "gift_aid"
kind = "gift-aid"
label = "Gift Aid"
declaration = "I pay UK tax."
[[step.field]]
id = "house"
kind = "text"
label = "House"
required = true
columns = 6
show_if = { field = "gift_aid", values = ["yes"] }
[[step.field]]
id = "postcode"
kind = "postcode"
label = "Postcode"
required = true
columns = 6
show_if = { field = "gift_aid", values = ["yes"] }
)");
    return files;
}

std::string found(const MemoryFiles& files, const deck::ScreenSettings& screen = {}) {
    static const deck::Assets assets = deck::shipped_assets();
    static test::Stage stage;
    const deck::LoadedDeck loaded = deck::load_deck(files, assets);
    REQUIRE_MESSAGE(loaded.deck != nullptr, deck::all_of(loaded.diagnostics));
    lint::Options options{screen, "deck.toml"};
    options.tour = [&](const scene::Look& look, const std::function<void(const lint::Sight&)>& judge) {
        app::tour_form(stage.context().fonts, loaded.deck, assets, look, app::TourDepth::ToJudge,
                       [&](const app::FormSight& sight) {
                           judge({sight.part, sight.id, sight.list, sight.hits, sight.unfit});
                       });
    };
    const auto seen = lint::lint_deck(loaded, assets, stage.context().fonts, options);
    REQUIRE(seen.ok());
    return deck::all_of(*seen);
}

bool has(const std::string& text, std::string_view part) {
    const bool there = text.find(part) != std::string::npos;
    if (!there) MESSAGE("expected ", std::string(part), "; found ", text);
    return there;
}

void put(MemoryFiles& files, std::string_view from, std::string_view to) {
    std::string& text = files.at("form.toml");
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
}

} // namespace

TEST_CASE("a sound form has no finding in any of its states and looks") {
    CHECK(found(whole_form()) == "");
}

TEST_CASE(
    "what a form says at too great length is found, in its file, with the step, the state and the look") {
    MemoryFiles files = whole_form();
    put(files, "label = \"Email\"\nrequired", "label = \"" + std::string(80, 'w') + "\"\nrequired");
    put(files, "label = \"Stay in touch\"", "label = \"" + std::string(40, 'W') + "\"");
    put(files, "confirm = \"Confirm\"", "confirm = \"" + std::string(30, 'W') + "\"");
    const std::string all = found(files);
    CHECK(has(all, "form.toml: warning: step \"who\" of the form: expected room for \"wwww"));
    CHECK(has(all, "step \"how\" of the form: expected room for \"WWWW"));
    CHECK(has(all, "step \"review\" of the form: "));
    CHECK(has(all, "[text-fit]"));
    CHECK(has(all, ", \"bare\"")); // the state
    CHECK(has(all, "more looks"));
}

TEST_CASE("a form on a screen that is too small, too high or too far away is found") {
    deck::ScreenSettings screen;
    screen.width_mm = 220, screen.height_mm = 124, screen.lower_edge_mm = 1300; // 10 inches, far up
    const std::string all = found(whole_form(), screen);
    CHECK(has(all, "[target-size]"));
    CHECK(has(all, "a key of "));
    CHECK(has(all, "[target-reach]"));
    CHECK(has(all, "[type-size]"));
}

TEST_CASE("on a screen that hangs low the controls are judged where they then stand") {
    deck::ScreenSettings screen;
    screen.width_mm = 952, screen.height_mm = 535; // 43 inches
    screen.lower_edge_mm = 330;
    CHECK(found(whole_form(), screen) == "");
    screen.lower_edge_mm = 60; // more than any layout can give up
    CHECK(has(found(whole_form(), screen), "[target-reach]"));
}

TEST_CASE("the form is looked at with its controls lower, too") {
    std::set<float> sizes_lower;
    static const deck::Assets assets = deck::shipped_assets();
    test::Stage stage;
    const deck::LoadedDeck loaded = deck::load_deck(whole_form(), assets);
    REQUIRE(loaded.deck != nullptr);
    lint::Options options{{}, "deck.toml"};
    options.tour = [&](const scene::Look& look, const std::function<void(const lint::Sight&)>&) {
        if (look.lower) sizes_lower.insert(look.text_size);
    };
    REQUIRE(lint::lint_deck(loaded, assets, stage.context().fonts, options).ok());
    CHECK(sizes_lower == std::set{1.0F, 1.2F, 1.4F});
}
