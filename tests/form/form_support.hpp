// A small form and a small keyboard for the tests of this folder.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "form/keyboard.hpp"
#include "form/state.hpp"

namespace kiosk::form {

inline Localised english(std::string words) {
    return {{{"en", std::move(words)}}};
}

inline Field make_field(std::string id, FieldKind kind, bool required = false) {
    Field field;
    field.id = std::move(id), field.kind = kind, field.required = required;
    field.label = english("label of " + field.id);
    return field;
}

// Three steps: how (way, amount), who (names, email), confirm (contact, phone, Gift Aid with its address).
inline Definition pledge_form() {
    Definition form;
    form.id = "pledge", form.pledge_field = "way", form.amount_field = "amount";
    Field way = make_field("way", FieldKind::Choice, true);
    way.options = {{"monthly", english("Give every month"), {}, "", english("How much each month?")},
                   {"once", english("Give once"), {}, ""},
                   {"news", english("Stay in touch"), {}, ""}};
    Field amount = make_field("amount", FieldKind::Amount, true);
    amount.amounts = {500, 1000, 2000, 5000}, amount.other = true;
    amount.amount_min = 100, amount.amount_max = 1'000'000;
    amount.show_if = ShowIf{"way", {"monthly", "once"}};
    Field house = make_field("house", FieldKind::Text, true);
    Field postcode = make_field("postcode", FieldKind::Postcode, true);
    house.show_if = postcode.show_if = ShowIf{"gift_aid", {"yes"}};
    Field contact = make_field("contact", FieldKind::Consent);
    contact.basis = "consent", contact.declaration = english("How may we contact you?");
    contact.options = {{"email", english("Email"), {}, ""}, {"phone", english("Phone"), {}, "phone"}};
    Field hidden = make_field("event", FieldKind::Hidden);
    hidden.value = "event";
    form.steps = {{"how", english("How?"), false, {way, amount, hidden}},
                  {"who",
                   english("Who?"),
                   false,
                   {make_field("first", FieldKind::Name, true), make_field("last", FieldKind::Name, true),
                    make_field("email", FieldKind::Email, true)}},
                  {"confirm",
                   english("Confirm"),
                   true,
                   {contact, make_field("phone", FieldKind::Phone),
                    make_field("gift_aid", FieldKind::GiftAid), house, postcode}}};
    return form;
}

inline LayoutKey letter(std::string output) {
    LayoutKey key;
    key.output = std::move(output);
    return key;
}
inline LayoutKey special(KeyAction action, KeyFor used_for = KeyFor::Any) {
    LayoutKey key;
    key.action = action, key.used_for = used_for;
    return key;
}
inline LayoutKey email_key(std::string output) {
    LayoutKey key = letter(std::move(output));
    key.used_for = KeyFor::Email;
    return key;
}

inline KeyboardLayout small_layout() {
    KeyboardLayout layout;
    layout.language = "en";
    std::vector<LayoutKey> letters;
    for (char c = 'a'; c <= 'z'; ++c) letters.push_back(letter(std::string(1, c)));
    layout.letters.rows = {letters,
                           {special(KeyAction::Shift), special(KeyAction::Backspace),
                            special(KeyAction::Next), special(KeyAction::Symbols),
                            special(KeyAction::Accents, KeyFor::Others), special(KeyAction::Space),
                            email_key("@"), letter("."), email_key(".com")}};
    layout.symbols.rows = {{letter("1"), letter("2"), letter("+"), special(KeyAction::Letters)}};
    layout.accents.rows = {{letter("\u00F1"), special(KeyAction::Accents)}};
    layout.number_pad.rows = {{letter("1"), letter("0"), special(KeyAction::Backspace)}};
    return layout;
}

// Index of the key that types `output`, or does `action`, on the page that is up.
inline int index_of_key(const Keyboard& keyboard, std::string_view output) {
    for (int i = 0; keyboard.key(i) != nullptr; ++i)
        if (keyboard.key(i)->output == output && keyboard.key(i)->action == KeyAction::Type) return i;
    return -1;
}
inline int index_of_key(const Keyboard& keyboard, KeyAction action) {
    for (int i = 0; keyboard.key(i) != nullptr; ++i)
        if (keyboard.key(i)->action == action) return i;
    return -1;
}

} // namespace kiosk::form
