// Fingers and keys through a real X server. The outer case starts the server by tests/support/touchscreen and
// runs this same program inside of it, where the inner cases, skipped otherwise, open the window and are
// touched.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <unistd.h>

#include <doctest/doctest.h>

#include "paint/present_sdl.hpp"
#include "platform/clock.hpp"
#include "platform/fingers.hpp"
#include "platform/window_sdl.hpp"
#include "screen.hpp"
#include "support/skip.hpp"

using namespace kiosk;
using namespace kiosk::platform;

namespace {

const std::string touchscreen = std::string(KIOSK_SOURCE_DIR) + "/tests/support/touchscreen";
constexpr PixelSize panel{1280, 720};

int run(const std::string& command) {
    return std::system(command.c_str());
}

// The window over the whole screen with one frame shown, and what comes in through it.
struct Opened {
    Window window;
    paint::Presenter presenter;
    std::vector<std::uint32_t> pixels;
    std::vector<Event> events;

    static Window open() {
        auto window = Window::create({});
        REQUIRE_MESSAGE(window.ok(), window.error().message);
        return std::move(window).value();
    }
    static paint::Presenter present(const Window& window) {
        auto presenter = paint::Presenter::create(window.handle(), paint::PresentPath::Automatic);
        REQUIRE_MESSAGE(presenter.ok(), presenter.error().message);
        return std::move(presenter).value();
    }
    Opened() : window(open()), presenter(present(window)), pixels(std::size_t{1280} * 720, 0x203060) {
        REQUIRE(window.size() == panel);
        window.set_view(fit_view(panel, {1920, 1080}));
        REQUIRE(presenter.show({pixels, panel, panel.width}, {}).ok());
        listen(milliseconds(500)); // until the server has mapped the window
        events.clear();
    }
    void listen(Duration span) {
        const Instant until = monotonic_now() + span;
        while (monotonic_now() < until) window.take_events(events, until);
    }
    [[nodiscard]] std::vector<FingerEvent> fingers() const {
        std::vector<FingerEvent> found;
        for (const Event& event : events) {
            if (const auto* finger = std::get_if<FingerEvent>(&event)) found.push_back(*finger);
        }
        return found;
    }
    [[nodiscard]] std::ptrdiff_t count(Touch touch) const {
        return std::ranges::count(fingers(), touch, &FingerEvent::touch);
    }
};

} // namespace

TEST_CASE("a real X server's fingers and keys reach the window" * doctest::timeout(120)) {
    if (!test::can_start_a_screen()) {
        test::say_skipped(test::why_no_screen);
        return;
    }
    const std::string display = std::to_string(100 + getpid() % 400);
    const std::string self = std::filesystem::read_symlink("/proc/self/exe").string();
    CHECK(run(touchscreen + " run --size 1280x720 --display " + display + " -- " + self +
              " --no-skip -tc='inside:*'") == 0);
}

TEST_CASE("inside: a tap comes as one down and one up at its place in design pixels" * doctest::skip()) {
    Opened screen;
    REQUIRE(run(touchscreen + " tap 640 180") == 0);
    screen.listen(milliseconds(300));
    const auto fingers = screen.fingers();
    REQUIRE(screen.count(Touch::Down) == 1);
    CHECK(screen.count(Touch::Up) == 1);
    CHECK(fingers.front().at.x == doctest::Approx(960).epsilon(0.002));
    CHECK(fingers.front().at.y == doctest::Approx(270).epsilon(0.004));
    CHECK(fingers.front().finger != mouse_finger); // and no mouse came along with it
}

TEST_CASE("inside: a pinch is two fingers, and two hundred random touches all end" * doctest::skip()) {
    Opened screen;
    REQUIRE(run(touchscreen + " pinch 640 360 50 300 0.1") == 0);
    screen.listen(milliseconds(300));
    CHECK(screen.count(Touch::Down) == 2);
    CHECK(screen.count(Touch::Up) == 2);
    CHECK(screen.count(Touch::Move) >= 4);
    screen.events.clear();
    REQUIRE(run(touchscreen + " mash 200 7") == 0);
    screen.listen(milliseconds(500));
    CHECK(screen.count(Touch::Down) > 20);
    CHECK(screen.count(Touch::Down) == screen.count(Touch::Up) + screen.count(Touch::Cancelled));
}

TEST_CASE("inside: F10 of a keyboard that is plugged in comes by name, and other keys not at all" *
          doctest::skip()) {
    Opened screen;
    REQUIRE(run(touchscreen + " key F10") == 0);
    REQUIRE(run(touchscreen + " key F4") == 0);
    screen.listen(milliseconds(300));
    std::vector<Key> keys;
    for (const Event& event : screen.events) {
        if (const auto* key = std::get_if<KeyEvent>(&event)) keys.push_back(key->key);
        CHECK_FALSE((std::holds_alternative<WindowEvent>(event) &&
                     std::get<WindowEvent>(event) == WindowEvent::Quit));
    }
    CHECK(keys == std::vector<Key>{Key::F10});
}
