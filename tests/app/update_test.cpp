// Whole visits through the real update() on a clock that the test moves: what a finger, a second finger, a
// walk-away, a failing disk and a restart of the visit lead to. The hit map is laid out by hand, so no font
// is needed.
#include <algorithm>

#include <doctest/doctest.h>

#include "app/describe.hpp"
#include "app/update.hpp"
#include "support/visit.hpp"

using namespace kiosk;
using app::Effect;
using app::Screen;
using app::Sheet;
using scene::Control;
using scene::ControlKind;
using test::Visit;

TEST_CASE("a touch opens the form with nothing chosen, and leaving clears it at once") {
    Visit visit;
    visit.tap(ControlKind::Pledge);
    CHECK(visit.state.screen == Screen::Form);
    CHECK(visit.did(Effect::OpenForm));
    CHECK(visit.state.form.chosen(0) == -1);
    visit.tap(Control{ControlKind::FormOption, 0, 0});
    CHECK(visit.state.form.chosen(0) == 0);
    visit.tap(ControlKind::LeaveAndClear);
    CHECK(visit.state.screen == Screen::Slides);
    CHECK_FALSE(visit.state.form.is_open());
    CHECK(visit.did(Effect::WipeTraces));
}

TEST_CASE("a finger that slides off its control does nothing") {
    Visit visit;
    const Point button = Visit::middle({ControlKind::Pledge, 0, 0});
    visit.finger(Touch::Down, button);
    visit.finger(Touch::Move, {button.x, button.y + 80});
    visit.finger(Touch::Up, {button.x, button.y + 80});
    CHECK(visit.state.screen == Screen::Slides);
    // Within 24 px of the edge it still holds.
    visit.finger(Touch::Down, button);
    visit.finger(Touch::Move, {button.x, button.y + 60});
    visit.finger(Touch::Up, {button.x, button.y + 60});
    CHECK(visit.state.screen == Screen::Form);
}

TEST_CASE("the next slide is swiped in from the side to which one reads, and arrows follow") {
    for (const char* language : {"en", "ar"}) {
        CAPTURE(language);
        Visit visit;
        visit.state.playlist.set_entries({{}, {}, {}}, 0, false, visit.now);
        visit.state.look.language = language;
        const bool from_right = std::string(language) == "ar";
        const float onward = from_right ? 300.0F : -300.0F;
        visit.finger(Touch::Down, {900, 600});
        visit.finger(Touch::Up, {900 + onward, 610});
        CHECK(visit.state.playlist.moment().pip == 1);
        visit.feed(KeyEvent{from_right ? Key::Left : Key::Right, 0, visit.now});
        CHECK(visit.state.playlist.moment().pip == 2);
        visit.feed(KeyEvent{from_right ? Key::Right : Key::Left, 0, visit.now});
        CHECK(visit.state.playlist.moment().pip == 1);
    }
}

TEST_CASE("a second finger waits for the first") {
    Visit visit;
    visit.finger(Touch::Down, {500, 600}, 1);
    visit.finger(Touch::Down, Visit::middle({ControlKind::Pledge, 0, 0}), 2);
    visit.finger(Touch::Up, Visit::middle({ControlKind::Pledge, 0, 0}), 2);
    CHECK(visit.state.screen == Screen::Slides);
    visit.finger(Touch::Up, {500, 600}, 1);
    visit.tap(ControlKind::Pledge);
    CHECK(visit.state.screen == Screen::Form);
}

TEST_CASE("a finger that never lifts is let go after ten seconds") {
    Visit visit;
    visit.finger(Touch::Down, {500, 600}, 1);
    visit.wait_in_steps(seconds(11));
    visit.finger(Touch::Down, Visit::middle({ControlKind::Pledge, 0, 0}), 2);
    visit.finger(Touch::Up, Visit::middle({ControlKind::Pledge, 0, 0}), 2);
    CHECK(visit.state.screen == Screen::Form);
}

TEST_CASE("a form that nobody touches asks after 40 s and is cleared after another 20 s") {
    Visit visit;
    visit.fill_form();
    visit.wait_in_steps(seconds(39));
    CHECK_FALSE(visit.state.warned_at.has_value());
    visit.wait_in_steps(seconds(2));
    CHECK(visit.state.warned_at.has_value());
    CHECK(visit.state.form.is_open());
    visit.wait_in_steps(seconds(20));
    CHECK(visit.state.screen == Screen::Slides);
    CHECK_FALSE(visit.state.form.is_open());
    CHECK(visit.did(Effect::WipeTraces));
}

