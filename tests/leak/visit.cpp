#include "leak/visit.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>

#include <fcntl.h>
#include <unistd.h>

#include "command/fonts.hpp"

namespace kiosk::test {

using scene::Control;
using scene::ControlKind;

namespace {

// Thrown, so that the message is printed where it can be read.
void must(bool so, const char* what) {
    if (!so) throw std::runtime_error(what);
}
void must(const Result<void>& done) {
    if (!done) throw std::runtime_error(done.error().message);
}

// The glyphs of ASCII letters in the typeface of input; found one letter at a time.
std::vector<std::uint32_t> glyphs_of_letters() {
    auto fonts = command::load_fonts();
    must(fonts.ok(), "no fonts");
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

} // namespace

Words::Words(std::uint64_t seed)
    : first("the first name", 11, true, "", seed),
      last("the last name", 11, true, "", seed + 1),
      email("the email", 9, false, "@xqzk.org", seed + 2),
      house("the house", 11, true, "", seed + 3) {}

std::vector<Pattern> Words::patterns(const std::vector<std::uint32_t>& glyphs, std::size_t letters) const {
    constexpr std::size_t telling = 6; // shorter pieces turn up by chance
    std::vector<Pattern> all;
    for (const Sentinel* word : {&first, &last, &email, &house}) {
        const std::size_t typed = std::min(letters, word->size());
        letters -= typed;
        if (typed < telling) continue;
        for (Pattern& pattern : word->cut(typed).patterns(glyphs)) all.push_back(std::move(pattern));
    }
    return all;
}

Visit::Visit(PixelSize size, std::filesystem::path folder, std::uint64_t seed)
    : folder_(std::move(folder)),
      printed_((folder_ / "printed.txt").string()),
      glyphs_(glyphs_of_letters()),
      words_(seed) {
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    const PrintedTo printed(printed_);
    command::KioskOptions options;
    options.settings.deck = KIOSK_SOURCE_DIR "/config/osec";
    options.state_folder = folder_;
    options.window.size = size;
    auto kiosk = command::Kiosk::create(std::move(options), Instant{1'000'000});
    must(kiosk.ok(), kiosk ? "" : kiosk.error().message.c_str());
    kiosk_ = std::move(*kiosk);
    visitor_ = std::make_unique<command::Visitor>(*kiosk_, Instant{1'000'000});
    must(visitor_->wait(seconds(2)));
}

void Visit::open_form() {
    const PrintedTo printed(printed_);
    must(visitor_->touch({ControlKind::Pledge, 0, 0}));
    must(visitor_->wait(milliseconds(600)));
    must(kiosk_->state().screen == app::Screen::Form, "the form did not open");
}

void Visit::fill_up_to(std::string_view last) {
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

void Visit::confirm() {
    const PrintedTo printed(printed_);
    put_keyboard_away();
    must(visitor_->touch({ControlKind::Confirm, 0, 0}));
    const auto thanked =
        visitor_->wait_until([&] { return kiosk_->state().screen == app::Screen::Thanks; }, seconds(30));
    must(thanked && *thanked, "nobody was thanked");
    must(visitor_->wait(milliseconds(300)));
}

void Visit::leave() {
    const PrintedTo printed(printed_);
    put_keyboard_away();
    must(visitor_->touch({ControlKind::LeaveAndClear, 0, 0}));
    must(visitor_->wait(milliseconds(300)));
}

void Visit::wait_for_dialog() {
    const PrintedTo printed(printed_);
    must(visitor_->skip(kiosk_->state().limits.idle_warn));
    must(visitor_->wait(milliseconds(300)));
    must(kiosk_->state().warned_at.has_value(), "nobody was asked");
}

void Visit::walk_away() {
    wait_for_dialog();
    const PrintedTo printed(printed_);
    must(visitor_->skip(kiosk_->state().limits.idle_leave));
    must(visitor_->wait(milliseconds(300)));
    must(kiosk_->state().screen == app::Screen::Slides, "the form stayed open");
}

void Visit::skip_to_end() {
    const PrintedTo printed(printed_);
    must(visitor_->skip(kiosk_->state().limits.thanks));
    must(visitor_->wait(milliseconds(300)));
    must(kiosk_->state().screen == app::Screen::Slides, "the thank-you stayed");
}

void Visit::touch(ControlKind kind) {
    const PrintedTo printed(printed_);
    must(visitor_->touch({kind, 0, 0}));
    must(visitor_->wait(milliseconds(600)));
}

void Visit::change_language(int index) {
    touch(ControlKind::LanguagePicker);
    const PrintedTo printed(printed_);
    must(visitor_->touch({ControlKind::ChooseLanguage, index, 0}));
    must(visitor_->wait(milliseconds(600)));
}

std::vector<std::string> Visit::in_memory() const {
    return find_in_memory(words_.patterns(glyphs_));
}

std::vector<std::string> Visit::in_files() const {
    return find_in_files(folder_, words_.patterns(glyphs_));
}

void Visit::touch(Control control) {
    constexpr int scrolls_max = 12;
    const Control on{ControlKind::ScrollOn, 0, 0};
    for (int i = 0; i < scrolls_max && kiosk_->hits().rect_of(control).empty(); ++i)
        if (!kiosk_->hits().rect_of(on).empty()) must(visitor_->touch(on));
    must(visitor_->touch(control));
}

void Visit::type(int index, const Sentinel& word) {
    if (form().focused() != index) touch({ControlKind::FormField, index, 0});
    for (std::size_t i = 0; i < word.size(); ++i) {
        const char letter = word.letter(i);
        must(visitor_->type({&letter, 1}));
        typed_one();
    }
}

void Visit::fill(int index) {
    const form::Field& field = form().field(index);
    if (!form().visible(index) || form().step_of(index) != form().step() || !form().empty(index)) return;
    switch (field.kind) {
    case form::FieldKind::Name: return type(index, field.id == "first_name" ? words_.first : words_.last);
    case form::FieldKind::Email: return type(index, words_.email);
    case form::FieldKind::Text: return type(index, words_.house);
    case form::FieldKind::Postcode:
        if (form().focused() != index) touch({ControlKind::FormField, index, 0});
        return must(visitor_->type("AB12AB"));
    case form::FieldKind::Phone:
    case form::FieldKind::Note:
    case form::FieldKind::Hidden: return;
    default: return touch({ControlKind::FormOption, index, 0});
    }
}

void Visit::put_keyboard_away() {
    for (int tries = 0; tries < form().field_count() && kiosk_->state().keyboard.is_up(); ++tries) {
        const form::Keyboard& keyboard = kiosk_->state().keyboard;
        int done = -1;
        for (int index = 0; const form::LayoutKey* key = keyboard.key(index); ++index)
            if (key->action == form::KeyAction::Next && keyboard.used(*key)) done = index;
        if (done >= 0) must(visitor_->touch({ControlKind::KeyboardKey, done, 0}));
    }
}

} // namespace kiosk::test
