#include "app/act.hpp"

#include <algorithm>

#include "app/stops.hpp"

namespace kiosk::app {

namespace {

using scene::Control;
using scene::ControlKind;

constexpr float text_sizes[] = {1.0F, 1.2F, 1.4F};

void go_on(State& state, ControlKind kind, Instant now, Effects& effects) {
    // Confirm comes where Continue was. Only who could see it has meant it.
    if ((kind == ControlKind::Confirm) != state.form.is_last_step()) return;
    if (now - state.step_since < state.limits.step_settles) return;
    const int before = state.form.step();
    const form::Advance advance = state.form.next_step();
    if (advance.outcome == form::Advance::Outcome::Moved) show_step(state, before, now);
    if (advance.outcome == form::Advance::Outcome::Problems) {
        if (state.form.step() != before) show_step(state, before, now);
        scroll_to_field(state, advance.first_problem);
    }
    if (advance.outcome == form::Advance::Outcome::Complete) submit(state, now, effects);
}

void go_back(State& state, Instant now) {
    const int before = state.form.step();
    state.form.back();
    show_step(state, before, now);
}

void change_field(State& state, int field, Instant now) {
    const int before = state.form.step();
    state.form.go_to_field(field);
    if (state.form.step() != before) show_step(state, before, now);
    scroll_to_field(state, field);
}

// True when the control belongs to the form's own steps.
bool act_in_form(State& state, const Control& control, Point at, Instant now, Effects& effects) {
    // While a sign-up is on its way to the disk only help and the slow way out answer.
    if (state.saving == Saving::Busy) return false;
    // One that could not be stored is sealed and may lie in the store all the same: it is tried again as it
    // is, or left. An answer that changed now would be shown and not sent.
    const bool sealed = state.saving == Saving::Failed;
    const bool scrolls = control.kind == ControlKind::ScrollBack || control.kind == ControlKind::ScrollOn;
    const bool tries = control.kind == ControlKind::TryAgain || control.kind == ControlKind::Confirm;
    if (sealed && !scrolls && !tries) return false;
    switch (control.kind) {
    case ControlKind::FormField:
        if (state.form.focused() != control.index)
            state.form.focus(control.index);
        else
            state.caret_touch = at;
        break;
    case ControlKind::FormOption:
        state.form.choose(control.index, control.part);
        state.chosen_field = control.index;
        break;
    case ControlKind::AcceptSuggestion: state.form.accept_suggestion(control.index); break;
    case ControlKind::FormChange: change_field(state, control.index, now); break;
    case ControlKind::Continue:
    case ControlKind::Confirm: go_on(state, control.kind, now, effects); break;
    case ControlKind::TryAgain:
        if (sealed) submit(state, now, effects);
        break;
    case ControlKind::Back: go_back(state, now); break;
    case ControlKind::ScrollBack: state.form_scroll = state.form_scroll_back; break;
    case ControlKind::ScrollOn: state.form_scroll = state.form_scroll_on; break;
    case ControlKind::KeyboardKey: state.keyboard.act(control.index, state.form); break;
    default: return false;
    }
    follow_focus(state);
    return true;
}

void act_on_pin(State& state, const Control& control, Instant now, Effects& effects) {
    Pin& pin = state.pin;
    if (state.sheet != Sheet::Pin) return;
    if (control.kind == ControlKind::PinCancel) return close_pin(state, now);
    if (pin.checking) return;
    pin.wrong = false;
    if (control.kind == ControlKind::PinDelete) {
        if (pin.count > 0) pin.digits[--pin.count] = 0;
        return;
    }
    if (pin.count == pin.length) return;
    pin.digits[pin.count++] = static_cast<char>('0' + control.index);
    if (pin.count < pin.length) return;
    pin.checking = true;
    effects.push_back(Effect::CheckPin);
}

void choose_look(State& state, const Control& control) {
    const auto index = static_cast<std::size_t>(control.index);
    switch (control.kind) {
    case ControlKind::ChooseTextSize:
        if (index < std::size(text_sizes)) state.look.text_size = text_sizes[index];
        break;
    case ControlKind::ChooseContrast:
        if (index < 3) state.look.contrast = static_cast<deck::Contrast>(index);
        break;
    case ControlKind::ChooseMovement: state.look.still = index != 0; break;
    case ControlKind::ChooseReach: state.look.lower = index != 0; break;
    case ControlKind::ChooseAloud: state.look.read_aloud = state.can_speak && index != 0; break;
    default: break;
    }
}

void choose_language(State& state, int index, Instant now) {
    const auto& languages = state.deck->languages;
    if (index < 0 || static_cast<std::size_t>(index) >= languages.size()) return;
    set_language(state, languages[static_cast<std::size_t>(index)].tag);
    close_sheet(state, now);
}

// A sign-up that is on its way to the disk is there in a moment; only one that hangs may be left behind.
void leave(State& state, Instant now, Effects& effects) {
    if (state.saving == Saving::Busy && now - state.saving_since < state.limits.saving_slow) return;
    end_visit(state, now, effects);
}

// The sheet opens, or closes when it is the one that stands open.
void toggle_sheet(State& state, Sheet sheet, Instant now) {
    if (state.sheet == sheet)
        close_sheet(state, now);
    else
        open_sheet(state, sheet, now);
}

void open_help(State& state, Instant now) {
    state.warned_at.reset();
    if (state.sheet == Sheet::Pin) close_pin(state, now);
    state.sheet_below = state.sheet == Sheet::Help ? state.sheet_below : state.sheet;
    open_sheet(state, Sheet::Help, now);
}

void close_top(State& state, Instant now) {
    const Sheet below = state.sheet == Sheet::Help ? state.sheet_below : Sheet::None;
    state.sheet_below = Sheet::None;
    close_sheet(state, now);
    if (below != Sheet::None) open_sheet(state, below, now); // back to the very place
}

} // namespace

void act(State& state, Control control, Point at, Instant now, Effects& effects) {
    if (state.screen == Screen::Form && state.sheet == Sheet::None &&
        act_in_form(state, control, at, now, effects))
        return;
    switch (control.kind) {
    case ControlKind::NeedHelp: open_help(state, now); break;
    case ControlKind::LanguagePicker: toggle_sheet(state, Sheet::Language, now); break;
    case ControlKind::TextContrast: toggle_sheet(state, Sheet::TextContrast, now); break;
    case ControlKind::PrivacyNotice: open_sheet(state, Sheet::Privacy, now); break;
    case ControlKind::ScrollBack: state.sheet_scroll = std::max(0, state.sheet_scroll - 1); break;
    case ControlKind::ScrollOn: ++state.sheet_scroll; break;
    case ControlKind::Close: close_top(state, now); break;
    case ControlKind::ChooseLanguage: choose_language(state, control.index, now); break;
    case ControlKind::ChooseTextSize:
    case ControlKind::ChooseContrast:
    case ControlKind::ChooseMovement:
    case ControlKind::ChooseReach:
    case ControlKind::ChooseAloud: choose_look(state, control); break;
    case ControlKind::PipsBack: state.playlist.step(-1, now); break;
    case ControlKind::PipsOn: state.playlist.step(1, now); break;
    case ControlKind::Pause: state.playlist.toggle_pause(now); break;
    case ControlKind::Pledge:
        // Never over a form that is open: a control that lost its place may still hold finger or focus.
        if (state.screen == Screen::Slides) open_form(state, now, effects);
        break;
    case ControlKind::LeaveAndClear:
    case ControlKind::ClearAndLeave: leave(state, now, effects); break;
    case ControlKind::StillHere: state.warned_at.reset(); break;
    case ControlKind::Finish:
        if (state.screen == Screen::Thanks) end_visit(state, now, effects);
        break;
    case ControlKind::PinDigit:
    case ControlKind::PinDelete:
    case ControlKind::PinCancel: act_on_pin(state, control, now, effects); break;
    default: break;
    }
}

} // namespace kiosk::app