TEST_CASE("any touch but Clear and leave carries on, and acts on nothing below the dialog") {
    Visit visit;
    visit.fill_form();
    visit.wait_in_steps(seconds(41));
    REQUIRE(visit.state.warned_at.has_value());
    visit.tap(ControlKind::LeaveAndClear);
    CHECK_FALSE(visit.state.warned_at.has_value());
    CHECK(visit.state.screen == Screen::Form);
    visit.wait_in_steps(seconds(41));
    REQUIRE(visit.state.warned_at.has_value());
    visit.tap(ControlKind::ClearAndLeave);
    CHECK(visit.state.screen == Screen::Slides);
}

TEST_CASE("the thank-you comes only with the store's answer, and clears itself") {
    Visit visit;
    visit.fill_form();
    visit.tap(ControlKind::Confirm);
    CHECK(visit.did(Effect::Submit));
    CHECK(visit.state.screen == Screen::Form);
    CHECK(visit.state.saving == app::Saving::Busy);
    visit.feed(app::SaveAnswer{true, "KITE-4821"});
    CHECK(visit.state.screen == Screen::Thanks);
    CHECK(visit.state.receipt == "KITE-4821");
    CHECK_FALSE(visit.state.form.is_open());
    visit.wait_in_steps(seconds(21));
    CHECK(visit.state.screen == Screen::Slides);
    CHECK(visit.state.receipt.empty());
}

TEST_CASE("a sign-up that cannot be stored keeps the form filled and is tried again as the same") {
    Visit visit;
    visit.fill_form();
    visit.tap(ControlKind::Confirm);
    REQUIRE(visit.did(Effect::Submit));
    visit.feed(app::SaveAnswer{});
    CHECK(visit.state.saving == app::Saving::Failed);
    CHECK(visit.state.form.typed(1) == "ab@c.com");
    visit.tap(ControlKind::TryAgain);
    CHECK(visit.did(Effect::TryAgain));
    CHECK_FALSE(visit.did(Effect::Submit));
    visit.feed(app::SaveAnswer{});
    visit.tap(ControlKind::LeaveAndClear);
    CHECK(visit.did(Effect::ForgetSignUp));
    CHECK(visit.state.screen == Screen::Slides);
    // An answer that comes after the visitor has left thanks nobody.
    visit.feed(app::SaveAnswer{true, "KITE-4821"});
    CHECK(visit.state.screen == Screen::Slides);
}

TEST_CASE("a second touch on Confirm while saving submits nothing twice") {
    Visit visit;
    visit.fill_form();
    visit.tap(ControlKind::Confirm);
    visit.tap(ControlKind::Confirm);
    CHECK(std::ranges::count(visit.effects, Effect::Submit) == 1);
    visit.tap(ControlKind::LeaveAndClear); // nor can it be left in that moment
    CHECK(visit.state.screen == Screen::Form);
}

TEST_CASE(
    "the second tap of a double tap on Continue confirms nothing, and finds no fault with the next step") {
    Visit visit;
    visit.fill_form();
    visit.tap(ControlKind::Back);
    visit.tap(ControlKind::Continue);
    REQUIRE(visit.state.form.is_last_step());
    visit.wait(milliseconds(200));
    visit.tap_at_once({ControlKind::Confirm, 0, 0}); // stands where Continue stood
    CHECK_FALSE(visit.did(Effect::Submit));
    visit.tap(ControlKind::Confirm);
    CHECK(visit.did(Effect::Submit));

    Visit other;
    other.tap(ControlKind::Pledge);
    other.tap(Control{ControlKind::FormOption, 0, 0});
    other.tap(ControlKind::Continue);
    other.wait(milliseconds(200));
    other.tap_at_once({ControlKind::Continue, 0, 0});
    CHECK(other.state.form.announced_problems() == 0);
}

