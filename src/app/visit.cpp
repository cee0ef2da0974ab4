#include "app/visit.hpp"

#include <algorithm>

#include "base/secret.hpp"

namespace kiosk::app {

namespace {

// Everything of the form, at once and before any animation.
void clear_form(State& state) {
    state.form.clear();
    state.keyboard.release_all();
    state.key_fingers.clear();
    state.caret_touch.reset();
    state.form_scroll = 0;
    state.step_from = -1;
    state.saving = Saving::No;
    follow_focus(state);
}

} // namespace

void open_form(State& state, Instant now, Effects& effects) {
    // Nobody shall type what cannot be kept: the visitor is told before, and the deck goes on.
    if (!state.store_accepts) return open_sheet(state, Sheet::Closed, now);
    clear_form(state);
    // The definition lives inside the deck: its owner is kept for as long as the form is open. A form over
    // the limits never gets here: the deck's checks refuse it.
    if (!state.form.open({state.deck, &state.deck->form}, state.look.language)) return;
    state.screen = Screen::Form;
    state.screen_since = now;
    state.step_since = now;
    state.warned_at.reset();
    effects.push_back(Effect::OpenForm);
}

void thank(State& state, std::string receipt, Instant now, Effects& effects) {
    clear_form(state);
    state.receipt = std::move(receipt);
    state.screen = Screen::Thanks;
    state.screen_since = now;
    state.warned_at.reset();
    if (state.sheet == Sheet::Privacy) close_sheet(state, now);
    effects.push_back(Effect::WipeTraces);
}

void end_visit(State& state, Instant now, Effects& effects) {
    if (state.saving != Saving::No) effects.push_back(Effect::ForgetSignUp);
    clear_form(state);
    state.receipt.clear();
    state.warned_at.reset();
    close_pin(state, now);
    state.sheet = state.sheet_below = state.sheet_leaving = Sheet::None;
    state.active.reset();
    state.scan_at.reset();
    state.feel.clear();
    state.look = state.default_look;
    set_language(state, state.default_look.language);
    state.screen = Screen::Slides;
    state.screen_since = now;
    state.playlist.restart(now);
    effects.push_back(Effect::WipeTraces);
}

void open_sheet(State& state, Sheet sheet, Instant now) {
    if (state.sheet == sheet) return;
    state.sheet = sheet;
    state.sheet_scroll = 0;
    state.sheet_since = now;
    state.sheet_leaving = Sheet::None;
}

void close_sheet(State& state, Instant now) {
    if (state.sheet == Sheet::None) return;
    state.sheet_leaving = state.sheet;
    state.sheet_left_at = now;
    state.sheet = Sheet::None;
}

void open_pin(State& state, Instant now, Effects& effects) {
    open_sheet(state, Sheet::Pin, now);
    effects.push_back(Effect::OpenPin);
}

void close_pin(State& state, Instant now) {
    wipe(state.pin.digits.data(), state.pin.digits.size());
    state.pin.count = 0;
    state.pin.checking = state.pin.wrong = false;
    state.pin.wait_s = 0;
    if (state.sheet == Sheet::Pin) close_sheet(state, now);
}

void follow_focus(State& state) {
    state.keyboard.follow(state.form);
    if (state.keyboard.is_up()) return;
    // Nobody tells the keyboard any more when these lift.
    state.key_fingers.clear();
    state.keyboard.release_all();
}

void set_language(State& state, const Language& language) {
    state.look.language = language;
    const auto& keyboards = state.assets->keyboards;
    if (keyboards.empty()) return;
    auto layout = std::ranges::find(keyboards, language, &form::KeyboardLayout::language);
    if (layout == keyboards.end()) layout = keyboards.begin();
    state.keyboard.set_layout(*layout, state.look.orientation == scene::Orientation::Portrait);
    follow_focus(state);
}

void show_step(State& state, int from, Instant now) {
    state.step_from = from;
    state.step_since = now;
    state.form_scroll = 0;
    follow_focus(state);
}

void submit(State& state, Instant now, Effects& effects) {
    const bool again = state.saving == Saving::Failed;
    state.saving = Saving::Busy;
    state.saving_since = now;
    effects.push_back(again ? Effect::TryAgain : Effect::Submit);
}

} // namespace kiosk::app
