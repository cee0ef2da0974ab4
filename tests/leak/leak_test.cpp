// Nothing that a visitor typed is left when the visit is over: not in this process's memory, in no encoding,
// nor in the state folder, nor in what was printed. Random words are typed on the on-screen keyboard of the
// real kiosk, off screen, with its store, uploader and hub; then the process looks through its own memory.
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>

#include <fcntl.h>
#include <unistd.h>

#include <doctest/doctest.h>

#include "command/fonts.hpp"
#include "command/visitor.hpp"
#include "leak/memory_scan.hpp"
#include "support/sanitized.hpp"
#include "support/skip.hpp"
#include "support/temporary_folder.hpp"

using namespace kiosk;
using scene::Control;
using scene::ControlKind;
using test::Sentinel;

namespace {

// The glyphs of ASCII letters in the typeface of input; found one letter at a time.
std::vector<std::uint32_t> glyphs_of_letters() {
    auto fonts = command::load_fonts();
    REQUIRE(fonts.ok());
    text::Style style;
    style.weight = 500;
    std::vector<std::uint32_t> glyphs(128, 0);
    for (char letter = '!'; letter < 127; ++letter) {
        const auto run = (*fonts)->shape({&letter, 1}, style, "en");
        if (!run->glyphs.empty()) glyphs[static_cast<unsigned char>(letter)] = run->glyphs[0].id;
    }
    return glyphs;
}

// What the process prints goes to a file for as long as this lives.
class PrintedTo {
  public:
    explicit PrintedTo(const std::string& path) {
        const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        std::fflush(nullptr);
        for (const int stream : {STDOUT_FILENO, STDERR_FILENO}) {
            kept_[static_cast<std::size_t>(stream - 1)] = dup(stream);
            dup2(file, stream);
        }
        close(file);
    }
    ~PrintedTo() {
        std::fflush(nullptr);
        for (const int stream : {STDOUT_FILENO, STDERR_FILENO}) {
            dup2(kept_[static_cast<std::size_t>(stream - 1)], stream);
            close(kept_[static_cast<std::size_t>(stream - 1)]);
        }
    }
    PrintedTo(const PrintedTo&) = delete;
    PrintedTo& operator=(const PrintedTo&) = delete;

  private:
    std::array<int, 2> kept_{};
};

// Thrown, so that the message is printed where it can be read.
void must(bool so, const char* what) {
    if (!so) throw std::runtime_error(what);
}
void must(const Result<void>& done) {
    if (!done) throw std::runtime_error(done.error().message);
}

class Visit {
  public:
    explicit Visit(PixelSize size) : glyphs_(glyphs_of_letters()) {
        setenv("SDL_VIDEODRIVER", "dummy", 1);
        const PrintedTo printed(printed_);
        command::KioskOptions options;
        options.settings.deck = KIOSK_SOURCE_DIR "/config/osec";
        options.state_folder = folder_.path();
        options.window.size = size;
        auto kiosk = command::Kiosk::create(std::move(options), Instant{1'000'000});
        must(kiosk.ok(), kiosk ? "" : kiosk.error().message.c_str());
        kiosk_ = std::move(*kiosk);
        visitor_ = std::make_unique<command::Visitor>(*kiosk_, Instant{1'000'000});
        must(visitor_->wait(seconds(2)));
    }

    void open_form() {
        const PrintedTo printed(printed_);
        must(visitor_->touch({ControlKind::Pledge, 0, 0}));
        must(visitor_->wait(milliseconds(600)));
        must(kiosk_->state().screen == app::Screen::Form, "the form did not open");
    }
    // Fills and goes on until this field, by its id, has been typed.
    void fill_up_to(std::string_view last) {
        const PrintedTo printed(printed_);
        for (int steps = 0; steps < 10; ++steps) {
            for (int index = 0; index < form().field_count(); ++index) {
                fill(index);
                if (form().field(index).id == last && form().step_of(index) == form().step()) return;
            }
            put_keyboard_away();
            must(visitor_->touch({ControlKind::Continue, 0, 0}));
            must(visitor_->wait(milliseconds(500)));
        }
        must(false, "the form does not lead to the field");
    }
    void confirm() {
        const PrintedTo printed(printed_);
        put_keyboard_away();
        must(visitor_->touch({ControlKind::Confirm, 0, 0}));
        const auto thanked =
            visitor_->wait_until([&] { return kiosk_->state().screen == app::Screen::Thanks; }, seconds(30));
        must(thanked && *thanked, "nobody was thanked");
        must(visitor_->wait(milliseconds(300)));
    }
    void leave() {
        const PrintedTo printed(printed_);
        put_keyboard_away();
        must(visitor_->touch({ControlKind::LeaveAndClear, 0, 0}));
        must(visitor_->wait(milliseconds(300)));
    }
    void walk_away() {
        const PrintedTo printed(printed_);
        must(visitor_->skip(kiosk_->state().limits.idle_warn));
        must(visitor_->wait(milliseconds(300)));
        must(visitor_->skip(kiosk_->state().limits.idle_leave));
        must(visitor_->wait(milliseconds(300)));
        must(kiosk_->state().screen == app::Screen::Slides, "the form stayed open");
    }
    void touch(ControlKind kind) {
        const PrintedTo printed(printed_);
        must(visitor_->touch({kind, 0, 0}));
        must(visitor_->wait(milliseconds(600)));
    }

    [[nodiscard]] std::vector<std::string> in_memory() const { return test::find_in_memory(patterns()); }
    [[nodiscard]] std::vector<std::string> in_files() const {
        return test::find_in_files(folder_.path(), patterns());
    }

