#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "command/command.hpp"
#include "command/demo_form.hpp"
#include "command/kiosk.hpp"
#include "command/visitor.hpp"
#include "handover/open_bundles.hpp"
#include "platform/clock.hpp"
#include "platform/files.hpp"
#include "platform/process.hpp"

namespace kiosk::command {

namespace {

using scene::Control;
using scene::ControlKind;

constexpr std::array<Option, 3> options{{
    {"out", "DIR", "where pictures and the report go (out/demo)"},
    {"size", "WxH", "size of the screen (1920x1080; 1080x1920 for portrait)"},
    {"config", "FILE", "settings whose deck and kiosk name to use; keys and hub stay made up"},
}};

// The steps of the demo: each prints one line with its figure, and the first that falls short ends it.
class Demo {
  public:
    Demo(Kiosk& kiosk, std::filesystem::path out, Instant start)
        : kiosk_(kiosk),
          out_(std::move(out)),
          visitor_(kiosk, start),
          form_(kiosk, visitor_) {}

    Result<void> play();
    [[nodiscard]] const std::string& report() const { return report_; }

  private:
    Result<void> slides();
    Result<void> sheets();
    Result<void> errors_shown();
    Result<void> fill_form();
    Result<void> thanked();
    Result<void> uploaded();
    Result<void> exported();
    Result<void> opened();
    Result<void> walked_away();
    Result<void> staff();

    void say(const std::string& step, const std::string& figure);
    Result<void> picture(const std::string& name);
    Result<void> touch(ControlKind kind, int index = 0) { return visitor_.touch({kind, index, 0}); }
    Result<void> sheet(ControlKind opener, const std::string& name);
    [[nodiscard]] Result<outbox::Counts> counts();

