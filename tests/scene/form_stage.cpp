#include "scene/form_stage.hpp"

#include <map>
#include <sstream>
#include <stdexcept>

#include <doctest/doctest.h>

#include "base/utf8.hpp"

namespace kiosk::test {

namespace {

using form::Field;
using form::FieldKind;
using form::KeyAction;
using form::KeyFor;
using form::LayoutKey;

Field field(std::string id, FieldKind kind, std::string label, int columns = 12) {
    Field made;
    made.id = std::move(id), made.kind = kind, made.label = words(std::move(label)), made.columns = columns;
    made.required = FieldKind::Text <= kind && kind <= FieldKind::Choice;
    return made;
}

// "a", "<shift>", "x*1.5", "@?email": a row as a line of keys.
LayoutKey key_of(std::string word) {
    LayoutKey key;
    const auto cut = [&](char mark) {
        const auto at = word.find(mark, 1);
        if (at == std::string::npos) return std::string();
        std::string rest = word.substr(at + 1);
        word.resize(at);
        return rest;
    };
    if (const std::string fields = cut('?'); !fields.empty())
        key.used_for = fields == "email" ? KeyFor::Email : KeyFor::Others;
    if (const std::string width = cut('*'); !width.empty()) key.width = std::stof(width);
    const std::map<std::string, KeyAction> actions{
        {"<shift>", KeyAction::Shift},     {"<backspace>", KeyAction::Backspace},
        {"<next>", KeyAction::Next},       {"<symbols>", KeyAction::Symbols},
        {"<letters>", KeyAction::Letters}, {"<accents>", KeyAction::Accents},
        {"<space>", KeyAction::Space}};
    if (const auto found = actions.find(word); found != actions.end())
        key.action = found->second;
    else
        key.output = word;
    return key;
}

form::LayoutPage page_of(const std::vector<std::string>& rows) {
    form::LayoutPage page;
    for (const std::string& row : rows) {
        page.rows.emplace_back();
        std::istringstream keys(row);
        for (std::string word; keys >> word;) page.rows.back().push_back(key_of(word));
    }
    return page;
}

bool covers_all(const scene::HitMap::Target& target) {
    return target.rect.width > 1000 && target.rect.height > 1000;
}

} // namespace

void check_targets(const scene::HitMap& hits, const scene::Look& look) {
    const Size size = scene::canvas(look.orientation);
    const auto& targets = hits.targets();
    for (std::size_t i = 0; i < targets.size(); ++i) {
        const Rect& rect = targets[i].rect;
        CAPTURE(static_cast<int>(targets[i].control.kind));
        CAPTURE(targets[i].control.index);
        CAPTURE(targets[i].control.part);
        CAPTURE(rect.x);
        CAPTURE(rect.y);
        CAPTURE(rect.width);
        CAPTURE(rect.height);
        CHECK(rect.width >= 87.99F);
        CHECK(rect.height >= 87.99F);
        CHECK(rect.x >= 0);
        CHECK(rect.right() <= size.width);
        CHECK(rect.y >= 0);
        CHECK(rect.bottom() <= size.height);
        if (covers_all(targets[i])) continue;
        for (std::size_t j = i + 1; j < targets.size(); ++j) {
            if (covers_all(targets[j])) continue;
            CAPTURE(static_cast<int>(targets[j].control.kind));
            CAPTURE(targets[j].control.index);
            CAPTURE(targets[j].rect.x);
            CAPTURE(targets[j].rect.y);
            const Rect both = intersection(rect, targets[j].rect);
            CHECK((both.empty() || both.width < 1 || both.height < 1));
        }
    }
}

form::Definition pledge_form() {
    form::Definition form;
    form.id = "pledge", form.pledge_field = "way", form.amount_field = "amount";
    Field way = field("way", FieldKind::Choice, "");
    way.options = {{"monthly", words("Give every month"), words("Help that keeps going"), "",
                    words("How much each month?")},
                   {"once", words("Give once"), words("One gift, today"), "", words("How much once?")},
                   {"news", words("Stay in touch"), words("Hear how to help, no gift now"), ""}};
    Field amount = field("amount", FieldKind::Amount, "How much would you like to give?");
    amount.amounts = {500, 1000, 2000, 5000}, amount.other = true, amount.amount_max = 1'000'000;
    amount.show_if = form::ShowIf{"way", {"monthly", "once"}};
    Field note = field("note", FieldKind::Note, "");
    note.declaration =
        words("No payment is taken at this screen. The charity will write to you to set up your gift.");
    Field email = field("email", FieldKind::Email, "Email", 6);
    email.help = words("We write once to confirm your pledge.");
    Field contact = field("contact", FieldKind::Consent, "");
    contact.basis = "consent", contact.declaration = words("How may we contact you?");
    contact.options = {{"email", words("Email"), {}, ""},
                       {"phone", words("Phone"), {}, "phone"},
                       {"post", words("Post"), {}, ""}};
    Field gift = field("gift_aid", FieldKind::GiftAid, "Add Gift Aid");
    gift.declaration =
        words("I pay UK tax, and we may claim tax back on my gifts. If I pay less tax in a year than "
              "charities claim on my gifts, I will make it up.");
    Field house = field("house", FieldKind::Text, "House name or number", 6);
    Field postcode = field("postcode", FieldKind::Postcode, "Postcode", 6);
    house.show_if = postcode.show_if = form::ShowIf{"gift_aid", {"yes"}};
    form.steps = {{"how", words("How would you like to help?"), false, {way, amount, note}},
                  {"who",
                   words("Where can\nwe reach you?"),
                   false,
                   {field("first", FieldKind::Name, "First name", 3),
                    field("last", FieldKind::Name, "Last name", 3), email}},
                  {"confirm",
                   words("Check and confirm"),
                   true,
                   {contact, field("phone", FieldKind::Phone, "Phone", 6), gift, house, postcode}}};
    form.pledge_title = words("Your pledge");
    form.frequency = {{"monthly", words("every month")}, {"once", words("once")}};
    form.confirm = words("Confirm my pledge");
    form.footnote = words("Your details are for the charity only. They leave this screen when you finish.");
    form.privacy_title = words("How we use your details");
    form.privacy_body =
        words("We ask for your name and email to write to you about your pledge.\n\nThey go to nobody "
              "else. We keep them for as long as you give, and seven years more.\n\nWrite to us at any "
              "time to have them changed or removed.");
    return form;
}

form::KeyboardLayout english_keyboard() {
    form::KeyboardLayout layout;
    layout.language = "en";
    layout.letters = page_of(
        {"q w e r t y u i o p <backspace>", "a s d f g h j k l <next>*2", "<shift> z x c v b n m - \u2019 .",
         "<symbols>*1.5 @?email <accents>?others <space>*5.5 .com*1.5?email .co.uk*1.5?email "
         ",*1.5?others /*1.5?others"});
    layout.symbols =
        page_of({"1 2 3 4 5 6 7 8 9 0 <backspace>", "@ # & + - _ ( ) / <next>*2",
                 "! \u2019 \" : ; , . = % $ +", "<letters>*1.5 <accents> <space>*5.5 .*1.5 ,*1.5"});
    layout.accents = page_of({"\u00E1 \u00E0 \u00E2 <letters>"});
    layout.portrait_letters =
        page_of({"q w e r t y u i o p", "a s d f g h j k l", "<shift>*1.5 z x c v b n m <backspace>*1.5",
                 "<symbols>*1.5 @?email <accents>?others <space>*2 . .com*1.5?email "
                 "-*1.5?others <next>*3"});
    layout.portrait_symbols =
        page_of({"1 2 3 4 5 6 7 8 9 0", "<letters>*1.5 + <space>*2 <backspace>*1.5 <next>*3"});
    layout.number_pad = page_of({"1 2 3", "4 5 6", "7 8 9", ". 0 <backspace> <next>"});
    return layout;
}

FormStage::FormStage(scene::Look chosen) : look(std::move(chosen)) {
    stage.deck.form = *definition;
    stage.deck.charity = words("A charity for tests");
    stage.deck.languages = {{"en", "English"}, {"cy", "Cymraeg"}, {"fil", "Filipino"}};
    if (!form.open(definition)) throw std::runtime_error("the form of the tests does not open");
    keyboard.set_layout(layout, look.orientation == scene::Orientation::Portrait);
}

void FormStage::focus(std::string_view id) {
    form.focus(at(id));
    keyboard.follow(form);
}

void FormStage::fill(std::string_view id, std::string_view text) {
    focus(id);
    if (!form.type(text)) throw std::runtime_error("not typed");
}

void FormStage::leave() {
    form.leave_field();
    keyboard.follow(form);
}

void FormStage::to_step_two() {
    form.choose(at("way"), 0), form.choose(at("amount"), 1);
    form.next_step();
    keyboard.follow(form);
}

void FormStage::to_step_three() {
    to_step_two();
    fill("first", "Sam"), fill("last", "Carter"), fill("email", "sam.carter@example.org");
    form.next_step();
    keyboard.follow(form);
}

void FormStage::draw(const std::string& name, scene::FormMoment moment) {
    // Twice: what comes in over time has come when it is looked at.
    for (int look_again = 0; look_again < 2; ++look_again) {
        list.clear(), hits.clear();
        screen.draw(list, &hits, context(), form, keyboard, feel, moment);
        moment.now = moment.now + seconds(1);
    }
    if (!name.empty()) save(name);
}

void FormStage::save(const std::string& name) {
    (look.orientation == scene::Orientation::Portrait ? portrait_ : landscape_).save(list, "form-" + name);
}

void FormStage::use_shipped(const std::string& language, const std::string& folder) {
    stage.deck = *deck_of(folder, stage.assets);
    definition = std::make_shared<form::Definition>(stage.deck.form);
    look.language = language;
    for (const form::KeyboardLayout& each : stage.assets.keyboards)
        if (each.language == language) layout = each;
    keyboard = {};
    keyboard.set_layout(layout, look.orientation == scene::Orientation::Portrait);
    if (!form.open(definition)) throw std::runtime_error("the shipped form does not open");
    keyboard.follow(form);
}

void FormStage::lengthen() {
    const auto longer = [](Localised& localised) {
        for (auto& [tag, text] : localised.entries) {
            const std::size_t letters = count_code_points(text);
            if (letters < 2 || text.find('{') != std::string::npos) continue;
            std::string tail;
            for (std::size_t i = 0; i < letters * 2 / 5; ++i) tail += i % 7 == 3 ? ' ' : "eanoril"[i % 7];
            text += tail;
        }
    };
    deck::Words words_of_all;
    for (const auto& [key, localised] : stage.assets.words.all()) {
        Localised longer_words = localised;
        if (key != "chrome.text" && key.rfind("keyboard.", 0) != 0) longer(longer_words);
        words_of_all.set(key, longer_words);
    }
    stage.assets.words = words_of_all;
    auto stretched = std::make_shared<form::Definition>(*definition);
    for (form::Step& step : stretched->steps) {
        longer(step.title);
        for (Field& each : step.fields) {
            longer(each.label), longer(each.help), longer(each.declaration);
            for (form::Option& option : each.options) longer(option.label), longer(option.hint);
        }
    }
    longer(stretched->confirm), longer(stretched->footnote), longer(stretched->pledge_title);
    definition = stretched;
    stage.deck.form = *stretched;
    if (!form.open(definition)) throw std::runtime_error("the longer form does not open");
    keyboard.follow(form);
}

} // namespace kiosk::test
