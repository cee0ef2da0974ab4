// The moments in which a visit can go wrong: two things happen at once, a store hangs, a panel forgets to say
// that a finger lifted, staff come in the middle. Same clock and hit map by hand as in update_test.cpp.
#include <algorithm>
#include <string>

#include <doctest/doctest.h>

#include "app/describe.hpp"
#include "record/sign_up.hpp"
#include "support/visit.hpp"

using namespace kiosk;
using app::Effect;
using app::Saving;
using app::Screen;
using app::Sheet;
using scene::Control;
using scene::ControlKind;
using test::Visit;

namespace {

constexpr Control key_a{ControlKind::KeyboardKey, 0, 0}, key_b{ControlKind::KeyboardKey, 1, 0};

void fail_to_save(Visit& visit) {
    visit.fill_form();
    visit.tap(ControlKind::Confirm);
    visit.feed(app::SaveAnswer{});
    REQUIRE(visit.state.saving == Saving::Failed);
    visit.effects.clear();
}

void open_panel(Visit& visit) {
    visit.feed(KeyEvent{Key::F10, 0, visit.now});
    visit.feed(app::PinAnswer{app::PinVerdict::Right, 0});
    REQUIRE(visit.state.staff_panel);
}

// A form whose email field has the keyboard.
void type_email(Visit& visit) {
    visit.tap(ControlKind::Pledge);
    visit.tap(Control{ControlKind::FormOption, 0, 0});
    visit.tap(ControlKind::Continue);
    visit.tap(Control{ControlKind::FormField, 1, 0});
    REQUIRE(visit.state.keyboard.is_up());
}

bool shows(const Visit& visit, const std::string& slide) {
    return std::ranges::any_of(visit.state.deck->slides,
                               [&](const deck::Slide& one) { return one.id == slide && one.enabled; });
}

} // namespace

TEST_CASE("the record holds the very words of each consent, put together from several texts") {
    Visit visit;
    auto deck = std::make_shared<deck::Deck>(*test::small_deck());
    form::Field consent;
    consent.id = "news";
    consent.kind = form::FieldKind::Consent;
    consent.basis = "consent";
    consent.label = test::words("May we write to you about what your gift has done?");
    consent.options = {{"email", test::words("By email, about six times a year"), {}, {}},
                       {"post", test::words("By post, twice a year and never more"), {}, {}}};
    deck->form.steps[1].fields.push_back(consent);
    visit.state.deck = deck;
    visit.fill_form();
    visit.state.form.choose(2, 0);
    const record::SignUp sign_up = app::describe(visit.state, {});
    const auto clear = record::encode(sign_up);
    REQUIRE(clear.ok());
    const std::string_view text = clear->reveal();
    for (const char* words :
         {"\"May we write to you about what your gift has done? By email, about six times a year\"",
          "\"May we write to you about what your gift has done? By post, twice a year and never more\""}) {
        const bool found = text.find(words) != std::string_view::npos;
        CHECK(found);
    }
}

TEST_CASE("after a failed save no answer can be changed that the sealed sign-up would not carry") {
    Visit visit;
    fail_to_save(visit);
    visit.tap(ControlKind::Back);
    visit.tap(Control{ControlKind::FormField, 1, 0});
    CHECK(visit.state.form.step() == 1);
    CHECK(visit.state.form.focused() == -1);
    visit.feed(KeyEvent{Key::Other, U'x', visit.now});
    CHECK(visit.state.form.typed(1) == "ab@c.com");
    visit.tap(ControlKind::Confirm); // is the same as "Try again"
    CHECK(visit.did(Effect::TryAgain));
    CHECK_FALSE(visit.did(Effect::Submit));
}

TEST_CASE("a key on a control that has left the screen does not open the form anew") {
    Visit visit;
    visit.feed(KeyEvent{Key::Tab, 0, visit.now});
    REQUIRE(visit.state.feel.focused().kind == ControlKind::Pledge);
    visit.feed(KeyEvent{Key::Enter, 0, visit.now});
    REQUIRE(visit.did(Effect::OpenForm));
    visit.tap(Control{ControlKind::FormOption, 0, 0});
    visit.feed(KeyEvent{Key::Enter, 0, visit.now});
    CHECK_FALSE(visit.did(Effect::OpenForm));
    CHECK(visit.state.form.chosen(0) == 0);
}

TEST_CASE("a finger that rests on Pledge while a key opens the form does not open it twice") {
    Visit visit;
    visit.finger(Touch::Down, Visit::middle({ControlKind::Pledge, 0, 0}));
    visit.feed(KeyEvent{Key::Tab, 0, visit.now});
    visit.feed(KeyEvent{Key::Enter, 0, visit.now});
    visit.finger(Touch::Up, Visit::middle({ControlKind::Pledge, 0, 0}));
    CHECK(std::ranges::count(visit.effects, Effect::OpenForm) == 1);
}