  private:
    [[nodiscard]] const form::FormState& form() const { return kiosk_->state().form; }
    [[nodiscard]] std::vector<test::Pattern> patterns() const {
        std::vector<test::Pattern> all;
        for (const Sentinel* word : {&first_, &last_, &email_, &house_})
            for (test::Pattern& pattern : word->patterns(glyphs_)) all.push_back(std::move(pattern));
        return all;
    }
    void touch(Control control) {
        constexpr int scrolls_max = 12;
        const Control on{ControlKind::ScrollOn, 0, 0};
        for (int i = 0; i < scrolls_max && kiosk_->hits().rect_of(control).empty(); ++i)
            if (!kiosk_->hits().rect_of(on).empty()) must(visitor_->touch(on));
        must(visitor_->touch(control));
    }
    void type(int index, const Sentinel& word) {
        if (form().focused() != index) touch({ControlKind::FormField, index, 0});
        for (std::size_t i = 0; i < word.size(); ++i) {
            const char letter = word.letter(i);
            must(visitor_->type({&letter, 1}));
        }
    }
    void fill(int index) {
        const form::Field& field = form().field(index);
        if (!form().visible(index) || form().step_of(index) != form().step() || !form().empty(index)) return;
        switch (field.kind) {
        case form::FieldKind::Name: return type(index, field.id == "first_name" ? first_ : last_);
        case form::FieldKind::Email: return type(index, email_);
        case form::FieldKind::Text: return type(index, house_);
        case form::FieldKind::Postcode:
            if (form().focused() != index) touch({ControlKind::FormField, index, 0});
            return must(visitor_->type("AB12AB"));
        case form::FieldKind::Phone:
        case form::FieldKind::Note:
        case form::FieldKind::Hidden: return;
        default: return touch({ControlKind::FormOption, index, 0});
        }
    }
    void put_keyboard_away() {
        for (int tries = 0; tries < form().field_count() && kiosk_->state().keyboard.is_up(); ++tries) {
            const form::Keyboard& keyboard = kiosk_->state().keyboard;
            int done = -1;
            for (int index = 0; const form::LayoutKey* key = keyboard.key(index); ++index)
                if (key->action == form::KeyAction::Next && keyboard.used(*key)) done = index;
            if (done >= 0) must(visitor_->touch({ControlKind::KeyboardKey, done, 0}));
        }
    }

    TemporaryFolder folder_;
    std::string printed_ = (folder_ / "printed.txt").string();
    std::vector<std::uint32_t> glyphs_;
    Sentinel first_{"the first name", 11, true, ""}, last_{"the last name", 11, true, ""};
    Sentinel email_{"the email", 9, false, "@xqzk.org"}, house_{"the house", 11, true, ""};
    std::unique_ptr<command::Kiosk> kiosk_;
    std::unique_ptr<command::Visitor> visitor_;
};

// The search finds what is there: every word, and the glyphs of some that are on the screen.
void check_found(const std::vector<std::string>& hits, std::initializer_list<const char*> words) {
    const auto found = [&](const std::string& beginning) {
        return std::ranges::any_of(hits, [&](const std::string& hit) { return hit.starts_with(beginning); });
    };
    for (const char* word : words) CHECK(found("UTF-8 of " + std::string(word)));
    CHECK(found("glyphs"));
}

void check_nothing(const std::vector<std::string>& hits) {
    for (const std::string& hit : hits) MESSAGE(hit);
    CHECK(hits.empty());
}

constexpr PixelSize landscape{1920, 1080}, portrait{1080, 1920};

// A sanitizer keeps freed memory aside on purpose, and terabytes of its own beside it.
constexpr const char* why_not_sanitized = "memory under a sanitizer is not the kiosk's";

} // namespace

TEST_CASE("after the thank-you nothing typed is left in memory, in the state folder or in what was printed") {
    if (sanitized) return test::say_skipped(why_not_sanitized);
    Visit visit(landscape);
    visit.open_form();
    visit.fill_up_to("postcode");
    check_found(visit.in_memory(), {"the first name", "the last name", "the email", "the house"});
    visit.confirm();
    check_nothing(visit.in_memory());
    check_nothing(visit.in_files());
}

TEST_CASE("after Leave and clear nothing typed is left in memory") {
    if (sanitized) return test::say_skipped(why_not_sanitized);
    Visit visit(portrait);
    visit.open_form();
    visit.fill_up_to("email");
    check_found(visit.in_memory(), {"the first name", "the last name", "the email"});
    visit.leave();
    check_nothing(visit.in_memory());
    check_nothing(visit.in_files());
}

TEST_CASE("after a visitor walked away, from under help, nothing typed is left in memory") {
    if (sanitized) return test::say_skipped(why_not_sanitized);
    Visit visit(landscape);
    visit.open_form();
    visit.fill_up_to("email");
    check_found(visit.in_memory(), {"the first name", "the last name", "the email"});
    visit.touch(ControlKind::NeedHelp);
    visit.walk_away();
    check_nothing(visit.in_memory());
    check_nothing(visit.in_files());
}

// The long form: `test_leak -ns -tc="*whole day*"`; PLEDGE_KIOSK_VISITS says how many.
TEST_CASE("over a whole day of visits nothing typed gathers in memory" * doctest::skip()) {
    const char* given = std::getenv("PLEDGE_KIOSK_VISITS");
    const int visits = given != nullptr ? std::atoi(given) : 60;
    Visit visit(landscape);
    for (int i = 0; i < visits; ++i) {
        visit.open_form();
        visit.fill_up_to(i % 3 == 0 ? "postcode" : "email");
        if (i % 3 == 0) {
            visit.confirm();
            visit.touch(ControlKind::Finish);
        } else if (i % 3 == 1) {
            visit.leave();
        } else {
            visit.walk_away();
        }
        check_nothing(visit.in_memory());
    }
    check_nothing(visit.in_files());
}
