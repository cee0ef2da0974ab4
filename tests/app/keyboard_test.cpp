// A keyboard or a single switch that is plugged in: it reaches and does all that a finger does, and nothing
// where the settings forbid it.
#include <doctest/doctest.h>

#include "app/stops.hpp"
#include "app/update.hpp"
#include "support/visit.hpp"

using namespace kiosk;
using app::Screen;
using app::Sheet;
using scene::Control;
using scene::ControlKind;
using test::Visit;

namespace {

void press(Visit& visit, Key key) {
    if (key == Key::Enter) visit.wait(visit.state.limits.step_settles); // as somebody who has read the step
    visit.feed(KeyEvent{key, key == Key::Space ? U' ' : U'\0', visit.now});
}

void type(Visit& visit, std::string_view text) {
    for (const char c : text) visit.feed(KeyEvent{Key::Other, static_cast<char32_t>(c), visit.now});
}

// Tab until `wanted` has the focus; every stop is met within one round.
void tab_to(Visit& visit, Control wanted) {
    for (int i = 0; i < 64 && visit.state.feel.focused() != wanted; ++i) press(visit, Key::Tab);
    REQUIRE(visit.state.feel.focused() == wanted);
}

} // namespace

TEST_CASE("a whole form is filled by a keyboard alone") {
    Visit visit;
    tab_to(visit, {ControlKind::Pledge, 0, 0});
    press(visit, Key::Enter);
    REQUIRE(visit.state.screen == Screen::Form);
    CHECK(visit.state.feel.focused() == Control{ControlKind::FormOption, 0, 0});
    press(visit, Key::Down);
    CHECK(visit.state.feel.focused() == Control{ControlKind::FormOption, 0, 1});
    press(visit, Key::Space);
    CHECK(visit.state.form.chosen(0) == 1);
    tab_to(visit, {ControlKind::Continue, 0, 0});
    press(visit, Key::Enter);
    REQUIRE(visit.state.form.step() == 1);
    CHECK(visit.state.form.focused() == 1); // letters have somewhere to go at once
    CHECK(app::wants_text(visit.state));
    type(visit, "ab@c.comx");
    press(visit, Key::Backspace);
    press(visit, Key::Home);
    press(visit, Key::Delete);
    CHECK(visit.state.form.typed(1) == "b@c.com");
    press(visit, Key::Enter); // the last field: on to what stands behind it
    CHECK(visit.state.form.focused() == -1);
    CHECK_FALSE(app::wants_text(visit.state));
    tab_to(visit, {ControlKind::Confirm, 0, 0});
    press(visit, Key::Enter);
    CHECK(visit.did(app::Effect::Submit));
}

TEST_CASE("Continue by a keyboard puts the focus on the first answer that is missing") {
    Visit visit;
    visit.tap(ControlKind::Pledge);
    tab_to(visit, {ControlKind::Continue, 0, 0});
    press(visit, Key::Enter);
    CHECK(visit.state.form.announced_problems() == 1);
    CHECK(visit.state.feel.focused() == Control{ControlKind::FormOption, 0, 0});
}

TEST_CASE("Escape closes a sheet and gives the focus back to what opened it") {
    Visit visit;
    tab_to(visit, {ControlKind::TextContrast, 0, 0});
    press(visit, Key::Enter);
    REQUIRE(visit.state.sheet == Sheet::TextContrast);
    press(visit, Key::Escape);
    CHECK(visit.state.sheet == Sheet::None);
    CHECK(visit.state.feel.focused() == Control{ControlKind::TextContrast, 0, 0});
}

TEST_CASE("the dialog can be answered both ways by keys, and looking for the answer takes no time away") {
    for (const bool leaves : {false, true}) {
        Visit visit;
        visit.fill_form();
        visit.wait_in_steps(seconds(41));
        REQUIRE(visit.state.warned_at.has_value());
        visit.wait_in_steps(seconds(15));
        tab_to(visit, {ControlKind::ClearAndLeave, 0, 0});
        visit.wait_in_steps(seconds(15));
        REQUIRE(visit.state.warned_at.has_value());
        press(visit, leaves ? Key::Enter : Key::Escape);
        CHECK_FALSE(visit.state.warned_at.has_value());
        CHECK(visit.state.form.is_open() != leaves);
    }
}

TEST_CASE("a touch takes the ring of the keyboard away") {
    Visit visit;
    press(visit, Key::Tab);
    REQUIRE(static_cast<bool>(visit.state.feel.focused()));
    visit.finger(Touch::Down, {500, 600});
    CHECK_FALSE(static_cast<bool>(visit.state.feel.focused()));
}

TEST_CASE("where the settings forbid keys only those of staff do anything") {
    Visit visit;
    visit.state.keys_allowed = false;
    press(visit, Key::Tab);
    CHECK_FALSE(static_cast<bool>(visit.state.feel.focused()));
    visit.fill_form();
    visit.state.form.focus(1);
    type(visit, "x");
    CHECK(visit.state.form.typed(1) == "ab@c.com");
    press(visit, Key::F10);
    CHECK(visit.state.sheet == Sheet::Pin);
    type(visit, "1");
    CHECK(visit.state.pin.count == 1);
}

TEST_CASE("a single switch pledges: the focus goes on by itself and the switch chooses") {
    Visit visit;
    visit.state.limits.switch_scan = milliseconds(1500);
    visit.wait_in_steps(seconds(5));
    CHECK_FALSE(static_cast<bool>(visit.state.feel.focused())); // nobody uses a switch yet
    press(visit, Key::Space);
    const auto choose = [&](Control wanted) {
        for (int i = 0; i < 400 && visit.state.feel.focused() != wanted; ++i) visit.wait(milliseconds(250));
        REQUIRE(visit.state.feel.focused() == wanted);
        press(visit, Key::Space);
    };
    choose({ControlKind::Pledge, 0, 0});
    REQUIRE(visit.state.screen == Screen::Form);
    choose({ControlKind::FormOption, 0, 1});
    CHECK(visit.state.form.chosen(0) == 1);
    choose({ControlKind::Continue, 0, 0});
    choose({ControlKind::FormField, 1, 0});
    choose({ControlKind::KeyboardKey, 0, 0});
    CHECK(visit.state.form.typed(1) == "a");
    // A finger ends it.
    visit.finger(Touch::Down, {500, 600});
    CHECK_FALSE(visit.state.scan_at.has_value());
}

TEST_CASE("a store that takes nothing keeps the form shut, and says so before anything is typed") {
    Visit visit;
    visit.feed(app::StoreHealth{false});
    visit.tap(ControlKind::Pledge);
    CHECK(visit.state.screen == Screen::Slides);
    CHECK(visit.state.sheet == Sheet::Closed);
    CHECK_FALSE(visit.did(app::Effect::OpenForm));
    visit.tap(ControlKind::Close);
    visit.feed(app::StoreHealth{true});
    visit.tap(ControlKind::Pledge);
    CHECK(visit.state.screen == Screen::Form);
}

TEST_CASE("the seconds of a locked PIN pad run down") {
    Visit visit;
    press(visit, Key::F10);
    visit.feed(app::PinAnswer{app::PinVerdict::LockedOut, 60});
    CHECK(visit.state.pin.wait_left_s(visit.now) == 60);
    visit.wait(milliseconds(5500));
    CHECK(visit.state.pin.wait_left_s(visit.now) == 55);
    visit.wait(seconds(100));
    CHECK(visit.state.pin.wait_left_s(visit.now) == 0);
}
