#include "form/state.hpp"

#include <algorithm>
#include <string>

#include "base/utf8.hpp"

namespace kiosk::form {

namespace {

bool takes_ticks(FieldKind kind) {
    return kind == FieldKind::Choices || kind == FieldKind::Consent || kind == FieldKind::GiftAid ||
           kind == FieldKind::Affirmation;
}

bool is_text(std::string_view utf8) {
    for (std::string_view rest = utf8; !rest.empty();) {
        const CodePoint point = decode_utf8(rest);
        const bool control = point.value < 0x20 || (point.value >= 0x7F && point.value < 0xA0);
        if (control) return false;
        rest.remove_prefix(point.bytes);
    }
    return is_valid_utf8(utf8);
}

const Field& in_language(const Field& field, std::string_view language) {
    const auto own = std::find_if(field.by_language.begin(), field.by_language.end(),
                                  [&](const Field& one) { return one.language == language; });
    return own == field.by_language.end() ? field : *own;
}

bool is_continuation(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

} // namespace

FormState::FormState() {
    typed_.reserve(typed_fields_max);
    for (std::size_t i = 0; i < typed_fields_max; ++i) typed_.emplace_back(bytes_max);
    slots_.reserve(fields_max);
}

Result<void> FormState::open(std::shared_ptr<const Definition> definition, std::string_view language) {
    clear();
    int buffer = 0;
    for (std::size_t step = 0; step < definition->steps.size(); ++step) {
        for (const Field& declared : definition->steps[step].fields) {
            const Field& field = in_language(declared, language);
            const bool typed = is_typed(field.kind) || (field.kind == FieldKind::Amount && field.other);
            Slot slot;
            slot.field = &field, slot.step = static_cast<int>(step), slot.buffer = typed ? buffer++ : -1;
            // check_deck has told staff about one that cannot be read.
            if (!field.pattern.empty()) slot.pattern = Pattern::compile(field.pattern);
            slots_.push_back(std::move(slot));
            const bool too_many_options =
                field.options.size() > options_max || field.amounts.size() > options_max;
            if (slots_.size() > fields_max || buffer > static_cast<int>(typed_fields_max) ||
                too_many_options) {
                clear();
                return input_error("form " + definition->id + ": at most " + std::to_string(fields_max) +
                                   " fields, " + std::to_string(typed_fields_max) + " of them typed, with " +
                                   std::to_string(options_max) +
                                   " options each, were expected; take some out or put them in another form");
            }
        }
    }
    if (definition->steps.empty())
        return input_error("form " + definition->id + ": at least one step was expected, none was found");
    definition_ = std::move(definition);
    step_ = step_shows(0) ? 0 : std::max(following_step(0), 0);
    return {};
}

void FormState::clear() noexcept {
    for (SecretBytes& bytes : typed_) bytes.clear();
    for (Slot& slot : slots_) {
        wipe(&slot.chosen, sizeof slot.chosen), wipe(&slot.ticks, sizeof slot.ticks);
        wipe(&slot.problem, sizeof slot.problem);
    }
    slots_.clear();
    definition_.reset();
    step_ = 0, focused_ = -1, caret_ = 0, announced_ = false, return_to_step_ = -1;
}

int FormState::index_of(std::string_view field_id) const {
    for (int i = 0; i < field_count(); ++i)
        if (field(i).id == field_id) return i;
    return -1;
}

bool FormState::is_typed(FieldKind kind) {
    return kind == FieldKind::Text || kind == FieldKind::Name || kind == FieldKind::Email ||
           kind == FieldKind::Phone || kind == FieldKind::Postcode;
}

const Localised& FormState::question(int index) const {
    const Field& asked = field(index);
    const int way = asked.id == definition_->amount_field ? index_of(definition_->pledge_field) : -1;
    if (way < 0 || slot(way).chosen < 0) return asked.label;
    const auto option = static_cast<std::size_t>(slot(way).chosen);
    const auto& options = field(way).options;
    const bool has_own = option < options.size() && !options[option].amount_label.empty();
    return has_own ? options[option].amount_label : asked.label;
}

SecretBytes* FormState::buffer(int index) {
    if (!holds(index) || slot(index).buffer < 0) return nullptr;
    return &typed_[static_cast<std::size_t>(slot(index).buffer)];
}

SecretText FormState::typed(int index) const {
    return SecretText(text_of(index));
}

std::string_view FormState::text_of(int index) const {
    const int buffer = slot(index).buffer;
    return buffer < 0 ? std::string_view{} : typed_[static_cast<std::size_t>(buffer)].reveal();
}

bool FormState::ticked(int index, int option) const {
    return option >= 0 && option < static_cast<int>(options_max) &&
           (slot(index).ticks >> static_cast<unsigned>(option) & 1U) != 0;
}

// ---- conditions

bool FormState::holds_value(int index, const std::vector<std::string>& values) const {
    const auto one_of = [&](std::string_view value) {
        return std::any_of(values.begin(), values.end(), [&](const std::string& v) { return v == value; });
    };
    const Slot& at = slot(index);
    const Field& field = *at.field;
    switch (field.kind) {
    case FieldKind::Choice:
        return at.chosen >= 0 && one_of(field.options[static_cast<std::size_t>(at.chosen)].value);
    case FieldKind::Choices:
    case FieldKind::Consent:
        for (std::size_t i = 0; i < field.options.size(); ++i)
            if (ticked(index, static_cast<int>(i)) && one_of(field.options[i].value)) return true;
        return false;
    case FieldKind::GiftAid:
    case FieldKind::Affirmation: return one_of(ticked(index) ? "yes" : "no");
    default: return one_of(text_of(index));
    }
}

bool FormState::shown_by_condition(const ShowIf& condition) const {
    const int index = index_of(condition.field);
    return index >= 0 && visible(index) && holds_value(index, condition.values);
}

std::optional<bool> FormState::needed(const Field& field) const {
    std::optional<bool> ticked_somewhere;
    for (int i = 0; i < field_count(); ++i) {
        if (this->field(i).kind != FieldKind::Consent) continue;
        const std::vector<Option>& options = this->field(i).options;
        for (std::size_t o = 0; o < options.size(); ++o)
            if (options[o].needs == field.id)
                ticked_somewhere = ticked_somewhere.value_or(false) || ticked(i, static_cast<int>(o));
    }
    return ticked_somewhere;
}

// A condition names an earlier field, or one that has none itself (checked with the deck), so this ends.
bool FormState::visible(int index) const {
    const Field& field = this->field(index);
    if (field.kind == FieldKind::Hidden) return false;
    if (field.show_if && field.show_if->field != field.id && !shown_by_condition(*field.show_if))
        return false;
    return needed(field).value_or(true);
}

// ---- amounts and answers

std::optional<std::int64_t> FormState::amount(int index) const {
    const Slot& at = slot(index);
    if (at.field->kind != FieldKind::Amount || at.chosen < 0) return std::nullopt;
    const std::size_t button = static_cast<std::size_t>(at.chosen);
    if (button < at.field->amounts.size()) return at.field->amounts[button];
    return parse_amount(text_of(index), at.field->currency);
}

int FormState::visible_amount() const {
    for (int i = 0; i < field_count(); ++i)
        if (field(i).kind == FieldKind::Amount && visible(i)) return i;
    return -1;
}

ConsentAnswer FormState::answer(int index, int option) const {
    if (field(index).kind != FieldKind::Consent || !visible(index) || step_of(index) > step_)
        return ConsentAnswer::NotAsked;
    // With soft opt-in the box beside the field is the way out: a tick says no.
    const bool opts_out = field(index).basis == "soft-opt-in";
    return ticked(index, option) != opts_out ? ConsentAnswer::Yes : ConsentAnswer::No;
}

bool FormState::empty(int index) const {
    const Slot& at = slot(index);
    if (is_typed(at.field->kind)) return typed(index).empty();
    if (at.field->kind == FieldKind::Amount)
        return at.chosen < 0 ||
               (at.chosen == static_cast<int>(at.field->amounts.size()) && typed(index).empty());
    return at.field->kind == FieldKind::Choice ? at.chosen < 0 : at.ticks == 0;
}

std::size_t FormState::characters_of_all() const {
    std::size_t count = 0;
    for (const SecretBytes& bytes : typed_) count += count_code_points(bytes.reveal());
    return count;
}

// ---- acting

void FormState::choose(int index, int option) {
    if (!is_open() || !holds(index) || !visible(index) || option < 0) return;
    Slot& at = slot(index);
    const Field& field = *at.field;
    if (takes_ticks(field.kind)) {
        const bool single = field.kind == FieldKind::GiftAid || field.kind == FieldKind::Affirmation;
        if (option >= (single ? 1 : static_cast<int>(field.options.size()))) return;
        at.ticks ^= 1U << static_cast<unsigned>(option);
    } else if (field.kind == FieldKind::Choice && option < static_cast<int>(field.options.size())) {
        at.chosen = option;
    } else if (field.kind == FieldKind::Amount) {
        const int other = static_cast<int>(field.amounts.size());
        if (option > other || (option == other && !field.other)) return;
        at.chosen = option;
        if (option == other) {
            focus(index);
        } else if (SecretBytes* bytes = buffer(index); bytes != nullptr) {
            bytes->clear();
            if (focused_ == index) focused_ = -1, caret_ = 0;
        }
    } else {
        return;
    }
    changed(index);
    // What is no longer shown cannot keep the keyboard.
    if (focused_ >= 0 && !visible(focused_)) focused_ = -1, caret_ = 0;
}

void FormState::focus(int index) {
    if (!is_open() || !holds(index) || slot(index).buffer < 0 || !visible(index)) return;
    if (focused_ != index) leave_field();
    focused_ = index;
    caret_ = typed(index).size();
}

void FormState::place_caret(std::size_t offset) {
    if (focused_ < 0) return;
    const std::string_view text = text_of(focused_);
    caret_ = std::min(offset, text.size());
    while (caret_ > 0 && caret_ < text.size() && is_continuation(text[caret_])) --caret_;
}

void FormState::move_caret(int code_points) {
    if (focused_ < 0) return;
    const std::string_view text = text_of(focused_);
    for (; code_points > 0 && caret_ < text.size(); --code_points)
        caret_ += decode_utf8(text.substr(caret_)).bytes;
    for (; code_points < 0 && caret_ > 0; ++code_points) {
        --caret_;
        while (caret_ > 0 && is_continuation(text[caret_])) --caret_;
    }
}

bool FormState::type(std::string_view utf8) {
    SecretBytes* bytes = buffer(focused_);
    if (bytes == nullptr || utf8.empty() || !is_text(utf8)) return false;
    const std::size_t more = count_code_points(utf8);
    if (count_code_points(bytes->reveal()) + more > characters_allowed(focused_)) return false;
    if (characters_of_all() + more > definition_->characters_max) return false;
    if (!bytes->insert(caret_, utf8)) return false;
    caret_ += utf8.size();
    changed(focused_);
    return true;
}

bool FormState::backspace() {
    SecretBytes* bytes = buffer(focused_);
    if (bytes == nullptr || caret_ == 0) return false;
    const std::size_t end = caret_;
    move_caret(-1);
    bytes->erase(caret_, end - caret_);
    changed(focused_);
    return true;
}

void FormState::leave_field() {
    const int index = focused_;
    focused_ = -1, caret_ = 0;
    SecretBytes* bytes = buffer(index);
    if (bytes == nullptr) return;
    normalise(field(index).kind, *bytes);
    // Passing through a field that was left empty is no mistake yet: Continue will say so.
    if (bytes->empty() && !slot(index).left) return;
    slot(index).left = true;
    slot(index).problem = check(index);
}

void FormState::accept_suggestion(int index) {
    SecretBytes* bytes = buffer(index);
    const std::optional<Suggestion> meant = bytes == nullptr ? std::nullopt : suggestion(index);
    if (!meant || !bytes->resize(meant->from) || !bytes->append(meant->words)) return;
    if (focused_ == index) caret_ = bytes->size();
    changed(index);
}

// A message that stands is kept true while the visitor mends; a new one waits until the field is left.
void FormState::changed(int index) {
    Slot& at = slot(index);
    if (at.problem != Problem::None) at.problem = check(index);
}

} // namespace kiosk::form
