// The steps of a form: what Continue checks, where it leads, and what the record is given in the end.
#include <algorithm>
#include <array>
#include <charconv>
#include <string>

#include "base/ascii.hpp"
#include "base/gift_aid.hpp"
#include "base/utf8.hpp"
#include "form/state.hpp"

namespace kiosk::form {

namespace {

bool is_choice(FieldKind kind) {
    return kind == FieldKind::Choice || kind == FieldKind::Choices;
}

// "10.00", in wiped memory of the caller: what a visitor gives is theirs too.
std::string_view write_amount(std::int64_t minor, std::int64_t unit, std::span<char> out) {
    char* end = std::to_chars(out.data(), out.data() + out.size(), minor / unit).ptr;
    if (unit == 100) {
        const std::int64_t part = minor % unit;
        *end++ = '.';
        *end++ = static_cast<char>('0' + part / 10);
        *end++ = static_cast<char>('0' + part % 10);
    }
    return {out.data(), static_cast<std::size_t>(end - out.data())};
}

enum class Counts : std::uint8_t { Letters, LettersAndDigits };

// How many words of a text hold a letter, or a digit where those count: "." and "-" are none. What is not
// ASCII is taken for a letter: names are refused for nothing that might be one.
int words_in(std::string_view text, Counts counts) {
    int words = 0;
    bool found = false;
    for (const char c : text) {
        const bool counted = ascii::is_letter(c) || static_cast<unsigned char>(c) >= 0x80 ||
                             (counts == Counts::LettersAndDigits && ascii::is_digit(c));
        words += counted && !found ? 1 : 0;
        found = c != ' ' && (found || counted);
    }
    return words;
}

} // namespace

// ---- checks

// With Gift Aid on, no more than HMRC's schedule holds: a name that was typed before it was switched on is
// then asked for again, in its step.
std::size_t FormState::characters_allowed(int index) const {
    constexpr std::size_t amount_digits = 6; // "Other": up to 999,999 in major units
    const Field& at = field(index);
    if (at.kind == FieldKind::Amount) return amount_digits;
    const std::size_t allowed = std::min(at.characters_max, characters_max);
    if (gift_aid() < 0) return allowed;
    if (at.id == gift_aid::first_name_field || at.id == gift_aid::last_name_field)
        return std::min(allowed, gift_aid::name_chars_max);
    return index == gift_aid_house() ? std::min(allowed, gift_aid::house_chars_max) : allowed;
}

Problem FormState::check_typed(int index) const {
    const std::string_view text = text_of(index);
    const Slot& at = slot(index);
    const bool required = at.field->required || needed(*at.field).value_or(false);
    if (text.empty()) return required ? Problem::Missing : Problem::None;
    if (count_code_points(text) > characters_allowed(index)) return Problem::TooLong;
    Problem problem = Problem::None;
    switch (at.field->kind) {
    case FieldKind::Email: problem = check_email(text); break;
    case FieldKind::Phone: problem = check_phone(text, at.field->region); break;
    case FieldKind::Postcode: problem = check_postcode(text); break;
    case FieldKind::Name: problem = check_name(text); break;
    default: break;
    }
    if (problem == Problem::None && at.pattern && !at.pattern->matches(text)) problem = Problem::Pattern;
    return problem;
}

Problem FormState::check_amount(int index) const {
    const Slot& at = slot(index);
    if (empty(index)) return at.field->required || at.chosen >= 0 ? Problem::ChooseAmount : Problem::None;
    const std::optional<std::int64_t> minor = amount(index);
    if (!minor) return Problem::AmountForm;
    if (*minor < std::max<std::int64_t>(at.field->amount_min, 1)) return Problem::AmountLow;
    if (at.field->amount_max > 0 && *minor > at.field->amount_max) return Problem::AmountHigh;
    return Problem::None;
}

Problem FormState::check(int index) const {
    if (!visible(index)) return Problem::None;
    const Field& field = this->field(index);
    if (is_typed(field.kind)) return check_typed(index);
    if (field.kind == FieldKind::Amount) return check_amount(index);
    if (!field.required || !empty(index)) return Problem::None;
    // Consent and Gift Aid are never required: a box that must be ticked is no choice.
    if (is_choice(field.kind)) return Problem::ChooseOne;
    return field.kind == FieldKind::Affirmation ? Problem::MustAgree : Problem::None;
}

bool FormState::good(int index) const {
    return slot(index).left && focused_ != index && !empty(index) && check(index) == Problem::None;
}

std::optional<Suggestion> FormState::suggestion(int index) const {
    if (field(index).kind != FieldKind::Email || !slot(index).left) return std::nullopt;
    return suggest_email(text_of(index));
}

int FormState::announced_problems() const {
    if (!announced_) return 0;
    int count = 0;
    for (int i = 0; i < field_count(); ++i)
        if (step_of(i) == step_ && visible(i) && problem(i) != Problem::None) ++count;
    return count;
}

// ---- steps

bool FormState::step_shows(int step) const {
    if (definition_->steps[static_cast<std::size_t>(step)].review) return true;
    for (int i = 0; i < field_count(); ++i)
        if (step_of(i) == step && visible(i)) return true;
    return false;
}

int FormState::following_step(int step) const {
    for (int next = step + 1; next < static_cast<int>(definition_->steps.size()); ++next)
        if (step_shows(next)) return next;
    return -1;
}

int FormState::previous_step(int step) const {
    for (int before = step - 1; before >= 0; --before)
        if (step_shows(before)) return before;
    return -1;
}

int FormState::step_number() const {
    int number = 1;
    for (int before = previous_step(step_); before >= 0; before = previous_step(before)) ++number;
    return number;
}

int FormState::step_count() const {
    int count = 0;
    for (int step = 0; step < static_cast<int>(definition_->steps.size()); ++step)
        if (step_shows(step)) ++count;
    return count;
}

int FormState::next_typed_field() const {
    for (int i = focused_ + 1; focused_ >= 0 && i < field_count(); ++i)
        if (step_of(i) == step_ && is_typed(field(i).kind) && visible(i)) return i;
    return -1;
}

Advance FormState::check_step(int step) {
    Advance advance;
    for (int i = 0; i < field_count(); ++i) {
        if (step_of(i) != step || !visible(i)) continue;
        slot(i).left = true;
        slot(i).problem = check(i);
        if (slot(i).problem == Problem::None) continue;
        if (advance.problem_count++ == 0) advance.first_problem = i;
    }
    if (advance.problem_count > 0) advance.outcome = Advance::Outcome::Problems;
    return advance;
}

Advance FormState::next_step() {
    if (!is_open()) return {};
    leave_field();
    // The last step vouches for all of them: an earlier answer may have brought a field into an earlier step.
    const bool last = is_last_step() || return_to_step_ >= 0;
    for (int step = last ? 0 : step_; step <= std::max(step_, return_to_step_ - 1); ++step) {
        if (!step_shows(step)) continue;
        const Advance advance = check_step(step);
        if (advance.outcome != Advance::Outcome::Problems) continue;
        step_ = step;
        announced_ = true;
        focus(advance.first_problem);
        return advance;
    }
    announced_ = false;
    if (return_to_step_ < 0 && is_last_step()) return {Advance::Outcome::Complete, -1, 0};
    step_ = return_to_step_ >= 0 ? return_to_step_ : following_step(step_);
    return_to_step_ = -1;
    return {};
}

void FormState::back() {
    if (!is_open()) return;
    leave_field();
    announced_ = false;
    return_to_step_ = -1;
    if (const int before = previous_step(step_); before >= 0) step_ = before;
}

void FormState::go_to_field(int index) {
    if (!is_open() || !holds(index) || !visible(index) || step_of(index) > step_) return;
    leave_field();
    announced_ = false;
    if (step_of(index) < step_) return_to_step_ = step_;
    step_ = step_of(index);
    focus(index);
}

// ---- the record

int FormState::gift_aid() const {
    for (int i = 0; i < field_count(); ++i)
        if (field(i).kind == FieldKind::GiftAid && visible(i) && ticked(i)) return i;
    return -1;
}

int FormState::gift_aid_part(bool postcode) const {
    const int card = gift_aid();
    for (int i = 0; card >= 0 && i < field_count(); ++i) {
        const Field& part = field(i);
        const bool shown_with_it = part.show_if && part.show_if->field == field(card).id && visible(i);
        if (shown_with_it && is_typed(part.kind) && (part.kind == FieldKind::Postcode) == postcode) return i;
    }
    return -1;
}

int FormState::gift_aid_house() const {
    return gift_aid_part(false);
}
int FormState::gift_aid_postcode() const {
    return gift_aid_part(true);
}

bool FormState::gift_aid_complete() const {
    const auto holds_good = [&](int index) {
        return index >= 0 && !empty(index) && check(index) == Problem::None;
    };
    // HMRC asks for a surname and at least an initial: two names, or two words in one.
    int words = 0;
    for (int i = 0; i < field_count(); ++i)
        if (field(i).kind == FieldKind::Name && visible(i) && holds_good(i))
            words += words_in(text_of(i), Counts::Letters);
    const int house = gift_aid_house();
    return words >= 2 && holds_good(house) && words_in(text_of(house), Counts::LettersAndDigits) > 0 &&
           holds_good(gift_aid_postcode());
}

void FormState::for_each_value(const ValueSink& sink) const {
    for (int i = 0; i < field_count(); ++i) {
        const Field& at = field(i);
        if (at.kind == FieldKind::Hidden) sink(at.id, at.value);
        if (!visible(i) || empty(i)) continue;
        if (at.kind == FieldKind::Phone) {
            std::array<char, 32> written{}; // E.164 has 16 characters at most
            const std::size_t size = write_e164(text_of(i), at.region, written);
            sink(at.id, size > 0 ? std::string_view{written.data(), size} : text_of(i));
            wipe(written.data(), written.size());
        } else if (is_typed(at.kind)) {
            sink(at.id, text_of(i));
        } else if (at.kind == FieldKind::Choice) {
            sink(at.id, at.options[static_cast<std::size_t>(slot(i).chosen)].value);
        } else if (at.kind == FieldKind::Affirmation) {
            sink(at.id, "yes");
        } else if (at.kind == FieldKind::Amount && amount(i)) {
            std::array<char, 32> written{};
            sink(at.id, write_amount(*amount(i), minor_units(at.currency), written));
            wipe(written.data(), written.size());
            sink("currency", at.currency);
        } else if (at.kind == FieldKind::Choices) {
            std::string values; // our own words, at most options_max of them
            for (std::size_t o = 0; o < at.options.size(); ++o)
                if (ticked(i, static_cast<int>(o)))
                    values += (values.empty() ? "" : ",") + at.options[o].value;
            sink(at.id, values);
            wipe(values.data(), values.size());
        }
    }
}

void FormState::for_each_consent(std::string_view language,
                                 const std::function<void(const ConsentView&)>& sink) const {
    for (int i = 0; i < field_count(); ++i) {
        const Field& at = field(i);
        if (at.kind == FieldKind::Affirmation) {
            const std::string_view words = at.declaration.in(language);
            const ConsentAnswer said = !visible(i) ? ConsentAnswer::NotAsked
                                       : ticked(i) ? ConsentAnswer::Yes
                                                   : ConsentAnswer::No;
            sink({at.id, said, "affirmation", words});
        }
        if (at.kind != FieldKind::Consent) continue;
        for (std::size_t o = 0; o < at.options.size(); ++o) {
            std::string wording;
            for (const Localised* words :
                 {&at.statement(), &at.help, &at.options[o].label, &at.options[o].hint}) {
                const std::string_view shown = words->in(language);
                if (shown.empty()) continue;
                if (!wording.empty()) wording += ' ';
                wording += shown;
            }
            sink({at.options[o].value, answer(i, static_cast<int>(o)), at.basis, wording});
        }
    }
}

} // namespace kiosk::form
