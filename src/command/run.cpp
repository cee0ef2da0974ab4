#include <array>
#include <cstdio>
#include <utility>

#include "command/command.hpp"
#include "command/kiosk.hpp"
#include "command/live_state.hpp"
#include "platform/clock.hpp"
#include "platform/displays_sdl.hpp"
#include "platform/pacer.hpp"
#include "platform/process.hpp"
#include "platform/signals.hpp"
#include "platform/watchdog.hpp"

namespace kiosk::command {

namespace {

constexpr std::array<Option, 4> options{{
    {"config", "FILE", "the settings; without any the kiosk runs in demo mode"},
    {"window", "WxH", "a window of this size instead of the full screen, for desks"},
    {"present", "WAY", "how frames reach the screen: auto (the default), surface or texture"},
    {"rehearsal", "", "sign-ups are marked as rehearsal, and a banner says so"},
}};

Result<std::optional<PixelSize>> parse_size(const Arguments& arguments) {
    const auto text = arguments.value("window");
    if (!text) return std::optional<PixelSize>{};
    constexpr int side_min = 320, side_max = 16'384; // smaller cannot be read, larger no display has
    PixelSize size;
    char rest = 0;
    if (std::sscanf(text->c_str(), "%dx%d%c", &size.width, &size.height, &rest) != 2 ||
        size.width < side_min || size.height < side_min || size.width > side_max || size.height > side_max)
        return usage_error(
            "--window: expected a size such as 1280x720, each side from 320 to 16384; found '" + *text + "'");
    return std::optional(size);
}

// Real time: frames keep to the display's rate while something moves, and the loop sleeps while nothing does.
int loop(Kiosk& kiosk, platform::StopSignals& signals, bool is_locked) {
    constexpr Duration start_takes = seconds(10); // its threads have made their first calls by then
    platform::FramePacer pacer;
    platform::Watchdog watchdog;
    bool ready = false;
    Instant wait_until = platform::monotonic_now();
    Instant start_ends = wait_until + start_takes;
    while (!kiosk.quit_asked() && !signals.asked()) {
        const auto turn = kiosk.turn(wait_until, platform::monotonic_now);
        if (!turn) return fail("pledge-kiosk", turn.error());
        if (!std::exchange(ready, true)) watchdog.ready(); // the first picture is on the screen
        const Instant now = platform::monotonic_now();
        watchdog.alive(now);
        if (now >= start_ends && turn->next > now) { // while nothing moves: it takes longer than a frame may
            platform::give_back_start(is_locked);
            start_ends = Instant::never();
        }
        wait_until = turn->next;
        if (turn->next <= now && !kiosk.stage().presenter().waits_for_display()) wait_until = pacer.next(now);
    }
    watchdog.stopping();
    return 0;
}

int run(const Arguments& arguments) {
    if (auto closed = platform::close_process(); !closed) return fail("pledge-kiosk", closed.error());
    const bool is_locked = platform::keep_out_of_swap(); // where it may not, `doctor` says what to do
    auto signals = platform::StopSignals::create();
    if (!signals) return fail("pledge-kiosk", signals.error());
    KioskOptions kiosk_options;
    auto settings = find_settings(arguments);
    if (!settings) return fail("pledge-kiosk", settings.error());
    kiosk_options.settings = std::move(*settings);
    auto folder = state_folder(kiosk_options.settings);
    if (!folder) return fail("pledge-kiosk", folder.error());
    kiosk_options.state_folder = *folder;
    if (!arguments.has("rehearsal")) {
        auto live = check_live(kiosk_options.settings, *folder);
        if (!live) return fail("pledge-kiosk", live.error());
    }
    auto size = parse_size(arguments);
    if (!size) return fail("pledge-kiosk", size.error());
    kiosk_options.window.size = *size;
    kiosk_options.window.display = std::to_string(kiosk_options.settings.screen.display);
    const auto present = paint::parse_present_path(arguments.value_or("present", "auto"));
    if (!present) return fail("pledge-kiosk", usage_error("--present: expected auto, surface or texture"));
    kiosk_options.present = *present;
    kiosk_options.rehearsal = arguments.has("rehearsal");
    auto kiosk = Kiosk::create(std::move(kiosk_options), platform::monotonic_now());
    if (!kiosk) return fail("pledge-kiosk", kiosk.error());
    return loop(**kiosk, *signals, is_locked);
}

} // namespace

const Command run_command{"run", "[run] [--config FILE] [--window WxH] [--rehearsal] [--present WAY]",
                          "Runs the kiosk, full screen.", options, run};

} // namespace kiosk::command
