// The kiosk put together, off screen: what only its loop can get wrong.
#include <cstdlib>

#include <doctest/doctest.h>

#include "command/visitor.hpp"
#include "platform/script_sdl.hpp"
#include "support/temporary_folder.hpp"

using namespace kiosk;
using scene::Control;
using scene::ControlKind;

TEST_CASE("two taps in one turn of the loop do not act on two screens") {
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    const TemporaryFolder folder;
    command::KioskOptions options;
    options.settings.deck = KIOSK_SOURCE_DIR "/config/osec";
    options.state_folder = folder.path();
    options.window.size = PixelSize{960, 540};
    auto made = command::Kiosk::create(std::move(options), Instant{1'000'000});
    REQUIRE(made.ok());
    command::Kiosk& kiosk = **made;
    command::Visitor visitor(kiosk, Instant{1'000'000});
    REQUIRE(visitor.wait(seconds(2)).ok());
    REQUIRE(visitor.touch({ControlKind::Pledge, 0, 0}).ok());
    REQUIRE(visitor.wait(milliseconds(600)).ok());
    for (int field = 0; field < kiosk.state().form.field_count(); ++field)
        if (kiosk.state().form.step_of(field) == 0 && kiosk.state().form.visible(field) &&
            !kiosk.hits().rect_of({ControlKind::FormOption, field, 0}).empty())
            REQUIRE(visitor.touch({ControlKind::FormOption, field, 0}).ok());
    const Point part =
        kiosk.stage().window_part(kiosk.hits().rect_of({ControlKind::Continue, 0, 0}).centre());
    for (int tap = 0; tap < 2; ++tap) { // as after a hiccup of the machine
        platform::push_touch(Touch::Down, 1, part);
        platform::push_touch(Touch::Up, 1, part);
    }
    REQUIRE(visitor.wait(milliseconds(16)).ok());
    CHECK(kiosk.state().form.step() == 1);
    CHECK(kiosk.state().form.announced_problems() == 0);
}
