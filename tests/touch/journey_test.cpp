// A whole visit by real touches on a real X server's panel: the built program runs full screen, and is tapped
// from the slides through help, a form that is left and a whole pledge to the thank-you. A shadow of the
// kiosk says where to tap; the screen's pixels and, at the end, the outbox say what came of it.
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <spawn.h>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

#include <doctest/doctest.h>

#include "platform/clock.hpp"
#include "screen.hpp"
#include "shadow.hpp"
#include "support/skip.hpp"
#include "support/temporary_folder.hpp"

using namespace kiosk;
using scene::Control;
using scene::ControlKind;

namespace {

// A slow machine, many times over: a limit for what must come at all, not a measure.
constexpr Duration patience = seconds(30);

void pause(Duration time) {
    platform::sleep_until(platform::monotonic_now() + time);
}

// The built kiosk in demo mode on the shipped deck, with a state folder of its own.
class Program {
  public:
    Program() {
        std::ofstream(settings_)
            << "kiosk = \"touch\"\nevent = \"touch\"\naim = 60\nmode = \"demo\"\ndeck = \""
            << KIOSK_SOURCE_DIR << "/config/osec\"\n";
        setenv("XDG_STATE_HOME", folder_.path().c_str(), 1);
        const char* arguments[] = {KIOSK_PROGRAM, "run", "--config", settings_.c_str(), nullptr};
        REQUIRE(posix_spawn(&process_, KIOSK_PROGRAM, nullptr, nullptr, const_cast<char**>(arguments),
                            environ) == 0);
    }
    ~Program() {
        if (process_ > 0) kill(process_, SIGKILL), waitpid(process_, nullptr, 0);
    }
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    [[nodiscard]] bool runs() const { return waitpid(process_, nullptr, WNOHANG) == 0; }
    [[nodiscard]] pid_t process() const { return process_; }
    // Asks it to end; its exit status, or -1 when a signal ended it.
    int stop() {
        kill(process_, SIGTERM);
        int status = 0;
        const Instant limit = platform::monotonic_now() + patience;
        while (waitpid(process_, &status, WNOHANG) == 0 && platform::monotonic_now() < limit)
            pause(milliseconds(20));
        const int ended = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
        process_ = 0;
        return ended;
    }
    [[nodiscard]] std::string status() const {
        const std::string command = std::string(KIOSK_PROGRAM) + " status --json --config " + settings_;
        std::string out;
        if (std::FILE* pipe = popen(command.c_str(), "r")) {
            for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) out += static_cast<char>(c);
            pclose(pipe);
        }
        return out;
    }

  private:
    TemporaryFolder folder_;
    std::string settings_ = (folder_ / "kiosk.toml").string();
    pid_t process_ = 0;
};

// The finger of a visitor who sees where the shadow says that things are.
class Finger {
  public:
    explicit Finger(PixelSize screen)
        : screen_(screen),
          shadow_(screen.height > screen.width ? scene::Orientation::Portrait
                                               : scene::Orientation::Landscape) {}

