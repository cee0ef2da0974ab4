// Keys of form.toml.
#include "deck/tables.hpp"

namespace kiosk::deck {

namespace {

// In the order of form::FieldKind.
constexpr std::string_view field_kinds[] = {"text",   "name",        "email",   "phone",   "postcode",
                                            "amount", "choice",      "choices", "consent", "gift-aid",
                                            "note",   "affirmation", "hidden"};
constexpr std::string_view bases[] = {"", "consent", "soft-opt-in"};

constexpr Key words(std::string_view name, Need need, double most, std::string_view doc) {
    return {name, Type::Words, need, "", 0, most, doc};
}

constexpr Key option_keys[] = {
    {"value", Type::Text, Need::Required, "", 1, 40, "what the record holds"},
    words("label", Need::Required, 40, "what is shown"),
    words("hint", Need::Optional, 60, "under it"),
    words("frequency", Need::Optional, 40,
          "how this way to pledge is said beside its amount (pledge_field only)"),
    words("amount_label", Need::Optional, 80,
          "the question above the amounts when this is chosen (pledge_field only); else the amount's own "
          "label"),
    {"needs", Type::Text, Need::Optional, "", 0, 40, "id of the field of contact that this channel needs"},
};
constexpr Section option_table{"[[step.field.option]]", "What can be chosen.", option_keys};

constexpr Key show_keys[] = {
    {"field", Type::Text, Need::Required, "", 1, 40, "id of another field"},
    {"values", Type::Texts, Need::Required, "", 1, 20, "any of these lets this field be shown"},
};
constexpr Section show_table{"show_if", "When a field is shown.", show_keys};

constexpr Key currency_keys[] = {
    {"language", Type::Text, Need::Required, "", 1, 12, "tag of the language, as in lang/TAG.toml"},
    {"currency", Type::Text, Need::Required, "", 3, 3, "ISO 4217"},
    {"amounts", Type::Integers, Need::Optional, "", 0, 8, "in minor units"},
    {"amount_min", Type::Integer, Need::Optional, "100", 0, 100'000'000, "the smallest"},
    {"amount_max", Type::Integer, Need::Optional, "1000000", 1, 100'000'000, "the largest"},
};
constexpr Section currency_table{"[[step.field.in_language]]",
                                 "Amounts for visitors who open the form in another language.",
                                 currency_keys};

constexpr Key field_keys[] = {
    {"id", Type::Text, Need::Required, "", 1, 40, "key in the record, unlike any other in the form"},
    {"kind", Type::OneOf, Need::Required, "", 0, 0, "what may be in it", field_kinds},
    words("label", Need::Optional, 80, "above it"),
    words("help", Need::Optional, 120, "under it"),
    words("error_missing", Need::Optional, 80, "what to do when it is empty; else the interface's words"),
    words("error_invalid", Need::Optional, 80, "what to do when it is wrong; else the interface's words"),
    {"required", Type::Boolean, Need::Optional, "false", 0, 0, "the form cannot go on without it"},
    {"characters_max", Type::Integer, Need::Optional, "100", 1, 1000, "the longest that can be typed"},
    {"pattern", Type::Text, Need::Optional, "", 0, 200, "ECMAScript regular expression over the whole value"},
    {"region", Type::Text, Need::Optional, "GB", 2, 2, "phone: ISO 3166 country of numbers without a +"},
    {"columns", Type::Integer, Need::Optional, "12", 2, 12, "of the twelve of the landscape grid"},
    {"show_if",
     Type::Table,
     Need::Optional,
     "",
     0,
     0,
     "shown only when another field has a certain value",
     {},
     &show_table},
    {"option",
     Type::Tables,
     Need::Optional,
     "",
     0,
     24,
     "choice, choices, consent: what can be chosen",
     {},
     &option_table},
    {"amounts", Type::Integers, Need::Optional, "", 0, 8, "amount: in minor units (pence)"},
    {"amount_min", Type::Integer, Need::Optional, "100", 0, 100'000'000, "amount: the smallest"},
    {"amount_max", Type::Integer, Need::Optional, "1000000", 1, 100'000'000, "amount: the largest"},
    {"currency", Type::Text, Need::Optional, "GBP", 3, 3, "amount: ISO 4217"},
    {"in_language",
     Type::Tables,
     Need::Optional,
     "",
     0,
     12,
     "amount: another currency and its amounts, by language",
     {},
     &currency_table},
    {"other", Type::Boolean, Need::Optional, "false", 0, 0, "amount: another one may be typed"},
    words("declaration", Need::Optional, 1200,
          "gift-aid, affirmation: the approved words. consent: the question, else its label. note: its text"),
    {"basis", Type::OneOf, Need::Optional, "", 0, 0,
     "consent: \"consent\" where the form's basis is soft-opt-in and this question needs more; else left out",
     bases},
    {"value", Type::Text, Need::Optional, "", 0, 100, "hidden: \"event\", \"kiosk\" or a fixed text"},
};
constexpr Section field_table{"[[step.field]]", "A field.", field_keys};

constexpr Key step_keys[] = {
    {"id", Type::Text, Need::Required, "", 1, 40, "name for translations"},
    words("title", Need::Required, 60, "head of the step; \\n breaks a line"),
    {"review", Type::Boolean, Need::Optional, "false", 0, 0,
     "shows the pledge so far, with ways to change it"},
    {"field", Type::Tables, Need::Optional, "", 0, 40, "its fields, in order", {}, &field_table},
};
constexpr Section step_table{"[[step]]", "One screen of the form.", step_keys};

constexpr Key thanks_keys[] = {
    words("title", Need::Required, 30, "\"Thank you.\""),
    words("subtitle", Need::Optional, 40, "under it"),
    words("body", Need::Required, 160, "what happens next"),
};
constexpr Section thanks_table{"[thanks]", "After the sign-up is stored.", thanks_keys};

constexpr Key privacy_keys[] = {
    words("title", Need::Required, 60, "head of the notice"),
    words("body", Need::Required, 3000, "who asks, what for, how long, how to withdraw"),
};
constexpr Section privacy_table{"[privacy]", "The notice behind \"How we use your details\".", privacy_keys};

constexpr Key form_keys[] = {
    {"id", Type::Text, Need::Required, "", 1, 40, "name of the form, kept in each record"},
    {"pledge_field", Type::Text, Need::Optional, "", 0, 40, "id of the choice that says how somebody helps"},
    {"amount_field", Type::Text, Need::Optional, "", 0, 40, "id of the amount"},
    {"basis", Type::OneOf, Need::Optional, "", 0, 0,
     "the lawful basis of all its consents. soft-opt-in: UK charities that take the details themselves, for "
     "email and "
     "text alone; a tick then says no, and a consent of one option with columns stands beside the field "
     "before it",
     bases},
    words("pledge_title", Need::Required, 40, "head of the pledge so far"),
    words("confirm", Need::Required, 30, "on the last button"),
    words("footnote", Need::Optional, 160, "at the foot of the last step"),
    {"characters_max", Type::Integer, Need::Optional, "4000", 100, 6000,
     "of all fields together: a sealed record must fit one page of the store"},
    {"thanks", Type::Table, Need::Required, "", 0, 0, "the thank-you", {}, &thanks_table},
    {"privacy", Type::Table, Need::Required, "", 0, 0, "the privacy notice", {}, &privacy_table},
    {"step", Type::Tables, Need::Required, "", 1, 8, "the steps, in order", {}, &step_table},
};
constexpr Section form_root{"form.toml", "The pledge.", form_keys};

} // namespace

const Section& form_section() {
    return form_root;
}

} // namespace kiosk::deck
