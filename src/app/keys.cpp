#include "app/keys.hpp"

#include <algorithm>

#include "app/act.hpp"
#include "app/stops.hpp"
#include "base/secret.hpp"
#include "base/utf8.hpp"

namespace kiosk::app {

namespace {

using scene::Control;
using scene::ControlKind;

bool typing(const State& state) {
    return state.screen == Screen::Form && state.sheet == Sheet::None && state.saving == Saving::No &&
           !state.warned_at && state.form.focused() >= 0;
}

bool on_slides(const State& state) {
    return state.screen == Screen::Slides && state.sheet == Sheet::None && !state.warned_at;
}

// Shows where the focus is; a typed field has the caret as well, so that letters go there.
void stand_on(State& state, Control control, const scene::HitMap& hits, Instant now) {
    state.feel.focus(control, now);
    if (state.screen != Screen::Form || state.sheet != Sheet::None || state.saving != Saving::No) return;
    const bool of_form = control.kind == ControlKind::FormField || control.kind == ControlKind::FormOption;
    // A light that passes by changes nothing; Tab is a choice.
    if (!state.scan_at) {
        if (control.kind == ControlKind::FormField)
            state.form.focus(control.index);
        else if (state.form.focused() >= 0)
            state.form.leave_field();
        follow_focus(state);
    }
    if (of_form && hits.rect_of(control).empty()) scroll_to_field(state, control.index);
}

// While letters go into a field that no ring has come to yet, the focus is there.
Control focus_now(const State& state) {
    if (typing(state) && !state.scan_at) return {ControlKind::FormField, state.form.focused(), 0};
    return state.feel.focused();
}

void move_focus(State& state, int way, const scene::HitMap& hits, Instant now) {
    if (state.warned_at) state.warned_at = now; // who looks for an answer gets the time for it
    const bool with_keys = state.scan_at.has_value();
    stand_on(state, neighbour(stops(state, hits, with_keys), focus_now(state), way), hits, now);
}

Control opener_of(Sheet sheet) {
    switch (sheet) {
    case Sheet::Help: return {ControlKind::NeedHelp, 0, 0};
    case Sheet::Language: return {ControlKind::LanguagePicker, 0, 0};
    case Sheet::TextContrast: return {ControlKind::TextContrast, 0, 0};
    case Sheet::Privacy: return {ControlKind::PrivacyNotice, 0, 0};
    default: return {};
    }
}

// The focus goes where the screen went: back to what opened a sheet, on to the first field of a step, to the
// first answer that needs another look.
void follow_change(State& state, Sheet sheet_before, int step_before, const scene::HitMap& hits,
                   Instant now) {
    if (sheet_before != Sheet::None && state.sheet == Sheet::None)
        return state.feel.focus(opener_of(sheet_before), now);
    if (state.screen != Screen::Form || !state.form.is_open() || state.sheet != Sheet::None) return;
    if (state.form.step() != step_before) {
        const std::vector<Control> all = stops(state, hits, false);
        if (!all.empty()) stand_on(state, all.front(), hits, now);
        return;
    }
    for (int i = 0; state.form.announced_problems() > 0 && i < state.form.field_count(); ++i) {
        if (state.form.step_of(i) != step_before || state.form.problem(i) == form::Problem::None) continue;
        const Control control = state.feel.focused();
        if (control.kind == ControlKind::Continue || control.kind == ControlKind::Confirm)
            stand_on(state, stop_of_field(state, i), hits, now);
        return;
    }
}

void escape(State& state, Instant now) {
    const Sheet sheet = state.sheet;
    if (state.warned_at)
        state.warned_at.reset();
    else if (sheet == Sheet::Pin)
        close_pin(state, now);
    else if (sheet != Sheet::None)
        close_sheet(state, now), state.feel.focus(opener_of(sheet), now);
    else if (state.screen == Screen::Form && state.saving == Saving::No)
        state.form.leave_field(), follow_focus(state);
}

void type_text(State& state, char32_t value, Instant now, Effects& effects) {
    if (state.sheet == Sheet::Pin && value >= U'0' && value <= U'9') {
        act(state, {ControlKind::PinDigit, static_cast<std::int32_t>(value - U'0'), 0}, {}, now, effects);
    } else if (typing(state)) {
        char bytes[4];
        (void)state.form.type({bytes, encode_utf8(value, bytes)}); // a full field takes no more
        wipe(bytes, sizeof bytes);
    }
}

// Enter in a field is the way to the next one, and from the last one on.
void leave_typed_field(State& state, const scene::HitMap& hits, Instant now) {
    const int field = state.form.focused();
    const Control here{ControlKind::FormField, field, 0};
    const int next = state.form.next_typed_field();
    if (next >= 0) return stand_on(state, {ControlKind::FormField, next, 0}, hits, now);
    state.form.leave_field();
    follow_focus(state);
    state.feel.focus(neighbour(stops(state, hits, false), here, 1), now);
}

// Whether the focused control is still there to be acted on.
bool is_here(const State& state, Control control, const scene::HitMap& hits) {
    return std::ranges::count(stops(state, hits, true), control) > 0;
}

} // namespace

void choose_focused(State& state, Instant now, const scene::HitMap& hits, Effects& effects) {
    const Control control = state.feel.focused();
    if (typing(state) && !state.scan_at) return leave_typed_field(state, hits, now);
    if (typing(state) && control == Control{ControlKind::FormField, state.form.focused(), 0}) return;
    if (!is_here(state, control, hits)) {
        if (state.warned_at) state.warned_at.reset();
        return;
    }
    const Sheet sheet = state.sheet;
    const int step = state.form.is_open() ? state.form.step() : -1;
    if (state.warned_at && control.kind != ControlKind::ClearAndLeave &&
        control.kind != ControlKind::NeedHelp) {
        state.warned_at.reset();
        return;
    }
    act(state, control, {}, now, effects);
    follow_change(state, sheet, step, hits, now);
}

void scan(State& state, Instant now, const scene::HitMap& hits) {
    if (!state.scan_at || now - *state.scan_at < state.limits.switch_scan) return;
    state.scan_at = now;
    const auto order = stops(state, hits, true);
    // The dialog keeps its time: it is the light that moves, not the visitor.
    stand_on(state, neighbour(order, state.feel.focused(), 1), hits, now);
}

void key(State& state, const KeyEvent& event, Instant now, const scene::HitMap& hits, Effects& effects) {
    const bool staff_key = event.key == Key::F10 || state.sheet == Sheet::Pin;
    if (!state.keys_allowed && !staff_key) return;
    state.last_touch = now;
    const bool chooses = event.key == Key::Enter || event.key == Key::Space;
    if (state.limits.switch_scan.ms > 0 && chooses && !state.scan_at) {
        state.scan_at = now; // the first press of a switch starts the light on its way
        state.warned_at.reset();
        return;
    }
    if (state.scan_at && chooses) {
        state.scan_at = now;
        return choose_focused(state, now, hits, effects);
    }
    if (event.text >= U' ' && event.text != 0x7F) {
        if (event.text == U' ' && !typing(state)) return choose_focused(state, now, hits, effects);
        if (state.warned_at) return state.warned_at.reset();
        return type_text(state, event.text, now, effects);
    }
    const bool caret = typing(state);
    switch (event.key) {
    case Key::F10:
        state.warned_at.reset();
        open_pin(state, now, effects);
        break;
    case Key::Escape: escape(state, now); break;
    case Key::Tab: move_focus(state, 1, hits, now); break;
    case Key::BackTab: move_focus(state, -1, hits, now); break;
    case Key::Enter:
    case Key::Space: choose_focused(state, now, hits, effects); break;
    case Key::Backspace:
        if (state.sheet == Sheet::Pin)
            act(state, {ControlKind::PinDelete, 0, 0}, {}, now, effects);
        else if (caret)
            (void)state.form.backspace();
        break;
    case Key::Delete:
        if (caret && state.form.caret() < state.form.typed(state.form.focused()).size())
            state.form.move_caret(1), (void)state.form.backspace();
        break;
    case Key::Home:
    case Key::End:
        if (caret) state.form.place_caret(event.key == Key::Home ? 0 : form::FormState::bytes_max);
        break;
    case Key::Left:
    case Key::Right: {
        const int way = event.key == Key::Left ? -1 : 1;
        if (caret)
            state.form.move_caret(way);
        else if (on_slides(state))
            state.playlist.step(scene::reads_from_right(state.look.language) ? -way : way, now);
        else
            move_focus(state, way, hits, now);
        break;
    }
    case Key::Up: move_focus(state, -1, hits, now); break;
    case Key::Down: move_focus(state, 1, hits, now); break;
    case Key::Other: break;
    }
}

bool wants_text(const State& state) {
    return state.staff_panel || state.sheet == Sheet::Pin || (state.keys_allowed && typing(state));
}

} // namespace kiosk::app
