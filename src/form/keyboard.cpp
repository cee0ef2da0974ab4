#include "form/keyboard.hpp"

#include <algorithm>

#include "base/ascii.hpp"

namespace kiosk::form {

namespace {

// Capitals of a-z, for layouts that leave `shifted` to us.
constexpr std::string_view capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

bool begins_capital(FieldKind kind) {
    return kind == FieldKind::Name || kind == FieldKind::Text;
}

const LayoutPage& one_of(const LayoutPage& portrait_page, const LayoutPage& page, bool portrait) {
    return portrait && !portrait_page.rows.empty() ? portrait_page : page;
}

} // namespace

std::string_view email_aware(std::string_view output, std::string_view before, std::string_view after) {
    constexpr std::string_view nothing;
    if (output == " ") return nothing;
    if (output == "\u2019") return "'"; // names are set with the curly one, addresses know only this
    if (output == "@") {
        const bool has_one =
            before.find('@') != std::string_view::npos || after.find('@') != std::string_view::npos;
        return has_one ? nothing : output;
    }
    if (output.empty() || output.front() != '.') return output;
    if (before.empty() || before.back() == '@') return nothing;
    if (output.size() > 1 && before.size() >= output.size() &&
        before.substr(before.size() - output.size()) == output)
        return nothing; // ".com" once is enough
    if (before.back() == '.') output.remove_prefix(1);
    return output == "." && !after.empty() && after.front() == '.' ? nothing : output;
}

void Keyboard::set_layout(const KeyboardLayout& layout, bool portrait) {
    if (layout_ == &layout && portrait_ == portrait) return;
    layout_ = &layout;
    portrait_ = portrait;
    held_.reset(); // it points into the old layout
    if (face_ == Face::Accents || face_ == Face::Letters) face_ = first_face();
}

Face Keyboard::first_face() const {
    if (kind_ == FieldKind::Phone) return Face::Symbols;
    if (kind_ == FieldKind::Amount) return Face::NumberPad;
    const bool latin = kind_ == FieldKind::Email || kind_ == FieldKind::Postcode;
    return latin && layout_ != nullptr && layout_->latin_accents ? Face::Accents : Face::Letters;
}

void Keyboard::follow(const FormState& form) {
    const int field = form.is_open() ? form.focused() : -1;
    if (field == field_) return;
    field_ = field;
    if (held_) held_.reset();
    if (field < 0) return;
    kind_ = form.field(field).kind;
    face_ = first_face();
    shift_ = Shift::Off, shift_is_ours_ = false;
    if (kind_ == FieldKind::Postcode) shift_ = Shift::Locked;
    shift_for(form);
}

const LayoutPage& Keyboard::page() const {
    switch (face_) {
    case Face::Symbols: return one_of(layout_->portrait_symbols, layout_->symbols, portrait_);
    case Face::Accents: return one_of(layout_->portrait_accents, layout_->accents, portrait_);
    case Face::NumberPad: return layout_->number_pad;
    case Face::Letters: break;
    }
    return one_of(layout_->portrait_letters, layout_->letters, portrait_);
}

const LayoutKey* Keyboard::key(int index) const {
    if (layout_ == nullptr || index < 0) return nullptr;
    for (const auto& row : page().rows) {
        if (index < static_cast<int>(row.size())) return &row[static_cast<std::size_t>(index)];
        index -= static_cast<int>(row.size());
    }
    return nullptr;
}

bool Keyboard::used(const LayoutKey& key) const {
    if (key.used_for == KeyFor::Any) return true;
    return (key.used_for == KeyFor::Email) == (kind_ == FieldKind::Email);
}

std::string_view Keyboard::output(const LayoutKey& key) const {
    if (shift_ == Shift::Off) return key.output;
    if (!key.shifted.empty()) return key.shifted;
    const bool plain = key.output.size() == 1 && ascii::is_lower(key.output[0]);
    return plain ? capitals.substr(static_cast<std::size_t>(key.output[0] - 'a'), 1)
                 : std::string_view(key.output);
}

std::string_view Keyboard::label(const LayoutKey& key) const {
    return key.label.empty() ? output(key) : key.label;
}

bool Keyboard::pressed(int index) const {
    return held_ && held_->inside && held_->index == index;
}

// ---- fingers

void Keyboard::down(std::int64_t finger, int key_index, Instant now, FormState& form) {
    // Found before the first key acts: that may turn the page under this one.
    const LayoutKey* touched = key(key_index);
    if (finger_count_ < fingers_.size()) fingers_[finger_count_++] = finger;
    if (finger_count_ > fingers_max) {
        held_.reset();
        return;
    }
    if (held_) {
        const Held first = *held_;
        held_.reset();
        const int field = field_;
        if (first.inside && !first.repeated) commit(*first.key, form);
        if (field != field_) return; // "Next" took the first away from under the second
    }
    if (!is_up() || touched == nullptr || !used(*touched)) return;
    held_ = Held{finger, touched, key_index, true, now + repeat_after, false};
}

void Keyboard::moved(std::int64_t finger, bool inside) {
    if (!held_ || held_->finger != finger || inside) return;
    held_->inside = false; // for good: sliding back on does not type
}

void Keyboard::up(std::int64_t finger, Instant now, FormState& form) {
    tick(now, form);
    const std::optional<Held> lifted = held_ && held_->finger == finger ? held_ : std::nullopt;
    cancelled(finger);
    if (lifted && lifted->inside && !lifted->repeated) commit(*lifted->key, form);
}

void Keyboard::cancelled(std::int64_t finger) {
    const auto end = fingers_.begin() + static_cast<std::ptrdiff_t>(finger_count_);
    const auto kept = std::remove(fingers_.begin(), end, finger);
    finger_count_ = static_cast<std::size_t>(kept - fingers_.begin());
    if (held_ && held_->finger == finger) held_.reset();
}

void Keyboard::release_all() {
    held_.reset();
    finger_count_ = 0;
}

void Keyboard::tick(Instant now, FormState& form) {
    // One visitor's longest field is emptied in this many steps; a clock that jumped may not ask for more.
    constexpr int repeats_max = static_cast<int>(FormState::characters_max);
    for (int i = 0; i < repeats_max && now >= next_change(); ++i) {
        held_->repeated = true;
        held_->repeats_at = held_->repeats_at + repeat_every;
        if (!form.backspace()) break;
        shift_for(form);
    }
}

Instant Keyboard::next_change() const {
    const bool repeats = held_ && held_->inside && held_->key->action == KeyAction::Backspace;
    return repeats ? held_->repeats_at : Instant::never();
}

// ---- keys

void Keyboard::act(int key_index, FormState& form) {
    const LayoutKey* touched = key(key_index);
    if (is_up() && touched != nullptr && used(*touched)) commit(*touched, form);
}

void Keyboard::commit(const LayoutKey& key, FormState& form) {
    switch (key.action) {
    case KeyAction::Type:
    case KeyAction::Space: type(key, form); break;
    case KeyAction::Shift: press_shift(); break;
    case KeyAction::Backspace:
        if (form.backspace()) shift_for(form);
        break;
    case KeyAction::Next:
        if (const int next = form.next_typed_field(); next >= 0)
            form.focus(next);
        else
            form.leave_field();
        follow(form);
        break;
    case KeyAction::Symbols: face_ = Face::Symbols; break;
    case KeyAction::Letters: face_ = Face::Letters; break;
    case KeyAction::Accents: face_ = face_ == Face::Accents ? Face::Letters : Face::Accents; break;
    }
}

void Keyboard::type(const LayoutKey& key, FormState& form) {
    std::string_view text = key.action == KeyAction::Space ? std::string_view(" ") : output(key);
    if (kind_ == FieldKind::Email && form.focused() >= 0) {
        const std::string_view typed = form.typed(form.focused()).reveal();
        text = email_aware(text, typed.substr(0, form.caret()), typed.substr(form.caret()));
    }
    if (!form.type(text)) return;
    if (shift_ == Shift::Once) shift_ = Shift::Off, shift_is_ours_ = false;
    // One accent at a time, as a hand writes them; a whole alphabet stays.
    if (face_ == Face::Accents && !layout_->latin_accents) face_ = Face::Letters;
    shift_for(form);
}

void Keyboard::press_shift() {
    if (shift_ == Shift::Off)
        shift_ = Shift::Once;
    else if (shift_ == Shift::Once && !shift_is_ours_)
        shift_ = Shift::Locked;
    else
        shift_ = Shift::Off;
    shift_is_ours_ = false;
}

void Keyboard::shift_for(const FormState& form) {
    if (!begins_capital(kind_) || shift_ == Shift::Locked || form.focused() < 0) return;
    const std::string_view before = form.typed(form.focused()).reveal().substr(0, form.caret());
    const bool start =
        before.empty() || (kind_ == FieldKind::Name && (before.back() == ' ' || before.back() == '-'));
    if (start && shift_ == Shift::Off) {
        shift_ = Shift::Once, shift_is_ours_ = true;
    } else if (!start && shift_is_ours_) {
        shift_ = Shift::Off, shift_is_ours_ = false;
    }
}

} // namespace kiosk::form