TEST_CASE("a store that hangs does not leave a filled form on the screen when the visitor walks away") {
    Visit visit;
    visit.fill_form();
    visit.tap(ControlKind::Confirm);
    visit.wait_in_steps(seconds(39));
    CHECK_FALSE(visit.state.warned_at.has_value());
    CHECK(app::next_tick(visit.state) > visit.now); // the loop may sleep
    visit.wait_in_steps(seconds(2));
    CHECK(visit.state.warned_at.has_value());
    visit.wait_in_steps(seconds(20));
    CHECK(visit.state.screen == Screen::Slides);
    CHECK_FALSE(visit.state.form.is_open());
    CHECK(visit.did(Effect::ForgetSignUp));
}

TEST_CASE("an answer of the store that comes under the question thanks at once") {
    Visit visit;
    visit.fill_form();
    visit.tap(ControlKind::Confirm);
    visit.wait_in_steps(seconds(41));
    REQUIRE(visit.state.warned_at.has_value());
    visit.feed(app::SaveAnswer{true, "KITE-4821"});
    CHECK(visit.state.screen == Screen::Thanks);
    CHECK_FALSE(visit.state.warned_at.has_value());
}

TEST_CASE("a wet spot that trembles on a key neither keeps the form open nor goes on typing") {
    Visit visit;
    type_email(visit);
    const Point spot = Visit::middle(key_a);
    visit.finger(Touch::Down, spot, 7);
    for (int i = 0; i < 300; ++i) {
        visit.wait(milliseconds(250));
        visit.finger(Touch::Move, {spot.x + static_cast<float>(i % 2), spot.y}, 7);
    }
    CHECK(visit.state.screen == Screen::Slides);
    CHECK_FALSE(visit.state.form.is_open());
}

TEST_CASE("a finger whose lifting was lost can touch again at once") {
    Visit visit;
    type_email(visit);
    visit.finger(Touch::Down, Visit::middle(key_a)); // never lifts
    visit.tap(key_a);
    visit.tap(ControlKind::LeaveAndClear); // the same finger: the tap is no longer the key's
    CHECK(visit.state.screen == Screen::Slides);
}

TEST_CASE("thumbs that still rest on keys when the keyboard goes do not silence it for the next field") {
    Visit visit;
    for (int time = 0; time < 3; ++time) {
        if (time == 0)
            type_email(visit);
        else
            visit.tap(Control{ControlKind::FormField, 1, 0});
        visit.finger(Touch::Down, Visit::middle(key_b), 20 + time);
        visit.feed(KeyEvent{Key::Escape, 0, visit.now}); // Done, with the other hand
        visit.finger(Touch::Up, Visit::middle(key_b), 20 + time);
    }
    visit.tap(Control{ControlKind::FormField, 1, 0});
    const std::size_t before = visit.state.form.typed(1).size();
    visit.tap(key_a);
    CHECK(visit.state.form.typed(1).size() == before + 1);
}

TEST_CASE("a slide that staff switch off goes at once, and comes back when they switch it on") {
    Visit visit;
    visit.state.playlist.set_entries({{}, {}, {}}, 0, false, visit.now);
    open_panel(visit);
    visit.feed(app::SlideSwitch{"second", false});
    visit.wait(milliseconds(16));
    CHECK_FALSE(shows(visit, "second"));
    CHECK(shows(visit, "third"));
    visit.feed(app::SlideSwitch{"second", true});
    visit.wait(milliseconds(16));
    CHECK(shows(visit, "second"));
}

TEST_CASE("the staff panel never stands over a filled form") {
    Visit visit;
    visit.fill_form();
    open_panel(visit);
    CHECK_FALSE(visit.state.form.is_open());
    CHECK(visit.did(Effect::WipeTraces));
    visit.feed(app::PanelClosed{});
    CHECK(visit.state.screen == Screen::Slides);
}

TEST_CASE("staff who come after a failed save leave no sealed sign-up behind in the clerk's hand") {
    Visit visit;
    fail_to_save(visit);
    open_panel(visit);
    CHECK(visit.did(Effect::ForgetSignUp));
}

TEST_CASE("the keyboard goes back to the event's language with the rest of the look") {
    Visit visit;
    form::KeyboardLayout other = visit.assets.keyboards[0];
    other.language = "cy";
    visit.assets.keyboards.push_back(other);
    app::set_language(visit.state, "en"); // the first layout has moved in memory
    app::set_language(visit.state, "cy");
    REQUIRE(visit.state.keyboard.layout().language == "cy");
    visit.wait_in_steps(seconds(61));
    CHECK(visit.state.look.language == "en");
    CHECK(visit.state.keyboard.layout().language == "en");
}

TEST_CASE("a language that a new deck no longer has gives way to the event's own") {
    Visit visit;
    app::set_language(visit.state, "cy");
    visit.state.last_touch = visit.now;
    visit.feed(app::NewDeck{test::small_deck()});
    visit.wait(milliseconds(16));
    CHECK(visit.state.look.language == "en");
}
