#include "app/keys.hpp"

#include <algorithm>

#include "app/act.hpp"
#include "base/secret.hpp"
#include "base/utf8.hpp"

namespace kiosk::app {

namespace {

using scene::Control;
using scene::ControlKind;

// In the order in which they were drawn, which is the order in which they are read; the keys of the on-screen
// keyboard are left out, since there is a real one.
std::vector<Control> focusable(const scene::HitMap& hits) {
    std::vector<Control> out;
    for (const auto& target : hits.targets()) {
        const ControlKind kind = target.control.kind;
        if (kind != ControlKind::Slide && kind != ControlKind::KeyboardKey &&
            kind != ControlKind::CharityName)
            out.push_back(target.control);
    }
    return out;
}

void move_focus(State& state, int step, const scene::HitMap& hits, Instant now) {
    const auto order = focusable(hits);
    if (order.empty()) return;
    const auto count = static_cast<std::ptrdiff_t>(order.size());
    const auto found = std::ranges::find(order, state.feel.focused());
    std::ptrdiff_t next = step > 0 ? 0 : count - 1;
    if (found != order.end()) next = (found - order.begin() + step + count) % count;
    const Control control = order[static_cast<std::size_t>(next)];
    state.feel.focus(control, now);
    if (state.screen == Screen::Form && state.saving == Saving::No && control.kind == ControlKind::FormField)
        state.form.focus(control.index), follow_focus(state);
}

void escape(State& state, Instant now) {
    if (state.sheet == Sheet::Pin)
        close_pin(state, now);
    else if (state.sheet != Sheet::None)
        close_sheet(state, now);
    else if (state.screen == Screen::Form && state.saving == Saving::No)
        state.form.leave_field(), follow_focus(state);
}

bool typing(const State& state) {
    return state.screen == Screen::Form && state.sheet == Sheet::None && state.saving == Saving::No &&
           state.form.focused() >= 0;
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

void enter(State& state, Instant now, const scene::HitMap& hits, Effects& effects) {
    if (typing(state)) {
        const int next = state.form.next_typed_field();
        if (next >= 0)
            state.form.focus(next);
        else
            state.form.leave_field();
        follow_focus(state);
    } else if (std::ranges::count(focusable(hits), state.feel.focused()) > 0) { // still on the screen
        act(state, state.feel.focused(), {}, now, effects);
    }
}

} // namespace

void key(State& state, const KeyEvent& event, Instant now, const scene::HitMap& hits, Effects& effects) {
    state.last_touch = now;
    if (state.warned_at) {
        state.warned_at.reset(); // any key answers "Are you still there?"
        return;
    }
    if (event.text >= U' ' && event.text != 0x7F) {
        if (event.text == U' ' && !typing(state)) return enter(state, now, hits, effects);
        return type_text(state, event.text, now, effects);
    }
    switch (event.key) {
    case Key::F10: open_pin(state, now, effects); break;
    case Key::Escape: escape(state, now); break;
    case Key::Tab: move_focus(state, 1, hits, now); break;
    case Key::BackTab: move_focus(state, -1, hits, now); break;
    case Key::Enter:
    case Key::Space: enter(state, now, hits, effects); break;
    case Key::Backspace:
        if (state.sheet == Sheet::Pin)
            act(state, {ControlKind::PinDelete, 0, 0}, {}, now, effects);
        else if (typing(state))
            (void)state.form.backspace();
        break;
    case Key::Left:
        if (typing(state))
            state.form.move_caret(-1);
        else if (state.screen == Screen::Slides && state.sheet == Sheet::None)
            state.playlist.step(-1, now);
        break;
    case Key::Right:
        if (typing(state))
            state.form.move_caret(1);
        else if (state.screen == Screen::Slides && state.sheet == Sheet::None)
            state.playlist.step(1, now);
        break;
    default: break;
    }
}

} // namespace kiosk::app
