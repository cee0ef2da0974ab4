#include <doctest/doctest.h>

#include <map>
#include <random>

#include "base/gift_aid.hpp"
#include "form_support.hpp"

namespace kiosk::form {

namespace {

struct Visit {
    FormState form;
    std::shared_ptr<Definition> definition = std::make_shared<Definition>(pledge_form());
    Visit() { REQUIRE(form.open(definition)); }
    int at(std::string_view id) const { return form.index_of(id); }
    void fill(std::string_view id, std::string_view words) {
        form.focus(at(id));
        REQUIRE(form.type(words));
    }
    void to_last_step() {
        form.choose(at("way"), 0), form.choose(at("amount"), 1);
        REQUIRE(form.next_step().outcome == Advance::Outcome::Moved);
        fill("first", "Sam"), fill("last", "Carter"), fill("email", "sam.carter@example.org");
        REQUIRE(form.next_step().outcome == Advance::Outcome::Moved);
    }
    std::map<std::string, std::string> values() const {
        std::map<std::string, std::string> all;
        form.for_each_value([&](std::string_view id, std::string_view value) { all.emplace(id, value); });
        return all;
    }
};

} // namespace

TEST_CASE("The amount is asked for in the words of the way to pledge that is chosen") {
    Visit visit;
    const int amount = visit.at("amount");
    CHECK(visit.form.question(amount).in("en") == "label of amount");
    visit.form.choose(visit.at("way"), 0);
    CHECK(visit.form.question(amount).in("en") == "How much each month?");
    visit.form.choose(visit.at("way"), 1); // has no words of its own
    CHECK(visit.form.question(amount).in("en") == "label of amount");
    CHECK(visit.form.question(visit.at("email")).in("en") == "label of email");
}

TEST_CASE("Amounts are in the currency of the language that the form was opened in, and stay in it") {
    Visit visit;
    Field& amount = visit.definition->steps[0].fields[1];
    Field pesos = amount;
    pesos.language = "fil", pesos.currency = "PHP", pesos.amounts = {20'000, 50'000};
    amount.by_language = {pesos};
    REQUIRE(visit.form.open(visit.definition, "fil"));
    visit.form.choose(visit.at("way"), 0), visit.form.choose(visit.at("amount"), 1);
    CHECK(visit.values()["amount"] == "500.00");
    CHECK(visit.values()["currency"] == "PHP");
    REQUIRE(visit.form.open(visit.definition, "cy"));
    visit.form.choose(visit.at("way"), 0), visit.form.choose(visit.at("amount"), 1);
    CHECK(visit.values()["currency"] == "GBP");
}

TEST_CASE("The record holds an affirmation with the exact words that were shown") {
    Visit visit;
    Field adult = make_field("adult", FieldKind::Affirmation, true);
    adult.declaration = english("I am 18 or over.");
    visit.definition->steps[0].fields.push_back(adult);
    REQUIRE(visit.form.open(visit.definition));
    const auto said = [&] {
        std::string found;
        visit.form.for_each_consent("en", [&](const FormState::ConsentView& view) {
            if (view.channel == "adult")
                found = std::string(view.basis) + (view.answer == ConsentAnswer::Yes ? " yes " : " no ") +
                        std::string(view.wording);
        });
        return found;
    };
    CHECK(said() == "affirmation no I am 18 or over.");
    CHECK(visit.form.next_step().outcome == Advance::Outcome::Problems);
    visit.form.choose(visit.at("adult"), 0);
    CHECK(said() == "affirmation yes I am 18 or over.");
}

TEST_CASE("The record holds a phone number as ITU-T E.164 writes it") {
    Visit visit;
    visit.to_last_step();
    visit.form.choose(visit.at("contact"), 1);
    visit.fill("phone", "(020) 7946 0958");
    visit.form.leave_field();
    CHECK(visit.form.typed(visit.at("phone")) == "(020) 7946 0958"); // as it was typed
    CHECK(visit.values()["phone"] == "+442079460958");
}

TEST_CASE("A form opens with nothing chosen, ticked or typed") {
    Visit visit;
    for (int i = 0; i < visit.form.field_count(); ++i) {
        CHECK(visit.form.empty(i));
        CHECK(visit.form.problem(i) == Problem::None);
        CHECK_FALSE(visit.form.good(i));
    }
    CHECK(visit.form.focused() == -1);
    CHECK(visit.form.step_number() == 1);
    CHECK(visit.form.step_count() == 3);
}

TEST_CASE("With Gift Aid a name and a house are no longer than HMRC's schedule holds") {
    Visit visit;
    visit.definition->steps[1].fields[0].id = "first_name",
    visit.definition->steps[1].fields[1].id = "last_name";
    FormState& form = visit.form;
    REQUIRE(form.open(visit.definition));
    const std::string most(gift_aid::name_chars_max, 'a'), house(gift_aid::house_chars_max, 'b');
    form.choose(visit.at("way"), 0), form.choose(visit.at("amount"), 1);
    REQUIRE(form.next_step().outcome == Advance::Outcome::Moved);
    visit.fill("first_name", most), visit.fill("last_name", most + "a");
    visit.fill("email", "sam.carter@example.org");
    REQUIRE(form.next_step().outcome == Advance::Outcome::Moved); // without Gift Aid it may be longer
    form.choose(visit.at("gift_aid"), 0);
    visit.fill("house", house), visit.fill("postcode", "ab12ab");
    form.focus(visit.at("house"));
    CHECK_FALSE(form.type("b"));
    CHECK(form.gift_aid_complete() == false);

    const Advance advance = form.next_step();
    CHECK(advance.outcome == Advance::Outcome::Problems);
    CHECK(advance.first_problem == visit.at("last_name"));
    CHECK(form.problem(visit.at("last_name")) == Problem::TooLong);
    CHECK(form.step() == 1);
    CHECK_FALSE(form.type("a"));
    CHECK(form.backspace());
    CHECK(form.next_step().outcome == Advance::Outcome::Moved);
    CHECK(form.next_step().outcome == Advance::Outcome::Complete);
    CHECK(form.gift_aid_complete());

    form.choose(visit.at("gift_aid"), 0); // off again: nothing of it holds
    form.go_to_field(visit.at("last_name"));
    CHECK(form.type("a"));
    CHECK(form.next_step().outcome == Advance::Outcome::Moved);
    CHECK(form.next_step().outcome == Advance::Outcome::Complete);
}

TEST_CASE("Gift Aid is not complete for a name or a house without a letter, whatever the script") {
    Visit visit;
    FormState& form = visit.form;
    visit.to_last_step();
    form.choose(visit.at("gift_aid"), 0);
    const auto complete = [&](std::string_view first, std::string_view last, std::string_view house) {
        for (const char* field : {"first", "last", "house", "postcode"}) {
            form.focus(visit.at(field));
            while (form.backspace()) {
            }
        }
        visit.fill("first", first), visit.fill("last", last), visit.fill("house", house);
        visit.fill("postcode", "ab12ab");
        return form.gift_aid_complete();
    };
    CHECK(complete("Ada", "Byron", "14"));
    CHECK(complete("A", "B", "The Mill"));
    CHECK(complete("Ñ", "محمد", "1a"));
    CHECK_FALSE(complete(".", "-", "14"));
    CHECK_FALSE(complete("Ada", "-", "14"));
    CHECK_FALSE(complete("Ada", "Byron", "-"));
}

TEST_CASE("A whole pledge reaches the record as it was typed") {
    Visit visit;
    visit.to_last_step();
    FormState& form = visit.form;
    form.choose(visit.at("contact"), 0);
    form.choose(visit.at("gift_aid"), 0);
    visit.fill("house", "14"), visit.fill("postcode", "ab12ab");
    CHECK(form.next_step().outcome == Advance::Outcome::Complete);
    CHECK(form.gift_aid_complete());
    CHECK(visit.values() == std::map<std::string, std::string>{{"way", "monthly"},
                                                               {"amount", "10.00"},
                                                               {"currency", "GBP"},
                                                               {"event", "event"},
                                                               {"first", "Sam"},
                                                               {"last", "Carter"},
                                                               {"email", "sam.carter@example.org"},
                                                               {"house", "14"},
                                                               {"postcode", "AB1 2AB"}});
    std::vector<std::string> consent;
    form.for_each_consent("en", [&](const FormState::ConsentView& view) {
        consent.push_back(std::string(view.channel) + (view.answer == ConsentAnswer::Yes ? " yes " : " no ") +
                          std::string(view.wording));
    });
    REQUIRE(consent.size() == 2);
    CHECK(consent[0] == "email yes How may we contact you? Email");
    CHECK(consent[1] == "phone no How may we contact you? Phone");
}

TEST_CASE("Consent counts as not asked before its step was shown, and as soft opt-in turned round") {
    Visit visit;
    const int contact = visit.at("contact");
    CHECK(visit.form.answer(contact, 0) == ConsentAnswer::NotAsked);
    visit.to_last_step();
    CHECK(visit.form.answer(contact, 0) == ConsentAnswer::No);
    visit.definition->steps[2].fields[0].basis = "soft-opt-in";
    CHECK(visit.form.answer(contact, 0) == ConsentAnswer::Yes);
    visit.form.choose(contact, 0);
    CHECK(visit.form.answer(contact, 0) == ConsentAnswer::No);
}

TEST_CASE("What is not asked for is neither checked nor recorded") {
    Visit visit;
    FormState& form = visit.form;
    form.choose(visit.at("way"), 0), form.choose(visit.at("amount"), 1);
    CHECK(form.visible_amount() == visit.at("amount"));
    form.choose(visit.at("way"), 2);
    CHECK_FALSE(form.visible(visit.at("amount")));
    CHECK(form.visible_amount() == -1);
    CHECK(visit.values().count("amount") == 0);
    CHECK(form.next_step().outcome == Advance::Outcome::Moved);
}

TEST_CASE("Continue goes to the first mistake and says how many there are") {
    Visit visit;
    FormState& form = visit.form;
    Advance advance = form.next_step();
    CHECK(advance.outcome == Advance::Outcome::Problems);
    CHECK(advance.first_problem == visit.at("way"));
    CHECK(form.problem(visit.at("way")) == Problem::ChooseOne);
    form.choose(visit.at("way"), 1);
    CHECK(form.problem(visit.at("way")) == Problem::None);
    advance = form.next_step();
    CHECK(advance.first_problem == visit.at("amount"));
    form.choose(visit.at("amount"), 0);
    CHECK(form.next_step().outcome == Advance::Outcome::Moved);
    advance = form.next_step();
    CHECK(advance.problem_count == 3);
    CHECK(form.announced_problems() == 3);
    CHECK(form.focused() == visit.at("first"));
    CHECK(form.type("S"));
    CHECK(form.announced_problems() == 2);
}

TEST_CASE("A field is not judged while it is typed for the first time, and is once it was left") {
    Visit visit;
    FormState& form = visit.form;
    form.choose(visit.at("way"), 2);
    REQUIRE(form.next_step().outcome == Advance::Outcome::Moved);
    const int email = visit.at("email");
    visit.fill("email", "sam@example");
    CHECK(form.problem(email) == Problem::None);
    form.focus(visit.at("first"));
    CHECK(form.problem(email) == Problem::EmailNoEnding);
    form.focus(email);
    CHECK(form.type("."));
    CHECK(form.problem(email) == Problem::EmailNoEnding);
    CHECK(form.type("org"));
    CHECK(form.problem(email) == Problem::None);
    CHECK_FALSE(form.good(email)); // a tick stands only in a field that was left
    form.leave_field();
    CHECK(form.good(email));
    CHECK(form.problem(visit.at("first")) == Problem::None); // passed through, still empty
}

TEST_CASE("One touch accepts what was probably meant") {
    Visit visit;
    FormState& form = visit.form;
    form.choose(visit.at("way"), 2);
    REQUIRE(form.next_step().outcome == Advance::Outcome::Moved);
    const int email = visit.at("email");
    visit.fill("email", "sam@gmial.com");
    CHECK_FALSE(form.suggestion(email));
    form.leave_field();
    REQUIRE(form.suggestion(email));
    CHECK(form.suggestion(email)->words == "gmail.com");
    form.accept_suggestion(email);
    CHECK(form.typed(email) == "sam@gmail.com");
    CHECK_FALSE(form.suggestion(email));
}

TEST_CASE("Other takes an amount from the pad, within its limits, and another button takes it back") {
    Visit visit;
    FormState& form = visit.form;
    const int amount = visit.at("amount");
    form.choose(visit.at("way"), 1), form.choose(amount, 4);
    CHECK(form.focused() == amount);
    CHECK(form.empty(amount));
    CHECK(form.next_step().first_problem == amount);
    CHECK(form.problem(amount) == Problem::ChooseAmount);
    form.focus(amount);
    CHECK(form.type("0"));
    form.leave_field();
    CHECK(form.problem(amount) == Problem::AmountLow);
    form.focus(amount);
    CHECK(form.backspace());
    CHECK(form.type("10000"));
    CHECK(form.amount(amount) == 1'000'000);
    CHECK(form.problem(amount) == Problem::None);
    CHECK(form.type("0"));
    form.leave_field();
    CHECK(form.problem(amount) == Problem::AmountHigh);
    form.focus(amount);
    CHECK_FALSE(form.type("0")); // six digits are enough
    form.choose(amount, 0);
    CHECK(form.amount(amount) == 500);
    CHECK(form.typed(amount).empty());
    CHECK(form.focused() == -1);
}

TEST_CASE("A ticked channel asks for what it needs") {
    Visit visit;
    visit.to_last_step();
    const int phone = visit.at("phone");
    CHECK_FALSE(visit.form.visible(phone));
    visit.form.choose(visit.at("contact"), 1);
    CHECK(visit.form.visible(phone));
    CHECK(visit.form.next_step().first_problem == phone);
    visit.form.choose(visit.at("contact"), 1);
    CHECK_FALSE(visit.form.visible(phone));
    CHECK(visit.form.focused() == -1);
    CHECK(visit.form.next_step().outcome == Advance::Outcome::Complete);
}

TEST_CASE("Change leads to the field, and the next good Continue back again") {
    Visit visit;
    visit.to_last_step();
    FormState& form = visit.form;
    form.go_to_field(visit.at("way"));
    CHECK(form.step_number() == 1);
    form.choose(visit.at("way"), 1);
    CHECK(form.next_step().outcome == Advance::Outcome::Moved);
    CHECK(form.step_number() == 3);
    form.go_to_field(visit.at("email"));
    CHECK(form.focused() == visit.at("email"));
    for (int i = 0; i < 4; ++i) CHECK(form.backspace());
    CHECK(form.next_step().outcome == Advance::Outcome::Problems);
    CHECK(form.step_number() == 2);
    CHECK(form.type(".org"));
    CHECK(form.next_step().outcome == Advance::Outcome::Moved);
    CHECK(form.step_number() == 3);
    form.back();
    CHECK(form.step_number() == 2);
}

TEST_CASE("Lengths are counted in code points, at the limit and one past it") {
    Visit visit;
    visit.definition->steps[1].fields[0].characters_max = 3;
    visit.form.choose(visit.at("way"), 2);
    REQUIRE(visit.form.next_step().outcome == Advance::Outcome::Moved);
    visit.form.focus(visit.at("first"));
    CHECK(visit.form.type("\u00F1\u674E"));
    CHECK_FALSE(visit.form.type("ab"));
    CHECK(visit.form.type("\u0641"));
    CHECK_FALSE(visit.form.type("x"));
    CHECK_FALSE(visit.form.type("\n"));
}

TEST_CASE("A form with more fields than there is locked memory for is refused") {
    FormState form;
    auto definition = std::make_shared<Definition>();
    definition->steps.resize(1);
    for (std::size_t i = 0; i < FormState::typed_fields_max; ++i)
        definition->steps[0].fields.push_back(make_field("f" + std::to_string(i), FieldKind::Text));
    CHECK(form.open(definition));
    definition->steps[0].fields.push_back(make_field("one more", FieldKind::Text));
    CHECK_FALSE(form.open(definition));
    CHECK_FALSE(form.is_open());
    definition->steps.clear();
    CHECK_FALSE(form.open(definition));
}

TEST_CASE("Clearing leaves not one byte of what was typed") {
    Visit visit;
    visit.to_last_step();
    FormState& form = visit.form;
    std::vector<std::pair<const char*, std::size_t>> typed;
    for (int i = 0; i < form.field_count(); ++i)
        if (!form.typed(i).empty()) typed.emplace_back(form.typed(i).reveal().data(), form.typed(i).size());
    REQUIRE(typed.size() == 3);
    form.clear();
    CHECK_FALSE(form.is_open());
    for (const auto& [data, size] : typed)
        for (std::size_t i = 0; i < size; ++i) CHECK(data[i] == 0);
}

TEST_CASE("Random typing, erasing and moving never loses or doubles a character") {
    const std::vector<std::string> pieces{"a", "Z", " ", "\u00F1", "\u674E", "\u0641", "\U0001F600", "."};
    for (unsigned seed = 1; seed <= 20; ++seed) {
        CAPTURE(seed);
        std::mt19937 random(seed);
        Visit visit;
        visit.form.choose(visit.at("way"), 2);
        REQUIRE(visit.form.next_step().outcome == Advance::Outcome::Moved);
        visit.form.focus(visit.at("first"));
        std::vector<std::string> model;
        std::size_t caret = 0;
        for (int i = 0; i < 400; ++i) {
            const unsigned what = static_cast<unsigned>(random() % 10);
            if (what < 6) {
                const std::string& piece = pieces[random() % pieces.size()];
                const bool fits = model.size() < 100;
                CHECK(visit.form.type(piece) == fits);
                if (fits) model.insert(model.begin() + static_cast<std::ptrdiff_t>(caret++), piece);
            } else if (what < 8) {
                CHECK(visit.form.backspace() == (caret > 0));
                if (caret > 0) model.erase(model.begin() + static_cast<std::ptrdiff_t>(--caret));
            } else {
                const int by = static_cast<int>(random() % 7) - 3;
                visit.form.move_caret(by);
                const int moved = static_cast<int>(caret) + by;
                caret = static_cast<std::size_t>(std::clamp(moved, 0, static_cast<int>(model.size())));
            }
            std::string all;
            for (const std::string& piece : model) all += piece;
            REQUIRE(visit.form.typed(visit.form.focused()) == all);
        }
    }
}

} // namespace kiosk::form
