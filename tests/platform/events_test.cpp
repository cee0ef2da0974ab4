#include <SDL.h>

#include <doctest/doctest.h>

#include "platform/events_sdl.hpp"

using namespace kiosk;
using namespace kiosk::platform;

namespace {

constexpr Instant now{5'000'000};

EventReader reader_of(PixelSize pixels, Size canvas, Turn turn = Turn::None) {
    EventReader reader;
    reader.pixels = reader.points = pixels;
    reader.view = fit_view(pixels, canvas, turn);
    return reader;
}

SDL_Event finger(std::uint32_t type, SDL_TouchID device, float x, float y) {
    SDL_Event event{};
    event.type = type;
    event.tfinger.touchId = device;
    event.tfinger.fingerId = 4;
    event.tfinger.x = x;
    event.tfinger.y = y;
    return event;
}

SDL_Event key(SDL_Keycode code, std::uint16_t mod = KMOD_NONE) {
    SDL_Event event{};
    event.type = SDL_KEYDOWN;
    event.key.keysym.sym = code;
    event.key.keysym.mod = mod;
    return event;
}

} // namespace

TEST_CASE("a finger on a panel of any size comes in design pixels, stamped with the instant") {
    EventReader reader = reader_of({3840, 2160}, {1920, 1080});
    std::vector<Event> out;
    reader.read(finger(SDL_FINGERDOWN, 9, 0.25F, 0.5F), now, out);
    reader.read(finger(SDL_FINGERUP, 9, 0.25F, 0.5F), now + milliseconds(60), out);
    REQUIRE(out.size() == 2);
    const auto& down = std::get<FingerEvent>(out[0]);
    CHECK(down.at.x == doctest::Approx(480));
    CHECK(down.at.y == doctest::Approx(540));
    CHECK(down.when == now);
    CHECK(std::get<FingerEvent>(out[1]).touch == Touch::Up);
}

TEST_CASE("what SDL makes up out of mice and touches is not counted twice") {
    EventReader reader = reader_of({1920, 1080}, {1920, 1080});
    std::vector<Event> out;
    reader.read(finger(SDL_FINGERDOWN, SDL_MOUSE_TOUCHID, 0.5F, 0.5F), now, out);
    SDL_Event mouse{};
    mouse.type = SDL_MOUSEBUTTONDOWN;
    mouse.button.which = SDL_TOUCH_MOUSEID;
    mouse.button.button = SDL_BUTTON_LEFT;
    reader.read(mouse, now, out);
    mouse.button.which = 0;
    mouse.button.button = SDL_BUTTON_RIGHT;
    reader.read(mouse, now, out);
    CHECK(out.empty());
    mouse.button.button = SDL_BUTTON_LEFT;
    reader.read(mouse, now, out);
    CHECK(out.size() == 1);
}

TEST_CASE("keys come by name, text by code point, and chords of a desktop not at all") {
    EventReader reader = reader_of({1920, 1080}, {1920, 1080});
    std::vector<Event> out;
    reader.read(key(SDLK_F10), now, out);
    reader.read(key(SDLK_TAB, KMOD_LSHIFT), now, out);
    reader.read(key(SDLK_SPACE), now, out);
    reader.read(key(SDLK_F4, KMOD_LALT), now, out);
    reader.read(key(SDLK_DELETE, KMOD_LCTRL | KMOD_LALT), now, out);
    reader.read(key(SDLK_a), now, out); // comes as text, or not at all
    SDL_Event text{};
    text.type = SDL_TEXTINPUT;
    SDL_strlcpy(text.text.text, " \xC5\xB5@", sizeof text.text.text);
    reader.read(text, now, out);
    REQUIRE(out.size() == 5);
    CHECK(std::get<KeyEvent>(out[0]).key == Key::F10);
    CHECK(std::get<KeyEvent>(out[1]).key == Key::BackTab);
    CHECK(std::get<KeyEvent>(out[2]).text == U' ');
    CHECK(std::get<KeyEvent>(out[3]).text == U'\u0175');
    CHECK(std::get<KeyEvent>(out[4]).text == U'@');
}

TEST_CASE("resizes, exposures, a reset graphics device and the wish to close are told apart") {
    EventReader reader = reader_of({1920, 1080}, {1920, 1080});
    std::vector<Event> out;
    SDL_Event event{};
    event.type = SDL_WINDOWEVENT;
    event.window.event = SDL_WINDOWEVENT_SIZE_CHANGED;
    reader.read(event, now, out);
    event.window.event = SDL_WINDOWEVENT_EXPOSED;
    reader.read(event, now, out);
    for (const std::uint32_t type : {SDL_RENDER_TARGETS_RESET, SDL_RENDER_DEVICE_RESET, SDL_QUIT}) {
        SDL_Event other{};
        other.type = type;
        reader.read(other, now, out);
    }
    REQUIRE(out.size() == 5);
    CHECK(std::get<WindowEvent>(out[0]) == WindowEvent::Resized);
    CHECK(std::get<WindowEvent>(out[1]) == WindowEvent::Repaint);
    CHECK(std::get<WindowEvent>(out[2]) == WindowEvent::Repaint);
    CHECK(std::get<WindowEvent>(out[3]) == WindowEvent::Repaint);
    CHECK(std::get<WindowEvent>(out[4]) == WindowEvent::Quit);
}
