#include "platform/events_sdl.hpp"

#include <SDL.h>

#include <optional>
#include <string_view>

#include "base/utf8.hpp"

namespace kiosk::platform {

namespace {

std::optional<Key> named_key(const SDL_Keysym& key) {
    const bool shifted = (key.mod & KMOD_SHIFT) != 0;
    switch (key.sym) {
    case SDLK_TAB: return shifted ? Key::BackTab : Key::Tab;
    case SDLK_RETURN:
    case SDLK_KP_ENTER: return Key::Enter;
    case SDLK_SPACE: return Key::Space;
    case SDLK_ESCAPE: return Key::Escape;
    case SDLK_BACKSPACE: return Key::Backspace;
    case SDLK_DELETE: return Key::Delete;
    case SDLK_LEFT: return Key::Left;
    case SDLK_RIGHT: return Key::Right;
    case SDLK_UP: return Key::Up;
    case SDLK_DOWN: return Key::Down;
    case SDLK_HOME: return Key::Home;
    case SDLK_END: return Key::End;
    case SDLK_F10: return Key::F10;
    default: return std::nullopt;
    }
}

// Alt, Control and the system key make commands of a desktop, not of ours.
bool is_chord(const SDL_Keysym& key) {
    return (key.mod & (KMOD_CTRL | KMOD_ALT | KMOD_GUI)) != 0;
}

void read_text(std::string_view text, Instant now, std::vector<Event>& out) {
    while (!text.empty()) {
        const CodePoint point = decode_utf8(text);
        text.remove_prefix(point.bytes);
        // The space bar comes as a named key already.
        if (point.value > U' ' && point.value != U'\u007F')
            out.push_back(KeyEvent{Key::Other, point.value, now});
    }
}

} // namespace

void EventReader::read(const SDL_Event& event, Instant now, std::vector<Event>& out) {
    std::vector<FingerEvent> found;
    const auto touch = [&](Touch kind) {
        const Point at{event.tfinger.x * static_cast<float>(pixels.width),
                       event.tfinger.y * static_cast<float>(pixels.height)};
        if (event.tfinger.touchId == SDL_MOUSE_TOUCHID) return;
        fingers.touched(kind, event.tfinger.touchId, event.tfinger.fingerId, to_design(view, at), now, found);
    };
    const auto mouse = [&](Touch kind, int x, int y, std::uint32_t device) {
        if (device == SDL_TOUCH_MOUSEID || points.width <= 0 || points.height <= 0) return;
        const Point at{
            static_cast<float>(x) * static_cast<float>(pixels.width) / static_cast<float>(points.width),
            static_cast<float>(y) * static_cast<float>(pixels.height) / static_cast<float>(points.height)};
        fingers.moused(kind, to_design(view, at), now, found);
    };
    switch (event.type) {
    case SDL_FINGERDOWN: touch(Touch::Down); break;
    case SDL_FINGERMOTION: touch(Touch::Move); break;
    case SDL_FINGERUP: touch(Touch::Up); break;
    case SDL_MOUSEBUTTONDOWN:
        if (event.button.button == SDL_BUTTON_LEFT)
            mouse(Touch::Down, event.button.x, event.button.y, event.button.which);
        break;
    case SDL_MOUSEBUTTONUP:
        if (event.button.button == SDL_BUTTON_LEFT)
            mouse(Touch::Up, event.button.x, event.button.y, event.button.which);
        break;
    case SDL_MOUSEMOTION: mouse(Touch::Move, event.motion.x, event.motion.y, event.motion.which); break;
    case SDL_KEYDOWN:
        if (const auto key = named_key(event.key.keysym); key && !is_chord(event.key.keysym)) {
            out.push_back(KeyEvent{*key, *key == Key::Space ? U' ' : U'\0', now});
        }
        break;
    case SDL_TEXTINPUT: read_text(event.text.text, now, out); break;
    case SDL_QUIT: out.push_back(WindowEvent::Quit); break;
    case SDL_RENDER_TARGETS_RESET:
    case SDL_RENDER_DEVICE_RESET: out.push_back(WindowEvent::Repaint); break;
    case SDL_WINDOWEVENT:
        if (event.window.event == SDL_WINDOWEVENT_SIZE_CHANGED) out.push_back(WindowEvent::Resized);
        if (event.window.event == SDL_WINDOWEVENT_EXPOSED) out.push_back(WindowEvent::Repaint);
        if (event.window.event == SDL_WINDOWEVENT_HIDDEN || event.window.event == SDL_WINDOWEVENT_MINIMIZED) {
            fingers.cancel_all(now, found);
        }
        break;
    default: break;
    }
    for (const FingerEvent& finger : found) out.push_back(finger);
}

void EventReader::tick(Instant now, std::vector<Event>& out) {
    std::vector<FingerEvent> found;
    fingers.tick(now, found);
    for (const FingerEvent& finger : found) out.push_back(finger);
}

} // namespace kiosk::platform
