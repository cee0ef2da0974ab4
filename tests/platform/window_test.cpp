#include <cstdlib>

#include <doctest/doctest.h>

#include "platform/clock.hpp"
#include "platform/displays_sdl.hpp"
#include "platform/window_sdl.hpp"

using namespace kiosk;
using namespace kiosk::platform;

TEST_CASE("a machine without any display says so as the machine's lack, with what to do") {
    unsetenv("DISPLAY");
    unsetenv("WAYLAND_DISPLAY");
    setenv("SDL_VIDEODRIVER", "x11", 1);
    const auto window = Window::create({});
    REQUIRE_FALSE(window.ok());
    CHECK(window.error().fault == Fault::Machine);
    CHECK(window.error().message.find("no display") != std::string::npos);
    CHECK_FALSE(ask_screens().ok());
}

TEST_CASE("a window without a screen has its size, wakes from another's call, and times out on time") {
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    auto window = Window::create({.title = "test", .size = PixelSize{640, 360}, .display = ""});
    REQUIRE_MESSAGE(window.ok(), window.error().message);
    CHECK(window->size() == PixelSize{640, 360});
    CHECK(window->driver() == "dummy");
    std::vector<Event> events;
    window->take_events(events, monotonic_now()); // what opening brings
    events.clear();

    const Instant before = monotonic_now();
    window->wake();
    window->take_events(events, before + seconds(30));
    CHECK(monotonic_now() - before < seconds(10));
    CHECK(events.empty());

    const Instant start = monotonic_now();
    window->take_events(events, start + milliseconds(50));
    CHECK(monotonic_now() - start >= milliseconds(50));
}

TEST_CASE("a display that is not there is refused with the list of those that are") {
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    const auto window = Window::create({.title = "test", .size = PixelSize{64, 64}, .display = "Projector"});
    REQUIRE_FALSE(window.ok());
    CHECK(window.error().message.find("\"Projector\"") != std::string::npos);
    CHECK(window.error().message.find("found 0 ") != std::string::npos);
    CHECK_FALSE(Window::create({.title = "test", .size = PixelSize{64, 64}, .display = "7"}).ok());
    CHECK(Window::create({.title = "test", .size = PixelSize{64, 64}, .display = "0"}).ok());
}
