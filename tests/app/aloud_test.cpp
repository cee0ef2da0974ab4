// Reading aloud as data: what is said, when, and what never is.
#include <doctest/doctest.h>

#include "app/aloud.hpp"
#include "app/update.hpp"
#include "support/visit.hpp"

using namespace kiosk;
using app::Effect;
using scene::Control;
using scene::ControlKind;
using test::Visit;

namespace {

// Somebody who listens. said() is what was said since it was last asked.
struct Listener : Visit {
    Listener() {
        assets.words.set("chrome.pledge", test::words("Make a pledge"));
        assets.words.set("form.continue", test::words("Continue"));
        assets.words.set("form.errors_one", test::words("1 answer needs another look"));
        assets.words.set("error.choose_one", test::words("Choose one of these"));
        assets.words.set("aloud.chosen", test::words("Chosen"));
        state.playlist.set_entries(
            {{10'000, motion::Transition::Plain, 1'000}, {10'000, motion::Transition::Plain, 1'000}}, 0,
            false, now);
        state.can_speak = true;
        state.look.read_aloud = true;
        feed(app::Tick{});
    }
    std::string said() {
        if (!did(Effect::Speak)) return {};
        return std::exchange(state.to_say, {});
    }
};

} // namespace

TEST_CASE("turning reading aloud on reads the screen, and each new slide after it") {
    Listener visit;
    CHECK(visit.said() == "first.");
    visit.wait_in_steps(seconds(1));
    CHECK(visit.said().empty()); // once is enough
    visit.state.playlist.step(1, visit.now);
    visit.wait(milliseconds(20));
    CHECK(visit.said() == "second.");
}

TEST_CASE("the control and the key under the finger are named before they act") {
    Listener visit;
    (void)visit.said();
    visit.finger(Touch::Down, Visit::middle({ControlKind::Pledge, 0, 0}));
    CHECK(visit.said() == "Make a pledge");
    visit.finger(Touch::Up, Visit::middle({ControlKind::Pledge, 0, 0}));
    CHECK(visit.said().find("How?") != std::string::npos);
    visit.tap(Control{ControlKind::FormOption, 0, 1});
    visit.tap(ControlKind::Continue);
    (void)visit.said();
    visit.tap(Control{ControlKind::FormField, 1, 0});
    CHECK(visit.said() == "Email.");
    visit.finger(Touch::Down, Visit::middle({ControlKind::KeyboardKey, 1, 0}));
    CHECK(visit.said() == "b");
}

TEST_CASE("after Continue the number of errors is said, and what to do about the first") {
    Listener visit;
    visit.tap(ControlKind::Pledge);
    (void)visit.said();
    visit.tap(ControlKind::Continue);
    CHECK(visit.said().find("1 answer needs another look.") == 0);
}

TEST_CASE("what stands in a field is never said, whatever happens") {
    Listener visit;
    visit.tap(ControlKind::Pledge);
    visit.tap(Control{ControlKind::FormOption, 0, 0});
    visit.tap(ControlKind::Continue);
    visit.state.form.focus(1);
    REQUIRE(visit.state.form.type("sentinel@example.org"));
    visit.state.form.leave_field();
    for (const Control control : Visit::all)
        CHECK(app::words_of_control(visit.state, control).find("sentinel") == std::string::npos);
    CHECK(app::words_of_screen(visit.state).find("sentinel") == std::string::npos);
    CHECK(app::words_of_control(visit.state, {ControlKind::PinDigit, 7, 0}).empty());
}

TEST_CASE("the next visitor is not read to, and the voice falls silent") {
    Listener visit;
    visit.tap(ControlKind::Pledge);
    visit.tap(ControlKind::LeaveAndClear);
    CHECK_FALSE(visit.state.look.read_aloud);
    CHECK(visit.did(Effect::Hush));
}

TEST_CASE("who listens has twice the time before the dialog") {
    Listener visit;
    visit.tap(ControlKind::Pledge);
    visit.wait_in_steps(seconds(70));
    CHECK_FALSE(visit.state.warned_at.has_value());
    visit.wait_in_steps(seconds(11));
    CHECK(visit.state.warned_at.has_value());
}

TEST_CASE("without a headphone socket nothing is read, whatever is chosen") {
    Visit visit;
    visit.tap(ControlKind::TextContrast);
    visit.hits.add({1800, 900, 80, 80}, {ControlKind::ChooseAloud, 1, 0});
    visit.finger(Touch::Down, {1840, 940});
    visit.finger(Touch::Up, {1840, 940});
    CHECK_FALSE(visit.state.look.read_aloud);
    CHECK_FALSE(visit.did(Effect::Speak));
}

TEST_CASE("the first touch on a dimmed panel only wakes it") {
    Visit visit;
    visit.state.limits.dim_after = seconds(30);
    CHECK_FALSE(app::dimmed(visit.state, visit.now));
    visit.wait_in_steps(seconds(31));
    REQUIRE(app::dimmed(visit.state, visit.now));
    visit.tap(ControlKind::Pledge);
    CHECK(visit.state.screen == app::Screen::Slides);
    CHECK_FALSE(app::dimmed(visit.state, visit.now));
    visit.tap(ControlKind::Pledge);
    CHECK(visit.state.screen == app::Screen::Form);
}
