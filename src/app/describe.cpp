#include "app/describe.hpp"

namespace kiosk::app {

namespace {

record::Answer answer_of(form::ConsentAnswer answer) {
    switch (answer) {
    case form::ConsentAnswer::Yes: return record::Answer::Yes;
    case form::ConsentAnswer::No: return record::Answer::No;
    case form::ConsentAnswer::NotAsked: return record::Answer::NotAsked;
    }
    return record::Answer::NotAsked;
}

std::optional<record::GiftAid> describe_gift_aid(const form::FormState& form, std::string_view language) {
    const int index = form.gift_aid();
    if (index < 0) return std::nullopt;
    record::GiftAid out;
    out.declaration = form.field(index).declaration.in(language);
    const int house = form.gift_aid_house(), postcode = form.gift_aid_postcode();
    if (house >= 0) out.house = form.typed(house).reveal();
    if (postcode >= 0) out.postcode = form.typed(postcode).reveal();
    out.valid = form.gift_aid_complete();
    return out;
}

// What a hidden field asks for by name; any other text is the field's own.
std::string_view hidden_value(std::string_view value, const Provenance& from) {
    return value == "event" ? from.event : value == "kiosk" ? from.kiosk : value;
}

} // namespace

record::SignUp describe(const State& state, const Provenance& from) {
    record::SignUp out;
    out.id = from.id;
    out.seq = from.seq;
    out.receipt = from.receipt;
    out.captured = from.captured;
    out.kiosk = from.kiosk;
    out.event = from.event;
    out.deck = state.deck->id;
    out.form_id = state.form.definition().id;
    out.form_version = state.form.definition().version;
    out.language = state.look.language;
    out.rehearsal = state.banner == Banner::Rehearsal;
    state.form.for_each_value([&](std::string_view name, std::string_view value) {
        const form::Field* field = state.form.definition().find(name);
        const bool hidden = field != nullptr && field->kind == form::FieldKind::Hidden;
        out.add_field(name, hidden ? hidden_value(value, from) : value);
    });
    state.form.for_each_consent(state.look.language, [&](const form::FormState::ConsentView& consent) {
        out.add_consent({consent.channel, answer_of(consent.answer), consent.basis, consent.wording});
    });
    out.gift_aid = describe_gift_aid(state.form, state.look.language);
    return out;
}

} // namespace kiosk::app
