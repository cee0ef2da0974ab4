#include "command/visitor.hpp"

#include "base/utf8.hpp"
#include "platform/clock.hpp"
#include "platform/script_sdl.hpp"

namespace kiosk::command {

namespace {

constexpr Duration frame = milliseconds(16);
constexpr Duration touch_time = milliseconds(64); // how long a finger rests on a control
constexpr Duration pause = milliseconds(320);     // and then looks

using scene::Control;
using scene::ControlKind;

} // namespace

Result<void> Visitor::turn() {
    auto turned = kiosk_.turn(Instant{}, [this] { return now_; });
    if (!turned) return turned.error();
    ++figures_.frames;
    if (turned->rects > 0) ++figures_.painted;
    figures_.pixels += turned->pixels;
    return {};
}

Result<void> Visitor::wait(Duration time) {
    const Instant until = now_ + time;
    while (now_ < until) {
        now_ = now_ + frame;
        if (auto turned = turn(); !turned) return turned;
    }
    return {};
}

Result<void> Visitor::skip(Duration time) {
    if (auto turned = turn(); !turned) return turned;
    now_ = now_ + time;
    return turn();
}

Result<bool> Visitor::wait_until(const std::function<bool()>& done, Duration limit) {
    const Instant until = platform::monotonic_now() + limit;
    while (!done()) {
        if (platform::monotonic_now() > until) return false;
        platform::sleep_until(platform::monotonic_now() + frame);
        now_ = now_ + frame;
        if (auto turned = turn(); !turned) return turned.error();
    }
    return true;
}

Result<void> Visitor::touch(Control control) {
    const Rect rect = kiosk_.hits().rect_of(control);
    if (rect.empty())
        return Error{Fault::Bug,
                     "the control of kind " + std::to_string(static_cast<int>(control.kind)) + ", index " +
                         std::to_string(control.index) + ", part " + std::to_string(control.part) +
                         " is not on the screen",
                     0};
    return touch_at(rect.centre());
}

Result<void> Visitor::touch_at(Point design) {
    ++figures_.touches;
    const Point part = kiosk_.stage().window_part(design);
    platform::push_touch(Touch::Down, 1, part);
    if (auto waited = wait(touch_time); !waited) return waited;
    platform::push_touch(Touch::Up, 1, part);
    return wait(pause);
}

Result<void> Visitor::swipe(Point from, Point to) {
    constexpr int steps = 8;
    ++figures_.touches;
    platform::push_touch(Touch::Down, 1, kiosk_.stage().window_part(from));
    for (int i = 1; i <= steps; ++i) {
        const float t = static_cast<float>(i) / steps;
        platform::push_touch(Touch::Move, 1, kiosk_.stage().window_part(from + (to - from) * t));
        if (auto waited = wait(frame); !waited) return waited;
    }
    platform::push_touch(Touch::Up, 1, kiosk_.stage().window_part(to));
    return wait(pause);
}

Result<void> Visitor::press(Key key) {
    platform::push_key(key);
    return wait(pause);
}

int Visitor::key_for(std::string_view character) const {
    const form::Keyboard& keyboard = kiosk_.state().keyboard;
    for (int index = 0; const form::LayoutKey* key = keyboard.key(index); ++index) {
        if (!keyboard.used(*key)) continue;
        if (key->action == form::KeyAction::Space && character == " ") return index;
        if (key->action == form::KeyAction::Type && keyboard.label(*key) == character) return index;
    }
    return -1;
}

Result<void> Visitor::type_one(std::string_view character) {
    // At most: out of symbols, shift, the key.
    for (int tries = 0; tries < 4; ++tries) {
        if (const int key = key_for(character); key >= 0) return touch({ControlKind::KeyboardKey, key, 0});
        const form::Keyboard& keyboard = kiosk_.state().keyboard;
        const bool letter =
            character.size() == 1 && std::isalpha(static_cast<unsigned char>(character[0])) != 0;
        const form::KeyAction wanted =
            letter
                ? keyboard.face() == form::Face::Letters ? form::KeyAction::Shift : form::KeyAction::Letters
            : keyboard.face() == form::Face::Letters ? form::KeyAction::Symbols
                                                     : form::KeyAction::Letters;
        int change = -1;
        for (int index = 0; const form::LayoutKey* key = keyboard.key(index); ++index)
            if (key->action == wanted && keyboard.used(*key)) change = index;
        if (change < 0) break;
        if (auto touched = touch({ControlKind::KeyboardKey, change, 0}); !touched) return touched;
    }
    return Error{Fault::Bug,
                 "no key types U+" + std::to_string(static_cast<unsigned>(decode_utf8(character).value)), 0};
}

Result<void> Visitor::type(std::string_view text) {
    while (!text.empty()) {
        const std::size_t bytes = decode_utf8(text).bytes;
        if (auto typed = type_one(text.substr(0, bytes)); !typed) return typed;
        text.remove_prefix(bytes);
    }
    return {};
}

} // namespace kiosk::command