    void touch(Control control) {
        const Instant limit = platform::monotonic_now() + patience;
        Rect rect = shadow_.place(control);
        while (rect.empty() && platform::monotonic_now() < limit) {
            pause(milliseconds(20));
            rect = shadow_.place(control);
        }
        REQUIRE_MESSAGE(!rect.empty(), "no control of kind " << static_cast<int>(control.kind) << ", index "
                                                             << control.index);
        const std::string trouble = test::tap(rect.centre());
        REQUIRE_MESSAGE(trouble.empty(), trouble);
        shadow_.touch(rect.centre());
        ++taps_;
        if (control.kind != ControlKind::KeyboardKey)
            pause(read_for_); // sheets and steps move
        else
            pause(between_keys_);
    }
    void touch(ControlKind kind) { touch(Control{kind, 0, 0}); }
    void type(const std::string& text) {
        for (const char c : text) {
            constexpr int keys_max = 4; // out of the symbols, shift, the key
            bool typed = false;
            for (int i = 0; i < keys_max && !typed; ++i) {
                const Control key = shadow_.key_towards(std::string(1, c));
                REQUIRE(static_cast<bool>(key));
                typed = shadow_.types(key);
                touch(key);
            }
        }
    }
    // Into a field, scrolling to it as a visitor does.
    void type_into(const std::string& field, const std::string& text) {
        const int index = shadow_.state().form.index_of(field);
        REQUIRE(index >= 0);
        if (shadow_.state().form.focused() != index) reach({ControlKind::FormField, index, 0});
        type(text);
        CHECK(shadow_.state().form.typed(index) == text);
    }
    void reach(Control control) {
        constexpr int scrolls_max = 12;
        for (int i = 0; i < scrolls_max && shadow_.place(control).empty(); ++i) {
            if (shadow_.place({ControlKind::ScrollOn, 0, 0}).empty()) break;
            touch(ControlKind::ScrollOn);
        }
        touch(control);
    }
    void choose(const std::string& field, int option) {
        reach({ControlKind::FormOption, shadow_.state().form.index_of(field), option});
    }
    // "Done" is a key as well; only behind it can the pledge be confirmed.
    void put_the_keyboard_away() {
        const form::Keyboard& keyboard = shadow_.state().keyboard;
        for (int index = 0; const form::LayoutKey* key = keyboard.key(index); ++index)
            if (key->action == form::KeyAction::Next && keyboard.used(*key))
                return touch({ControlKind::KeyboardKey, index, 0});
    }
    // Forms and sheets are light at the foot of the screen, slides and the thank-you are dark there.
    [[nodiscard]] bool becomes(bool light) const {
        const Instant limit = platform::monotonic_now() + patience;
        while (platform::monotonic_now() < limit) {
            const auto [red, green, blue] = test::pixel(8, screen_.height - 12);
            if ((red + green + blue > 600) == light) return true;
            pause(milliseconds(100));
        }
        return false;
    }
    [[nodiscard]] int taps() const { return taps_; }
    // A person looks for the next control and for the next key; without this a finger is as fast as the
    // kiosk.
    void be_human() { read_for_ = milliseconds(1000), between_keys_ = milliseconds(300); }
    [[nodiscard]] test::Shadow& shadow() { return shadow_; }

  private:
    PixelSize screen_;
    test::Shadow shadow_;
    int taps_ = 0;
    Duration read_for_ = milliseconds(450), between_keys_{};
};

PixelSize screen_from_environment() {
    const char* text = std::getenv("KIOSK_TEST_SCREEN");
    PixelSize size;
    REQUIRE(text != nullptr);
    REQUIRE(std::sscanf(text, "%dx%d", &size.width, &size.height) == 2);
    return size;
}

void fill_in(Finger& finger) {
    finger.choose("way", 0);
    finger.choose("amount", 1);
    finger.touch(ControlKind::Continue);
    finger.type_into("first_name", "Ada");
    finger.type_into("last_name", "Byron");
    finger.type_into("email", "ada.byron@example.org");
    finger.touch(ControlKind::Continue);
    finger.choose("contact", 0);
    finger.choose("gift_aid", 0);
    finger.type_into("house", "14");
    finger.type_into("postcode", "AB1 2AB");
}

// Until the first slide stands on the screen; the server's own ground is black to the edge.
bool wait_for_slides(PixelSize size) {
    const Instant limit = platform::monotonic_now() + patience;
    while (platform::monotonic_now() < limit) {
        const auto [red, green, blue] = test::pixel(8, size.height - 12);
        if (red + green + blue > 24) return true;
        pause(milliseconds(50));
    }
    return false;
}

int journey(PixelSize size) {
    const std::string text = std::to_string(size.width) + "x" + std::to_string(size.height);
    return test::run_on_screen(size, "journey: a visitor*", "KIOSK_TEST_SCREEN=" + text);
}

} // namespace

