#include "app/aloud.hpp"

#include <array>
#include <string_view>
#include <utility>

#include "app/visit.hpp"
#include "scene/form_page.hpp"

namespace kiosk::app {

namespace {

using form::FieldKind;
using scene::Control;
using scene::ControlKind;

// Sentences, one after another; each with a stop, so that the voice takes breath.
class Sentences {
  public:
    explicit Sentences(const State& state) : state_(state) {}
    void add(std::string_view words) {
        if (words.empty()) return;
        if (!text_.empty()) text_ += ' ';
        for (const char c : words) text_ += c == '\n' ? ' ' : c;
        if (const char last = text_.back(); last != '.' && last != '?' && last != '!') text_ += '.';
    }
    void word(std::string_view key) { add(state_.assets->words.get(key, state_.look.language)); }
    void of_deck(const Localised& words) { add(words.in(state_.look.language)); }
    [[nodiscard]] std::string take() { return std::move(text_); }

  private:
    const State& state_;
    std::string text_;
};

std::string_view word(const State& state, std::string_view key) {
    return state.assets->words.get(key, state.look.language);
}

// "£10" is read well by every voice; the amount of a button, never one that was typed.
std::string option_words(const State& state, int index, int option) {
    const form::Field& field = state.form.field(index);
    const auto at = static_cast<std::size_t>(option);
    Sentences out(state);
    if (field.kind == FieldKind::Amount) {
        if (at < field.amounts.size())
            out.add(scene::amount_words(field.amounts[at], field.currency, state.look.language));
        else
            out.word("form.other_amount");
    } else if (field.kind == FieldKind::GiftAid || field.kind == FieldKind::Affirmation) {
        out.of_deck(field.label);
        out.of_deck(field.declaration);
    } else if (at < field.options.size()) {
        // A channel alone says nothing: what it is asked for comes before the first.
        if (field.kind == FieldKind::Consent && at == 0) out.of_deck(field.statement());
        out.of_deck(field.options[at].label);
        out.of_deck(field.options[at].hint);
    }
    const bool radio = field.kind == FieldKind::Choice || field.kind == FieldKind::Amount;
    const bool chosen = radio ? state.form.chosen(index) == option : state.form.ticked(index, option);
    if (chosen || !radio) out.word(chosen ? "aloud.chosen" : "aloud.not_chosen");
    return out.take();
}

std::string field_words(const State& state, int index) {
    Sentences out(state);
    const form::Field& field = state.form.field(index);
    out.of_deck(state.form.question(index));
    const form::Problem problem = state.form.problem(index);
    if (problem == form::Problem::None)
        out.of_deck(field.help);
    else if (problem == form::Problem::Missing && !field.error_missing.empty())
        out.of_deck(field.error_missing);
    else
        out.word(form::word_key(problem));
    return out.take();
}

std::string key_words(const State& state, int index) {
    const form::LayoutKey* key = state.keyboard.key(index);
    if (key == nullptr) return {};
    switch (key->action) {
    case form::KeyAction::Type: return std::string(state.keyboard.label(*key));
    case form::KeyAction::Shift: return std::string(word(state, "keyboard.shift"));
    case form::KeyAction::Backspace: return std::string(word(state, "keyboard.backspace"));
    case form::KeyAction::Next:
        return std::string(
            word(state, state.form.next_typed_field() >= 0 ? "keyboard.next" : "keyboard.done"));
    case form::KeyAction::Symbols: return std::string(word(state, "keyboard.symbols"));
    case form::KeyAction::Letters: return std::string(word(state, "keyboard.letters"));
    case form::KeyAction::Accents: return std::string(word(state, "keyboard.accents"));
    case form::KeyAction::Space: return std::string(word(state, "keyboard.space"));
    }
    return {};
}

std::string choice_words(const State& state, std::string_view title,
                         const std::array<std::string_view, 3>& keys, int index) {
    Sentences out(state);
    out.word(title);
    if (index >= 0 && index < 3) out.word(keys[static_cast<std::size_t>(index)]);
    return out.take();
}

// The names of controls that are always called the same.
std::string_view name_of(ControlKind kind) {
    switch (kind) {
    case ControlKind::NeedHelp: return "chrome.need_help";
    case ControlKind::LanguagePicker: return "language.title";
    case ControlKind::TextContrast: return "chrome.text_description";
    case ControlKind::PipsBack: return "chrome.previous";
    case ControlKind::PipsOn: return "chrome.next";
    case ControlKind::Pledge: return "chrome.pledge";
    case ControlKind::LeaveAndClear: return "form.leave";
    case ControlKind::Back: return "form.back";
    case ControlKind::Continue: return "form.continue";
    case ControlKind::FormChange: return "form.change";
    case ControlKind::PrivacyNotice: return "form.privacy";
    case ControlKind::TryAgain: return "form.try_again";
    case ControlKind::ScrollBack: return "form.scroll_up";
    case ControlKind::ScrollOn: return "form.scroll_down";
    case ControlKind::Close: return "chrome.close";
    case ControlKind::StillHere: return "dialog.carry_on";
    case ControlKind::ClearAndLeave: return "dialog.clear_and_leave";
    case ControlKind::Finish: return "thanks.finish";
    case ControlKind::PinCancel: return "chrome.cancel";
    default: return {};
    }
}

std::string words_of_help(const State& state) {
    const deck::Help& help = state.deck->help;
    Sentences out(state);
    out.of_deck(help.title), out.of_deck(help.intro);
    out.of_deck(help.emergency_title), out.add(help.emergency_call), out.of_deck(help.emergency_service);
    for (const deck::HelpEntry& entry : help.entries)
        out.of_deck(entry.who), out.of_deck(entry.service), out.add(entry.call);
    out.of_deck(help.footnote);
    return out.take();
}

std::string words_of_sheet(const State& state) {
    Sentences out(state);
    switch (state.sheet) {
    case Sheet::Help: return words_of_help(state);
    case Sheet::Language: out.word("language.title"); break;
    case Sheet::TextContrast: out.word("text.title"); break;
    case Sheet::Privacy:
        out.of_deck(state.deck->form.privacy_title), out.of_deck(state.deck->form.privacy_body);
        break;
    case Sheet::Closed: out.word("form.closed"), out.word("machine.ask_staff"); break;
    case Sheet::Pin: out.word("pin.title"); break;
    case Sheet::None: break;
    }
    return out.take();
}

std::string words_of_slide(const State& state) {
    Sentences out(state);
    std::size_t shown = 0;
    for (const deck::Slide& slide : state.deck->slides) {
        if (!slide.enabled || shown++ != state.playlist.moment().slide) continue;
        out.of_deck(slide.title), out.of_deck(slide.body);
        out.of_deck(slide.description), out.of_deck(slide.source);
        break;
    }
    return out.take();
}

std::string words_of_form(const State& state) {
    const form::FormState& form = state.form;
    Sentences out(state);
    if (state.saving == Saving::Failed) out.word("form.could_not_save");
    if (const int problems = form.announced_problems(); problems > 0) {
        out.add(problems == 1 ? std::string(word(state, "form.errors_one"))
                              : scene::with(word(state, "form.errors"), "count", std::to_string(problems)));
        for (int i = 0; i < form.field_count(); ++i)
            if (form.step_of(i) == form.step() && form.problem(i) != form::Problem::None) {
                out.add(field_words(state, i));
                break;
            }
        return out.take();
    }
    out.add(scene::with(scene::with(word(state, "form.step"), "steps", std::to_string(form.step_count())),
                        "step", std::to_string(form.step_number())));
    out.of_deck(form.definition().steps[static_cast<std::size_t>(form.step())].title);
    for (int i = 0; i < form.field_count(); ++i) {
        if (form.step_of(i) != form.step() || !form.visible(i)) continue;
        const form::Field& field = form.field(i);
        out.of_deck(form.question(i));
        if (field.kind == FieldKind::Note || field.kind == FieldKind::Consent) out.of_deck(field.declaration);
    }
    return out.take();
}

// A moment of the screen, as far as it is worth words.
Aloud moment_of(const State& state) {
    Aloud now;
    now.on = state.look.read_aloud;
    now.language = state.look.language;
    now.screen = state.screen, now.sheet = state.sheet;
    now.warned = state.warned_at.has_value();
    now.failed = state.saving == Saving::Failed;
    if (state.screen == Screen::Slides) now.slide = state.playlist.moment().slide;
    if (state.screen == Screen::Form && state.form.is_open())
        now.step = state.form.step(), now.problems = state.form.announced_problems();
    return now;
}

Control under_finger(const State& state) {
    if (state.feel.pressed()) return state.feel.pressed();
    for (int key = 0; !state.key_fingers.empty() && state.keyboard.key(key) != nullptr; ++key)
        if (state.keyboard.pressed(key)) return {ControlKind::KeyboardKey, key, 0};
    return {};
}

} // namespace

std::string words_of_control(const State& state, Control control) {
    switch (control.kind) {
    case ControlKind::FormField:
        return state.form.is_open() ? field_words(state, control.index) : std::string();
    case ControlKind::FormOption:
        return state.form.is_open() ? option_words(state, control.index, control.part) : std::string();
    case ControlKind::KeyboardKey: return key_words(state, control.index);
    case ControlKind::Pause:
        return std::string(word(state, state.playlist.paused() ? "chrome.play" : "chrome.pause"));
    case ControlKind::Confirm:
        return std::string(state.form.is_open() ? state.form.definition().confirm.in(state.look.language)
                                                : "");
    case ControlKind::ChooseLanguage: {
        const auto index = static_cast<std::size_t>(control.index);
        return index < state.deck->languages.size() ? state.deck->languages[index].name : std::string();
    }
    case ControlKind::ChooseTextSize:
        return choice_words(state, "text.size",
                            {"text.size_standard", "text.size_large", "text.size_largest"}, control.index);
    case ControlKind::ChooseContrast:
        return choice_words(state, "text.contrast",
                            {"text.contrast_standard", "text.contrast_high", "text.contrast_light"},
                            control.index);
    case ControlKind::ChooseMovement:
        return choice_words(state, "text.movement", {"text.movement_full", "text.movement_still", ""},
                            control.index);
    case ControlKind::ChooseReach:
        return choice_words(state, "text.reach", {"text.reach_standard", "text.reach_lower", ""},
                            control.index);
    case ControlKind::ChooseAloud:
        return choice_words(state, "text.aloud", {"form.off", "form.on", ""}, control.index);
    default: {
        const std::string_view key = name_of(control.kind);
        return key.empty() ? std::string() : std::string(word(state, key));
    }
    }
}

std::string words_of_screen(const State& state) {
    if (state.warned_at) {
        Sentences out(state);
        out.word("dialog.still_there");
        out.word(state.screen == Screen::Form ? "dialog.still_there_body" : "dialog.still_there_sheet");
        return out.take();
    }
    if (state.sheet != Sheet::None) return words_of_sheet(state);
    switch (state.screen) {
    case Screen::Slides: return words_of_slide(state);
    case Screen::Form: return state.form.is_open() ? words_of_form(state) : std::string();
    case Screen::Thanks: {
        Sentences out(state);
        const form::Thanks& thanks = state.deck->form.thanks;
        out.of_deck(thanks.title), out.of_deck(thanks.subtitle), out.of_deck(thanks.body);
        out.add(scene::with(word(state, "thanks.code"), "code", state.receipt));
        return out.take();
    }
    }
    return {};
}

void read_aloud(State& state, Instant at, std::vector<Effect>& effects) {
    const bool was_on = state.aloud.on;
    if (!was_on && !state.look.read_aloud) return;
    Aloud now = moment_of(state);
    const Control touched = under_finger(state), focused = state.feel.focused();
    std::string words;
    if (now.on) {
        // The screen first; a control under the finger cuts in, since the visitor asks about that.
        const bool new_screen = !was_on || !now.same_screen(state.aloud);
        if (new_screen) words = words_of_screen(state);
        const Control asked = touched && touched != state.aloud.touched   ? touched
                              : focused && focused != state.aloud.focused ? focused
                                                                          : Control{};
        if (const std::string name = words_of_control(state, asked); !name.empty())
            words = new_screen && asked == focused ? words + " " + name : name;
    }
    now.touched = touched, now.focused = focused;
    state.aloud = now;
    if (was_on && !now.on) effects.push_back(Effect::Hush);
    if (words.empty()) return;
    if (state.screen == Screen::Slides) state.playlist.hold(at);
    state.to_say = std::move(words);
    effects.push_back(Effect::Speak);
}

} // namespace kiosk::app
