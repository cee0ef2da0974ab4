// A form as form.toml declares it: steps, fields, wording by language. Made by deck/, used by the form engine
// (form/state.hpp) and laid out by scene/. Immutable once made. Nothing that a visitor typed is ever in here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/localised.hpp"

namespace kiosk::form {

enum class FieldKind : std::uint8_t {
    Text,
    Name,
    Email,
    Phone,
    Postcode,
    Amount,
    Choice,
    Choices,
    Consent,
    GiftAid,
    Note,
    Affirmation,
    Hidden
};

// A card, an amount or a channel that can be chosen.
struct Option {
    std::string value; // what the record holds
    Localised label;
    Localised hint;
    // For Consent: the field of contact that this channel needs ("phone", "address"), shown when chosen.
    std::string needs;
    // For the pledge field: how the amount is asked for when this is chosen ("How much each month?").
    Localised amount_label = {};
};

// Shown only when field `field` holds one of `values`.
struct ShowIf {
    std::string field;
    std::vector<std::string> values;
};

struct Field {
    std::string id; // unique in the form; the key in the record
    FieldKind kind = FieldKind::Text;
    Localised label, help;
    Localised error_missing, error_invalid; // what to do; defaults come from the interface words
    bool required = false;
    std::size_t characters_max = 100;
    std::string region = "GB"; // Phone: of numbers without "+", ISO 3166
    std::string pattern;       // ECMAScript regular expression over the whole value, or ""
    std::vector<Option> options;
    std::optional<ShowIf> show_if;
    int columns = 12; // of the twelve of the landscape grid; portrait uses 12 when it is over 6, else half

    // Amount, in minor units of the currency (pence).
    std::vector<std::int64_t> amounts;
    std::int64_t amount_min = 0, amount_max = 0;
    std::string currency = "GBP"; // ISO 4217
    bool other = false;           // an "Other" button with a number pad
    // The same field as a visitor meets it who opens the form in `language`: other amounts in another
    // currency. It stays for the visit, since a change of language must not change what was chosen.
    Language language;
    std::vector<Field> by_language;

    Localised declaration; // GiftAid: the approved words. Consent: the words of the question. Note: its text
    // The words that a consent, an affirmation or a note shows: its declaration, or else its label.
    [[nodiscard]] const Localised& statement() const { return declaration.empty() ? label : declaration; }
    std::string basis; // Consent: "consent" or "soft-opt-in"
    std::string value; // Hidden: "event", "kiosk" or a fixed text
};

struct Step {
    std::string id;
    Localised title;
    bool review = false; // shows the pledge so far, with ways to change it, beside its fields
    std::vector<Field> fields;
};

struct Thanks {
    Localised title, subtitle, body; // "Thank you." / "Your light is on." / what happens next
};

struct Definition {
    std::string id;
    std::string version; // SHA-256 of the form's files as read, hex
    std::vector<Step> steps;
    std::string pledge_field; // the Choice that says how ("monthly", "once", ...)
    std::string amount_field;
    Localised pledge_title; // "Your pledge"
    // How each way to pledge is said beside its amount: value of pledge_field -> "every month".
    std::vector<std::pair<std::string, Localised>> frequency;
    Localised confirm;  // label of the last button, "Confirm my pledge"
    Localised footnote; // at the foot of the last step
    Thanks thanks;
    Localised privacy_title, privacy_body; // "How we use your details"
    std::size_t characters_max = 4'000;    // of all fields together: a record must fit its page

    [[nodiscard]] const Field* find(std::string_view field_id) const {
        for (const Step& step : steps)
            for (const Field& field : step.fields)
                if (field.id == field_id) return &field;
        return nullptr;
    }
};

} // namespace kiosk::form