TEST_CASE("a whole pledge by real touches on a landscape screen is stored once" * doctest::timeout(240)) {
    if (!test::can_start_a_screen()) {
        test::say_skipped(test::why_no_screen);
        return;
    }
    CHECK(journey({1920, 1080}) == 0);
}

TEST_CASE("a whole pledge by real touches on a portrait screen is stored once" * doctest::timeout(240)) {
    if (!test::can_start_a_screen()) {
        test::say_skipped(test::why_no_screen);
        return;
    }
    CHECK(journey({1080, 1920}) == 0);
}

TEST_CASE("journey: a visitor looks for help, leaves a form, and then pledges" * doctest::skip()) {
    const PixelSize size = screen_from_environment();
    Program program;
    REQUIRE(wait_for_slides(size));
    Finger finger(size);
    pause(milliseconds(500));

    finger.touch(ControlKind::NeedHelp);
    CHECK(finger.becomes(true));
    finger.touch(ControlKind::Close);
    CHECK(finger.becomes(false));

    finger.touch(ControlKind::Pledge);
    REQUIRE(finger.becomes(true));
    finger.choose("way", 1);
    finger.touch(ControlKind::LeaveAndClear);
    REQUIRE(finger.becomes(false));
    CHECK_FALSE(finger.shadow().state().form.is_open());

    const int taps_before = finger.taps();
    const Instant pledge_started = platform::monotonic_now();
    finger.touch(ControlKind::Pledge);
    REQUIRE(finger.becomes(true));
    fill_in(finger);
    finger.put_the_keyboard_away();
    finger.touch(ControlKind::Confirm);
    CHECK(finger.becomes(false)); // the thank-you is dark
    MESSAGE("pledged with " << finger.taps() - taps_before << " taps in "
                            << (platform::monotonic_now() - pledge_started).ms / 1000 << " s");
    finger.shadow().feed(app::SaveAnswer{true, "TOUCH-0001"});
    finger.touch(ControlKind::Finish);
    CHECK(program.runs());
    CHECK(program.stop() == 0);
    const std::string status = program.status();
    CHECK_MESSAGE(status.find("\"accepted\":1,") != std::string::npos, status);
}

// scripts/touch-report runs this one on each screen for each way: KIOSK_TEST_WAY is the option, counted from
// 0.
TEST_CASE("report: a visitor pledges at human pace in under a minute" * doctest::skip()) {
    const PixelSize size = screen_from_environment();
    const char* text = std::getenv("KIOSK_TEST_WAY");
    REQUIRE(text != nullptr);
    const int way = std::atoi(text);
    Program program;
    REQUIRE(wait_for_slides(size));
    Finger finger(size);
    finger.be_human();
    const Instant started = platform::monotonic_now();
    finger.touch(ControlKind::Pledge);
    REQUIRE(finger.becomes(true));
    finger.choose("way", way);
    if (finger.shadow().state().form.visible_amount() >= 0) finger.choose("amount", 1);
    finger.touch(ControlKind::Continue);
    finger.type_into("first_name", "Ada");
    finger.type_into("last_name", "Byron");
    finger.type_into("email", "ada.byron@example.org");
    finger.touch(ControlKind::Continue);
    finger.choose("contact", 0);
    finger.touch(ControlKind::Confirm);
    CHECK(finger.becomes(false));
    const std::int64_t took_ms = (platform::monotonic_now() - started).ms;
    const form::Field& choice = *finger.shadow().state().deck->form.find("way");
    std::printf("touch-report: %dx%d, %s: %d taps, %lld.%lld s\n", size.width, size.height,
                choice.options[static_cast<std::size_t>(way)].value.c_str(), finger.taps(),
                static_cast<long long>(took_ms / 1000), static_cast<long long>(took_ms % 1000 / 100));
    CHECK(took_ms < 60'000);
    CHECK(program.stop() == 0);
    CHECK(program.status().find("\"accepted\":1,") != std::string::npos);
}