TEST_CASE("a finger that was on Continue while the last step came does not confirm it") {
    Visit visit;
    visit.fill_form();
    visit.wait(seconds(1));
    visit.tap_at_once({ControlKind::Continue, 0, 0});
    CHECK_FALSE(visit.did(Effect::Submit));
}

TEST_CASE("while a finger is on a key nobody else clears the form") {
    Visit visit;
    visit.fill_form();
    visit.tap(Control{ControlKind::FormField, 1, 0});
    REQUIRE(visit.state.keyboard.is_up());
    const Control key{ControlKind::KeyboardKey, 0, 0}, leave{ControlKind::LeaveAndClear, 0, 0};
    constexpr std::int64_t typing = 7;
    visit.finger(Touch::Down, Visit::middle(key), typing);
    visit.tap(leave);
    CHECK(visit.state.screen == Screen::Form);
    visit.finger(Touch::Up, Visit::middle(key), typing);
    visit.tap(leave);
    CHECK(visit.state.screen == Screen::Slides);
}

TEST_CASE("help opens from the form in one touch and closes to the very place") {
    Visit visit;
    visit.fill_form();
    visit.state.form.focus(1);
    visit.tap(ControlKind::NeedHelp);
    CHECK(visit.state.sheet == Sheet::Help);
    visit.tap(ControlKind::Close);
    CHECK(visit.state.sheet == Sheet::None);
    CHECK(visit.state.screen == Screen::Form);
    CHECK(visit.state.form.focused() == 1);
    CHECK(visit.state.form.typed(1) == "ab@c.com");
}

TEST_CASE("five touches on the charity's name within three seconds open the PIN pad, slower ones do not") {
    Visit visit;
    for (int i = 0; i < 5; ++i) {
        visit.tap(ControlKind::CharityName);
        visit.wait(seconds(1));
    }
    CHECK(visit.state.sheet == Sheet::None);
    visit.wait_in_steps(seconds(4));
    for (int i = 0; i < 5; ++i) visit.tap(ControlKind::CharityName);
    CHECK(visit.state.sheet == Sheet::Pin);
    for (int i = 0; i < 6; ++i) visit.tap(Control{ControlKind::PinDigit, 7, 0});
    CHECK(visit.did(Effect::CheckPin));
    visit.feed(app::PinAnswer{app::PinVerdict::Wrong, 0});
    CHECK(visit.state.pin.wrong);
    CHECK(visit.state.pin.count == 0);
    CHECK(std::ranges::all_of(visit.state.pin.digits, [](char digit) { return digit == 0; }));
    for (int i = 0; i < 6; ++i) visit.tap(Control{ControlKind::PinDigit, 7, 0});
    visit.feed(app::PinAnswer{app::PinVerdict::Right, 0});
    CHECK(visit.state.staff_panel);
    CHECK(visit.did(Effect::OpenPanel));
}

TEST_CASE("what a visitor chose under Aa is over when nobody touches for a minute") {
    Visit visit;
    visit.tap(ControlKind::TextContrast);
    visit.tap(Control{ControlKind::ChooseContrast, 1, 0});
    visit.tap(ControlKind::Close);
    CHECK(visit.state.look.contrast == deck::Contrast::High);
    visit.wait_in_steps(seconds(61));
    CHECK(visit.state.look.contrast == deck::Contrast::Standard);
}

TEST_CASE("a paused deck goes on when nobody touches for a minute") {
    Visit visit;
    visit.tap(ControlKind::Pause);
    CHECK(visit.state.playlist.paused());
    visit.wait_in_steps(seconds(61));
    CHECK_FALSE(visit.state.playlist.paused());
}

TEST_CASE("the sign-up holds what was chosen and typed, and nothing that is not shown") {
    Visit visit;
    visit.fill_form();
    app::Provenance from;
    from.seq = 7;
    from.receipt = "KITE-4821";
    from.kiosk = "hall-1";
    const record::SignUp sign_up = app::describe(visit.state, from);
    REQUIRE(sign_up.fields.size() == 2);
    CHECK(sign_up.fields[0].name == "way");
    CHECK(sign_up.fields[0].value == "monthly");
    CHECK(sign_up.fields[1].value == "ab@c.com");
    CHECK(sign_up.deck == "small");
    CHECK(sign_up.language == "en");
    CHECK_FALSE(sign_up.gift_aid.has_value());
}
