// A small deck made in code, of no charity: two statements, and a form with a choice and an email field. For
// tests of what the program does with any deck.
#pragma once

#include <memory>

#include "deck/assets.hpp"
#include "deck/deck.hpp"

namespace kiosk::test {

inline Localised words(const char* text) {
    return {{{"en", text}}};
}

inline deck::Slide statement(const char* id, int duration_ms = 10'000) {
    deck::Slide slide;
    slide.id = id;
    slide.kind = deck::Statement{};
    slide.duration_ms = duration_ms;
    slide.title = words(id);
    return slide;
}

inline std::shared_ptr<deck::Deck> small_deck() {
    auto deck = std::make_shared<deck::Deck>();
    deck->id = "small";
    deck->charity = words("A charity");
    deck->languages = {{"en", "English"}};
    deck->slides = {statement("first"), statement("second"), statement("third")};
    form::Field way;
    way.id = "way";
    way.kind = form::FieldKind::Choice;
    way.required = true;
    way.options = {{"monthly", words("Every month"), {}, {}}, {"once", words("Once"), {}, {}}};
    form::Field email;
    email.id = "email";
    email.kind = form::FieldKind::Email;
    email.label = words("Email");
    email.required = true;
    deck->form.id = "pledge";
    deck->form.version = "1";
    deck->form.steps = {{"how", words("How?"), false, {way}}, {"who", words("Who?"), true, {email}}};
    return deck;
}

inline deck::Assets small_assets() {
    deck::Assets assets;
    form::KeyboardLayout layout;
    layout.language = "en";
    for (const char* letter : {"a", "b", "@", ".", "c", "o", "m"}) {
        form::LayoutKey key;
        key.output = letter;
        if (layout.letters.rows.empty()) layout.letters.rows.emplace_back();
        layout.letters.rows[0].push_back(key);
    }
    assets.keyboards.push_back(layout);
    return assets;
}

} // namespace kiosk::test
