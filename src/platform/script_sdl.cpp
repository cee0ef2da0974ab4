#include "platform/script_sdl.hpp"

#include <SDL.h>

namespace kiosk::platform {

namespace {

constexpr SDL_TouchID script_device = 7; // any number but those that SDL keeps for the mouse

} // namespace

void push_touch(Touch touch, std::int64_t finger, Point part) {
    SDL_Event event{};
    switch (touch) {
    case Touch::Down: event.type = SDL_FINGERDOWN; break;
    case Touch::Move: event.type = SDL_FINGERMOTION; break;
    case Touch::Up:
    case Touch::Cancelled: event.type = SDL_FINGERUP; break;
    }
    event.tfinger.touchId = script_device;
    event.tfinger.fingerId = finger;
    event.tfinger.x = part.x;
    event.tfinger.y = part.y;
    SDL_PushEvent(&event);
}

void push_key(Key key) {
    SDL_Event event{};
    event.type = SDL_KEYDOWN;
    event.key.keysym.sym = key == Key::F10 ? SDLK_F10 : key == Key::Escape ? SDLK_ESCAPE : SDLK_RETURN;
    SDL_PushEvent(&event);
}

} // namespace kiosk::platform