    Kiosk& kiosk_;
    std::filesystem::path out_;
    Visitor visitor_;
    DemoForm form_;
    std::string report_;
    std::string receipt_;
    std::filesystem::path bundle_;
    int pictures_ = 0;
};

#define KIOSK_STEP(call)                                                                                     \
    if (auto step_done = (call); !step_done) return step_done.error()

Error short_of(const std::string& what) {
    return input_error(what);
}

void Demo::say(const std::string& step, const std::string& figure) {
    std::string line = step;
    line.resize(std::max<std::size_t>(line.size() + 1, 34), ' ');
    line += figure + "\n";
    std::fputs(line.c_str(), stdout);
    std::fflush(stdout);
    report_ += line;
}

Result<void> Demo::picture(const std::string& name) {
    const std::string number = std::to_string(++pictures_);
    return kiosk_.stage().save_png(out_ / ((number.size() < 2 ? "0" : "") + number + "-" + name + ".png"));
}

Result<outbox::Counts> Demo::counts() {
    Result<outbox::Counts> out = machine_error("the store has been closed");
    (void)kiosk_.store().thread().with([&](outbox::Outbox& box) { out = box.counts(); });
    return out;
}

Result<void> Demo::slides() {
    KIOSK_STEP(visitor_.wait(milliseconds(16))); // the first frame lays the deck out
    const auto& deck = *kiosk_.state().deck;
    const std::size_t shown = kiosk_.state().playlist.size();
    const auto before = visitor_.figures();
    for (std::size_t i = 0; i < shown; ++i) {
        const auto& entry = kiosk_.state().playlist.entries()[i];
        const auto settle = milliseconds(static_cast<std::int64_t>(entry.settled_ms) + 300);
        KIOSK_STEP(visitor_.wait(settle));
        KIOSK_STEP(picture("slide-" + deck.slides[i].id));
        KIOSK_STEP(visitor_.wait(milliseconds(static_cast<std::int64_t>(entry.duration_ms) - settle.ms)));
    }
    const auto after = visitor_.figures();
    if (after.painted == before.painted) return short_of("the deck did not move");
    say("played the deck", std::to_string(shown) + " slides, " +
                               std::to_string(after.frames - before.frames) + " frames, " +
                               std::to_string(after.painted - before.painted) + " of them painted");
    return {};
}

Result<void> Demo::sheet(ControlKind opener, const std::string& name) {
    KIOSK_STEP(touch(opener));
    KIOSK_STEP(visitor_.wait(milliseconds(600)));
    KIOSK_STEP(picture(name));
    KIOSK_STEP(touch(ControlKind::Close));
    return visitor_.wait(milliseconds(400));
}

Result<void> Demo::sheets() {
    KIOSK_STEP(visitor_.wait(seconds(2)));
    KIOSK_STEP(sheet(ControlKind::NeedHelp, "need-help"));
    KIOSK_STEP(sheet(ControlKind::LanguagePicker, "languages"));
    KIOSK_STEP(sheet(ControlKind::TextContrast, "text-and-contrast"));
    const auto before = kiosk_.state().playlist.moment().slide;
    const Size canvas = scene::canvas(kiosk_.state().look.orientation);
    KIOSK_STEP(visitor_.swipe({canvas.width * 0.8F, canvas.height * 0.4F},
                              {canvas.width * 0.4F, canvas.height * 0.4F}));
    KIOSK_STEP(visitor_.wait(seconds(1)));
    if (kiosk_.state().playlist.moment().slide == before) return short_of("a swipe did not turn the slide");
    say("read", "help, languages and text sheets opened and closed; a swipe turned the slide");
    return {};
}

Result<void> Demo::errors_shown() {
    KIOSK_STEP(touch(ControlKind::Continue));
    KIOSK_STEP(visitor_.wait(milliseconds(400)));
    if (kiosk_.state().form.announced_problems() == 0) return {}; // a step that asks for nothing
    return picture("form-error");
}

Result<void> Demo::fill_form() {
    const int touches = visitor_.figures().touches;
    const Instant started = visitor_.now();
    KIOSK_STEP(touch(ControlKind::Pledge));
    KIOSK_STEP(visitor_.wait(milliseconds(600)));
    if (kiosk_.state().screen != app::Screen::Form)
        return short_of("the pledge button did not open the form");
    bool error_seen = false;
    while (kiosk_.state().screen == app::Screen::Form && kiosk_.state().saving == app::Saving::No) {
        const form::FormState& form = kiosk_.state().form;
        const int step = form.step();
        const int number = form.step_number();
        if (!error_seen && number == 2) {
            KIOSK_STEP(errors_shown());
            error_seen = true;
        }
        KIOSK_STEP(form_.fill_step());
        if (form.is_last_step()) KIOSK_STEP(form_.put_keyboard_away()); // what is confirmed is seen whole
        KIOSK_STEP(picture("form-step-" + std::to_string(number)));
        if (form.is_last_step()) break;
        KIOSK_STEP(touch(ControlKind::Continue));
        KIOSK_STEP(visitor_.wait(milliseconds(500)));
        if (form.step() == step) return short_of("Continue did not lead past step " + std::to_string(number));
    }
    KIOSK_STEP(touch(ControlKind::Confirm));
    const auto saved =
        visitor_.wait_until([&] { return kiosk_.state().screen == app::Screen::Thanks; }, seconds(10));
    if (!saved) return saved.error();
    if (!*saved) return short_of("the sign-up was not stored within 10 s");
    receipt_ = kiosk_.state().receipt;
    say("pledged by touch", std::to_string(visitor_.figures().touches - touches) + " touches, " +
                                std::to_string((visitor_.now() - started).ms / 1000) +
                                " s of the visitor's time");
    return {};
}

Result<void> Demo::thanked() {
    KIOSK_STEP(visitor_.wait(seconds(2)));
    KIOSK_STEP(picture("thank-you"));
    const auto now = counts();
    if (!now) return now.error();
    if (now->accepted != 1 || !now->balanced())
        return short_of("the ledger does not add up after the thank-you");
    say("thanked, after it was durable", "receipt " + receipt_ + ", 1 record in the outbox");
    KIOSK_STEP(touch(ControlKind::Finish));
    return visitor_.wait(seconds(1));
}

Result<void> Demo::uploaded() {
    const Instant started = platform::monotonic_now();
    const auto arrived = visitor_.wait_until(
        [&] {
            const auto now = counts();
            return now && now->acked == 1;
        },
        seconds(30));
    if (!arrived) return arrived.error();
    if (!*arrived) return short_of("no verified receipt of the hub within 30 s");
    say("uploaded to the hub", "1 record, signed receipt verified, " +
                                   std::to_string((platform::monotonic_now() - started).ms) +
                                   " ms after Finish");
    return {};
}

Result<void> Demo::exported() {
    const auto folder = out_ / "export";
    KIOSK_STEP(platform::make_folder(folder.string(), 0700));
    deck::Settings settings = kiosk_.settings();
    const auto report = handover::write_bundle(
        kiosk_.store().thread(), bundle_target(settings, kiosk_.store().recipients(), folder), {});
    if (!report) return report.error();
    if (report->sums.exported != 1)
        return short_of("the export holds " + std::to_string(report->sums.exported) + " records, not 1");
    bundle_ = report->file;
    say("exported and read back", bundle_.filename().string() + ", " + handover::text_of(report->sums));
    return {};
}

Result<void> Demo::opened() {
    const record::Identity* identity = kiosk_.store().demo_identity();
    std::vector<handover::Row> rows;
    const std::array<std::filesystem::path, 1> bundles{bundle_};
    const auto report = handover::open_bundles(bundles, std::span(identity, 1), [&](handover::Row&& row) {
        rows.push_back(std::move(row));
        return true;
    });
    if (!report) return report.error();
    if (rows.size() != 1)
        return short_of("opening the bundle gave " + std::to_string(rows.size()) + " records, not 1");
    const record::Opened& record = rows[0].record;
    if (record.receipt != receipt_) return short_of("the opened record has another receipt code");
    for (const auto& [field, text] : form_.typed())
        if (record.field(field) != text) return short_of("field " + field + " is not what was typed");
    say("opened with the secret key",
        std::to_string(form_.typed().size()) + " typed fields are what was typed, " +
            std::to_string(record.consent.size()) + " consents with their words");
    return {};
}

Result<void> Demo::walked_away() {
    KIOSK_STEP(touch(ControlKind::Pledge));
    KIOSK_STEP(visitor_.wait(milliseconds(600)));
    KIOSK_STEP(form_.fill_step());
    const auto& limits = kiosk_.state().limits;
    KIOSK_STEP(visitor_.skip(limits.idle_warn));
    KIOSK_STEP(visitor_.wait(milliseconds(600)));
    if (!kiosk_.state().warned_at) return short_of("nobody asked \"Are you still there?\"");
    KIOSK_STEP(picture("still-there"));
    KIOSK_STEP(visitor_.skip(limits.idle_leave));
    KIOSK_STEP(visitor_.wait(milliseconds(600)));
    if (kiosk_.state().screen != app::Screen::Slides || kiosk_.state().form.is_open())
        return short_of("the form stayed open after the time-out");
    say("walked away", "asked after " + std::to_string(limits.idle_warn.ms / 1000) +
                           " s, cleared after another " + std::to_string(limits.idle_leave.ms / 1000) + " s");
    return {};
}

Result<void> Demo::staff() {
    for (int i = 0; i < kiosk_.state().limits.charity_touches; ++i)
        KIOSK_STEP(touch(ControlKind::CharityName));
    KIOSK_STEP(visitor_.wait(milliseconds(500)));
    KIOSK_STEP(picture("staff-pin"));
    for (const char digit : kiosk_.staff().demo_pin()) KIOSK_STEP(touch(ControlKind::PinDigit, digit - '0'));
    const auto open = visitor_.wait_until([&] { return kiosk_.state().staff_panel; }, seconds(10));
    if (!open) return open.error();
    if (!*open) return short_of("the PIN did not open the staff panel");
    KIOSK_STEP(visitor_.wait(seconds(1)));
    KIOSK_STEP(picture("staff-panel"));
    const auto& model = kiosk_.staff().model();
    say("opened the staff panel", std::to_string(model.counts.accepted) + " accepted, " +
                                      std::to_string(model.counts.acked) + " acked, " +
                                      std::to_string(model.findings.size()) + " findings of the deck");
    return {};
}

Result<void> Demo::play() {
    KIOSK_STEP(slides());
    KIOSK_STEP(sheets());
    KIOSK_STEP(fill_form());
    KIOSK_STEP(thanked());
    KIOSK_STEP(uploaded());
    KIOSK_STEP(exported());
    KIOSK_STEP(opened());
    KIOSK_STEP(walked_away());
    KIOSK_STEP(staff());
    say("done", std::to_string(pictures_) + " pictures in " + out_.string());
    return {};
}

#undef KIOSK_STEP

Result<PixelSize> size_of(const Arguments& arguments) {
    const std::string text = arguments.value_or("size", "1920x1080");
    PixelSize size;
    char rest = 0;
    if (std::sscanf(text.c_str(), "%dx%d%c", &size.width, &size.height, &rest) != 2 || size.width < 320 ||
        size.height < 320 || size.width > 4096 || size.height > 4096)
        return usage_error("--size: expected a size such as 1920x1080, each side from 320 to 4096; found '" +
                           text + "'");
    return size;
}

int run(const Arguments& arguments) {
    const auto size = size_of(arguments);
    if (!size) return fail("pledge-kiosk", size.error());
    auto settings = find_settings(arguments);
    if (!settings) return fail("pledge-kiosk", settings.error());
    const Instant started = platform::monotonic_now();
    const std::filesystem::path out = arguments.value_or("out", "out/demo");
    // A state of its own that begins empty, so that the figures are those of this visit alone.
    const auto state = out / ("state-" + std::to_string(platform::wall_now().unix_ms));
    if (auto made = platform::make_folder(state.string(), 0700); !made)
        return fail("pledge-kiosk", made.error());
    const char* display = std::getenv("DISPLAY");
    if (display == nullptr && std::getenv("WAYLAND_DISPLAY") == nullptr &&
        std::getenv("SDL_VIDEODRIVER") == nullptr) {
        std::puts("no display: painting off screen");
        setenv("SDL_VIDEODRIVER", "dummy", 1);
    }
    KioskOptions kiosk_options;
    kiosk_options.settings = std::move(*settings);
    kiosk_options.settings.mode = deck::Mode::Demo;
    kiosk_options.settings.upload = {};
    kiosk_options.settings.staff = {};
    kiosk_options.state_folder = state;
    kiosk_options.pictures = PictureDesk::Waiting::Decodes;
    kiosk_options.window.size = *size;
    auto kiosk = Kiosk::create(std::move(kiosk_options), Instant{1'000'000});
    if (!kiosk) return fail("pledge-kiosk", kiosk.error());
    std::printf("started in %lld ms\n", static_cast<long long>((platform::monotonic_now() - started).ms));
    Demo demo(**kiosk, out, Instant{1'000'000});
    const auto played = demo.play();
    if (!played) {
        std::printf("FELL SHORT: %s\n", played.error().message.c_str());
        (void)(*kiosk)->stage().save_png(out / "fell-short.png");
    }
    if (auto written = platform::write_file((out / "report.txt").string(), demo.report()); !written)
        return fail("pledge-kiosk", written.error());
    return played ? 0 : 1;
}

} // namespace

const Command demo_command{
    "demo", "demo [--out DIR] [--size WxH]",
    "A scripted visit through the real kiosk, hub and export: pictures, a report, an exit status.", options,
    run};

} // namespace kiosk::command
