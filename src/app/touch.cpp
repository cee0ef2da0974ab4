#include "app/touch.hpp"

#include <algorithm>
#include <cmath>

#include "app/act.hpp"

namespace kiosk::app {

namespace {

using scene::Control;
using scene::ControlKind;

// The touch that answers "Are you still there?" does nothing else, but for the two controls that the dialog
// keeps.
bool answers_dialog(State& state, const Control& control) {
    if (!state.warned_at) return false;
    if (control.kind == ControlKind::ClearAndLeave || control.kind == ControlKind::NeedHelp) return false;
    state.warned_at.reset();
    return true;
}

void count_charity_touch(State& state, Instant now, Effects& effects) {
    if (state.charity_count == 0 || now - state.charity_first > state.limits.charity_window) {
        state.charity_count = 0;
        state.charity_first = now;
    }
    if (++state.charity_count < state.limits.charity_touches) return;
    state.charity_count = 0;
    open_pin(state, now, effects);
}

// Keys take fingers of their own: two thumbs type faster than one finger.
void key_down(State& state, const FingerEvent& event, const Control& control, Instant now,
              const scene::HitMap& hits) {
    if (state.key_fingers.size() < State::key_fingers_max)
        state.key_fingers.push_back({event.finger, now, hits.rect_of(control)});
    state.keyboard.down(event.finger, control.index, now, state.form);
    follow_focus(state);
}

// True when the finger is one of the keyboard's.
bool key_touch(State& state, const FingerEvent& event, Instant now) {
    const auto finger = std::ranges::find(state.key_fingers, event.finger, &KeyFinger::finger);
    if (finger == state.key_fingers.end()) return false;
    if (event.touch == Touch::Move) {
        state.keyboard.moved(event.finger, finger->rect.grown(state.limits.slide_off_px).contains(event.at));
        return true;
    }
    state.key_fingers.erase(finger);
    if (event.touch == Touch::Up)
        state.keyboard.up(event.finger, now, state.form);
    else
        state.keyboard.cancelled(event.finger);
    follow_focus(state);
    return true;
}

void let_go(State& state, Instant now) {
    state.active.reset();
    state.feel.release(now);
}

// A finger that comes down again has been up: some panels forget to say so.
void forget_earlier(State& state, std::int64_t finger, Instant now) {
    if (state.active && state.active->finger == finger) let_go(state, now);
    if (std::erase_if(state.key_fingers, [&](const KeyFinger& key) { return key.finger == finger; }) > 0)
        state.keyboard.cancelled(finger);
}

void finger_down(State& state, const FingerEvent& event, Instant now, const scene::HitMap& hits) {
    // Nobody aims at what they can hardly see.
    const Control control = dimmed(state, now) ? Control{} : hits.at(event.at);
    state.last_touch = now;
    state.scan_at.reset();
    state.feel.focus({}, now); // who touches needs no ring
    forget_earlier(state, event.finger, now);
    if (state.active) return; // the first finger has the screen
    if (answers_dialog(state, control)) {
        state.active = ActiveFinger{event.finger, event.at, now, Control{}, {}};
        return;
    }
    if (control.kind == ControlKind::KeyboardKey) return key_down(state, event, control, now, hits);
    // The form is theirs whose finger is on a key: nobody beside them clears it.
    if (control.kind == ControlKind::LeaveAndClear && !state.key_fingers.empty()) return;
    state.active = ActiveFinger{event.finger, event.at, now, control, hits.rect_of(control)};
    if (control.kind == ControlKind::Slide) {
        state.feel.ring(event.at, now);
        state.playlist.hold(now);
    } else if (control) {
        state.feel.press(control, now);
    }
}

void finger_move(State& state, const FingerEvent& event, Instant now) {
    ActiveFinger& active = *state.active;
    if (!active.control || active.control.kind == ControlKind::Slide) return;
    if (active.rect.grown(state.limits.slide_off_px).contains(event.at)) return;
    state.feel.release(now);
    active.control = {};
}

void finger_up(State& state, const FingerEvent& event, Instant now, Effects& effects) {
    const ActiveFinger active = *state.active;
    state.active.reset();
    state.feel.release(now);
    if (active.control.kind == ControlKind::Slide) {
        const float dx = event.at.x - active.down_at.x, dy = event.at.y - active.down_at.y;
        const bool swiped = std::abs(dx) >= state.limits.swipe_px && std::abs(dx) > std::abs(dy);
        // The next slide comes from where reading goes.
        const bool onward = (dx < 0) != scene::reads_from_right(state.look.language);
        if (swiped) state.playlist.step(onward ? 1 : -1, now);
    } else if (active.control.kind == ControlKind::CharityName) {
        count_charity_touch(state, now, effects);
    } else if (active.control) {
        act(state, active.control, event.at, now, effects);
    }
}

} // namespace

void touch(State& state, const FingerEvent& event, Instant now, const scene::HitMap& hits, Effects& effects) {
    if (event.touch == Touch::Down) return finger_down(state, event, now, hits);
    if (key_touch(state, event, now)) {
        state.last_touch = now;
        return;
    }
    if (!state.active || state.active->finger != event.finger) return;
    state.last_touch = now;
    switch (event.touch) {
    case Touch::Move: finger_move(state, event, now); break;
    case Touch::Up: finger_up(state, event, now, effects); break;
    case Touch::Cancelled: let_go(state, now); break;
    case Touch::Down: break;
    }
}

void release_stuck_finger(State& state, Instant now) {
    const auto stuck = [&](Instant since) { return now - since >= state.limits.stuck_finger; };
    if (state.active && stuck(state.active->since)) let_go(state, now);
    // A wet spot on the keys trembles: it may neither keep the form open nor the keyboard from other fingers.
    std::erase_if(state.key_fingers, [&](const KeyFinger& key) {
        if (!stuck(key.since)) return false;
        state.keyboard.cancelled(key.finger);
        return true;
    });
}

} // namespace kiosk::app
