// One visit through the real update(), on a clock that the test moves and with a hit map laid out by hand, so
// that no font is needed. For tests of app/.
#pragma once

#include <algorithm>
#include <vector>

#include <doctest/doctest.h>

#include "app/update.hpp"
#include "support/small_deck.hpp"

namespace kiosk::test {

// Every control of the tests has a place of its own, 100 px apart.
class Visit {
  public:
    Visit() {
        app::start(state, test::small_deck(), assets, {}, {}, now);
        hits.add({0, 500, 1920, 400}, {scene::ControlKind::Slide, 0, 0});
        for (const scene::Control control : all) hits.add(rect(control), control);
    }

    static Rect rect(scene::Control control) {
        const auto index = static_cast<float>(std::ranges::find(all, control) - std::begin(all));
        return {index * 100, 0, 80, 80};
    }
    static Point middle(scene::Control control) { return rect(control).centre(); }

    void finger(Touch touch, Point at, std::int64_t id = 1) { feed(FingerEvent{touch, id, at, now}); }
    void tap(scene::Control control) {
        // Who goes on has seen the step that shows.
        using enum scene::ControlKind;
        if (control.kind == Continue || control.kind == Confirm) wait(state.limits.step_settles);
        tap_at_once(control);
    }
    void tap_at_once(scene::Control control) {
        finger(Touch::Down, middle(control));
        wait(milliseconds(60));
        finger(Touch::Up, middle(control));
    }
    void tap(scene::ControlKind kind) { tap(scene::Control{kind, 0, 0}); }
    void feed(const app::Input& input) { app::update(state, input, now, hits, effects); }
    void wait(Duration time) {
        now = now + time;
        feed(app::Tick{});
    }
    // In steps, as a loop would: no time-out may depend on how often the clock is looked at.
    void wait_in_steps(Duration time) {
        for (std::int64_t ms = 0; ms < time.ms; ms += 250) wait(milliseconds(250));
    }
    bool did(app::Effect effect) { return std::erase(effects, effect) > 0; }
    void fill_form() {
        tap(scene::ControlKind::Pledge);
        tap(scene::Control{scene::ControlKind::FormOption, 0, 0});
        tap(scene::ControlKind::Continue);
        state.form.focus(1);
        REQUIRE(state.form.type("ab@c.com"));
        state.form.leave_field();
    }

    static constexpr scene::Control all[] = {
        {scene::ControlKind::Pledge, 0, 0},         {scene::ControlKind::Continue, 0, 0},
        {scene::ControlKind::FormOption, 0, 0},     {scene::ControlKind::LeaveAndClear, 0, 0},
        {scene::ControlKind::NeedHelp, 0, 0},       {scene::ControlKind::Close, 0, 0},
        {scene::ControlKind::CharityName, 0, 0},    {scene::ControlKind::ClearAndLeave, 0, 0},
        {scene::ControlKind::Confirm, 0, 0},        {scene::ControlKind::TryAgain, 0, 0},
        {scene::ControlKind::Finish, 0, 0},         {scene::ControlKind::TextContrast, 0, 0},
        {scene::ControlKind::ChooseContrast, 1, 0}, {scene::ControlKind::Pause, 0, 0},
        {scene::ControlKind::PinDigit, 7, 0},       {scene::ControlKind::KeyboardKey, 0, 0},
        {scene::ControlKind::KeyboardKey, 1, 0},    {scene::ControlKind::FormField, 1, 0},
        {scene::ControlKind::Back, 0, 0},
    };

    deck::Assets assets = test::small_assets();
    app::State state;
    Instant now{1'000'000'000};
    scene::HitMap hits;
    std::vector<app::Effect> effects;
};

} // namespace kiosk::test
