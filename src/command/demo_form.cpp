#include "command/demo_form.hpp"

namespace kiosk::command {

namespace {

using scene::Control;
using scene::ControlKind;

Control option(int field, int part) {
    return {ControlKind::FormOption, field, part};
}

} // namespace

std::string DemoForm::sample(const form::Field& field) {
    switch (field.kind) {
    case form::FieldKind::Name: return names_++ == 0 ? "Sam" : "Carter";
    case form::FieldKind::Email: return "sam.carter@example.org";
    case form::FieldKind::Phone: return "01632 960123"; // a number kept for drama
    case form::FieldKind::Postcode: return "AB1 2AB";
    case form::FieldKind::Amount: return "25";
    default: return "14";
    }
}

// Touches a control of the form, scrolling to it as a visitor would.
Result<void> DemoForm::touch(Control control) {
    constexpr int scrolls_max = 12;
    for (int i = 0; i < scrolls_max && kiosk_.hits().rect_of(control).empty(); ++i) {
        const Control on{ControlKind::ScrollOn, 0, 0};
        if (kiosk_.hits().rect_of(on).empty()) break;
        if (auto scrolled = visitor_.touch(on); !scrolled) return scrolled;
    }
    return visitor_.touch(control);
}

Result<void> DemoForm::type_into(int field, const std::string& text) {
    if (kiosk_.state().form.focused() != field)
        if (auto touched = touch({ControlKind::FormField, field, 0}); !touched) return touched;
    if (auto typed = visitor_.type(text); !typed) return typed;
    typed_[kiosk_.state().form.field(field).id] = text;
    return {};
}

Result<void> DemoForm::fill(int index) {
    const form::FormState& form = kiosk_.state().form;
    const form::Field& field = form.field(index);
    const bool shown = form.visible(index) && form.step_of(index) == form.step();
    if (!shown || !form.empty(index)) return {};
    switch (field.kind) {
    case form::FieldKind::Choice: return touch(option(index, 0));
    case form::FieldKind::Amount: // the second amount: neither the least nor the most
        return touch(option(index, field.amounts.size() > 1 ? 1 : 0));
    case form::FieldKind::Choices:
    case form::FieldKind::Consent:
    case form::FieldKind::GiftAid:
    case form::FieldKind::Affirmation: return touch(option(index, 0));
    case form::FieldKind::Note:
    case form::FieldKind::Hidden: return {};
    default: return type_into(index, sample(field));
    }
}

Result<void> DemoForm::put_keyboard_away() {
    for (int tries = 0; tries < kiosk_.state().form.field_count() && kiosk_.state().keyboard.is_up();
         ++tries) {
        const form::Keyboard& keyboard = kiosk_.state().keyboard;
        int done = -1;
        for (int index = 0; const form::LayoutKey* key = keyboard.key(index); ++index)
            if (key->action == form::KeyAction::Next && keyboard.used(*key)) done = index;
        if (done < 0) break;
        if (auto touched = visitor_.touch({ControlKind::KeyboardKey, done, 0}); !touched) return touched;
    }
    return {};
}

Result<void> DemoForm::fill_step() {
    // Choices may show further fields: go through them until none is left to fill.
    for (int index = 0; index < kiosk_.state().form.field_count(); ++index)
        if (auto filled = fill(index); !filled) return filled;
    return {};
}

} // namespace kiosk::command
