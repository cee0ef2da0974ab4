#include <doctest/doctest.h>

#include <random>

#include "form_support.hpp"

namespace kiosk::form {

namespace {

struct Typist {
    FormState form;
    KeyboardLayout layout = small_layout();
    Keyboard keyboard;
    Instant now{1'000'000};

    Typist() {
        REQUIRE(form.open(std::make_shared<Definition>(pledge_form())));
        form.choose(form.index_of("way"), 2);
        REQUIRE(form.next_step().outcome == Advance::Outcome::Moved);
        keyboard.set_layout(layout, false);
    }
    void focus(std::string_view id) {
        form.focus(form.index_of(id));
        keyboard.follow(form);
    }
    template <typename What> int key(What what) const {
        const int index = index_of_key(keyboard, what);
        REQUIRE(index >= 0);
        return index;
    }
    template <typename What> void tap(What what) {
        keyboard.down(1, key(what), now, form);
        now = now + milliseconds(60);
        keyboard.up(1, now, form);
    }
    SecretText typed() const { return form.typed(form.focused()); }
};

} // namespace

TEST_CASE("A key acts when the finger is lifted, not before") {
    Typist typist;
    typist.focus("email");
    typist.keyboard.down(7, typist.key("s"), typist.now, typist.form);
    CHECK(typist.typed().empty());
    CHECK(typist.keyboard.pressed(typist.key("s")));
    typist.keyboard.up(7, typist.now, typist.form);
    CHECK(typist.typed() == "s");
    CHECK_FALSE(typist.keyboard.pressed(typist.key("s")));
}

TEST_CASE("Sliding off a key cancels it for good") {
    Typist typist;
    typist.focus("email");
    typist.keyboard.down(1, typist.key("s"), typist.now, typist.form);
    typist.keyboard.moved(1, false);
    typist.keyboard.moved(1, true);
    typist.keyboard.up(1, typist.now, typist.form);
    CHECK(typist.typed().empty());
}

TEST_CASE("A second key going down commits the first, and neither comes twice") {
    Typist typist;
    typist.focus("email");
    typist.keyboard.down(1, typist.key("s"), typist.now, typist.form);
    typist.keyboard.down(2, typist.key("a"), typist.now, typist.form);
    CHECK(typist.typed() == "s");
    typist.keyboard.up(1, typist.now, typist.form);
    CHECK(typist.typed() == "s");
    typist.keyboard.up(2, typist.now, typist.form);
    CHECK(typist.typed() == "sa");
}

TEST_CASE("A palm of five fingers types nothing and leaves the keyboard usable") {
    Typist typist;
    typist.focus("email");
    for (int finger = 1; finger <= 5; ++finger) typist.keyboard.down(finger, finger, typist.now, typist.form);
    const std::size_t before = typist.typed().size();
    for (int finger = 1; finger <= 5; ++finger) typist.keyboard.up(finger, typist.now, typist.form);
    CHECK(typist.typed().size() == before);
    CHECK(before <= 1); // the first two look like thumbs until the third comes
    typist.tap("x");
    CHECK(typist.typed().size() == before + 1);
}

TEST_CASE("Shift counts for one letter, and a name starts with a capital by itself") {
    Typist typist;
    typist.focus("first");
    CHECK(typist.keyboard.shift() == Shift::Once);
    typist.tap("m"), typist.tap("a"), typist.tap(KeyAction::Space), typist.tap("b"), typist.tap("c");
    CHECK(typist.typed() == "Ma Bc");
    typist.tap(KeyAction::Shift), typist.tap("d"), typist.tap("e");
    CHECK(typist.typed() == "Ma BcDe");
    typist.tap(KeyAction::Shift), typist.tap(KeyAction::Shift), typist.tap("f"), typist.tap("g");
    CHECK(typist.typed() == "Ma BcDeFG");
    typist.tap(KeyAction::Shift), typist.tap("h");
    CHECK(typist.typed() == "Ma BcDeFGh");
}

TEST_CASE("The visitor's shift takes the automatic capital back") {
    Typist typist;
    typist.focus("last");
    typist.tap(KeyAction::Shift), typist.tap("v");
    CHECK(typist.typed() == "v");
}

TEST_CASE("Erasing the capital brings it back") {
    Typist typist;
    typist.focus("last");
    typist.tap("v"), typist.tap(KeyAction::Backspace);
    CHECK(typist.keyboard.shift() == Shift::Once);
}

TEST_CASE("An accent comes from its own face, which goes back to the letters") {
    Typist typist;
    typist.focus("last");
    typist.tap("n"), typist.tap(KeyAction::Accents);
    CHECK(typist.keyboard.face() == Face::Accents);
    typist.tap("\u00F1");
    CHECK(typist.keyboard.face() == Face::Letters);
    CHECK(typist.typed() == "N\u00F1");
}

TEST_CASE("In a script of its own email begins with Latin letters, which stay, and names do not") {
    Typist typist;
    typist.layout.latin_accents = true; // here they are the accents
    typist.focus("email");
    CHECK(typist.keyboard.face() == Face::Accents);
    typist.tap("\u00F1"), typist.tap("\u00F1");
    CHECK(typist.keyboard.face() == Face::Accents);
    CHECK(typist.typed() == "\u00F1\u00F1");
    typist.focus("last");
    CHECK(typist.keyboard.face() == Face::Letters);
    // Who changes to such a language in the middle of an address goes on with Latin letters.
    typist.focus("email");
    KeyboardLayout other = small_layout();
    typist.keyboard.set_layout(other, false);
    CHECK(typist.keyboard.face() == Face::Letters);
    typist.keyboard.set_layout(typist.layout, false);
    CHECK(typist.keyboard.face() == Face::Accents);
}

TEST_CASE("Keys for email do nothing in other fields, and know what is there in theirs") {
    Typist typist;
    typist.focus("first");
    typist.tap("@");
    CHECK(typist.typed().empty());
    typist.focus("email");
    typist.tap(".com"), typist.tap("@");
    CHECK(typist.typed() == "@");
    typist.tap("@"), typist.tap("."), typist.tap(".com");
    CHECK(typist.typed() == "@");
    typist.tap("x"), typist.tap("."), typist.tap("."), typist.tap(".com");
    CHECK(typist.typed() == "@x.com");
    typist.tap(".com"), typist.tap(KeyAction::Space);
    CHECK(typist.typed() == "@x.com");
}

TEST_CASE("Email keys look at both sides of the caret") {
    CHECK(email_aware(".", "sam", ".com") == "");
    CHECK(email_aware(".com", "sam@x.", "") == "com");
    CHECK(email_aware(".com", "sam@x", "") == ".com");
    CHECK(email_aware("@", "", "@x") == "");
    CHECK(email_aware("\u2019", "o", "") == "'");
    CHECK(email_aware("", "o", "") == "");
}

TEST_CASE("Next walks through the fields and Done lets the keyboard go") {
    Typist typist;
    typist.focus("first");
    typist.tap("a"), typist.tap(KeyAction::Next);
    CHECK(typist.form.focused() == typist.form.index_of("last"));
    CHECK(typist.keyboard.is_up());
    typist.tap("b"), typist.tap(KeyAction::Next), typist.tap(KeyAction::Next);
    CHECK(typist.form.focused() == -1);
    CHECK_FALSE(typist.keyboard.is_up());
}

TEST_CASE(
    "A held backspace repeats after half a second, and a jump of the clock erases no more than the field") {
    Typist typist;
    typist.focus("email");
    for (int i = 0; i < 9; ++i) typist.tap("x");
    CHECK(typist.keyboard.next_change() == Instant::never());
    typist.keyboard.down(1, typist.key(KeyAction::Backspace), typist.now, typist.form);
    CHECK(typist.keyboard.next_change() == typist.now + Keyboard::repeat_after);
    typist.keyboard.tick(typist.now + milliseconds(499), typist.form);
    CHECK(typist.typed().size() == 9);
    typist.keyboard.tick(typist.now + milliseconds(580), typist.form);
    CHECK(typist.typed().size() == 7);
    typist.keyboard.up(1, typist.now + milliseconds(590), typist.form);
    CHECK(typist.typed().size() == 7);
    typist.keyboard.down(1, typist.key(KeyAction::Backspace), typist.now, typist.form);
    typist.keyboard.tick(typist.now + seconds(86'400), typist.form);
    CHECK(typist.typed().empty());
    typist.keyboard.up(1, typist.now + seconds(86'400), typist.form);
}

TEST_CASE("Phone fields start with figures, postcodes with capitals, amounts with the pad") {
    Typist typist;
    typist.form.clear();
    auto definition = std::make_shared<Definition>();
    definition->steps.resize(1);
    Field amount = make_field("amount", FieldKind::Amount);
    amount.other = true;
    definition->steps[0].fields = {make_field("phone", FieldKind::Phone),
                                   make_field("code", FieldKind::Postcode), amount};
    REQUIRE(typist.form.open(definition));
    typist.focus("phone");
    CHECK(typist.keyboard.face() == Face::Symbols);
    typist.focus("code");
    typist.tap("a"), typist.tap("b");
    CHECK(typist.typed() == "AB");
    typist.form.choose(typist.form.index_of("amount"), 0);
    typist.keyboard.follow(typist.form);
    CHECK(typist.keyboard.face() == Face::NumberPad);
    typist.tap("1"), typist.tap("0");
    CHECK(typist.typed() == "10");
}

TEST_CASE("Two thumbs typing at random lose and double nothing") {
    for (unsigned seed = 1; seed <= 20; ++seed) {
        CAPTURE(seed);
        std::mt19937 random(seed);
        Typist typist;
        typist.focus("email");
        std::string expected;
        std::vector<std::int64_t> down; // fingers on the glass, oldest first
        for (std::int64_t finger = 1; expected.size() < 90; ++finger) {
            if (down.size() == 2 || (!down.empty() && random() % 2 == 0)) {
                const std::size_t which = random() % down.size();
                typist.keyboard.up(down[which], typist.now, typist.form);
                down.erase(down.begin() + static_cast<std::ptrdiff_t>(which));
            }
            const char c = static_cast<char>('a' + random() % 26);
            typist.keyboard.down(finger, typist.key(std::string_view(&c, 1)), typist.now, typist.form);
            down.push_back(finger);
            expected += c;
            typist.now = typist.now + milliseconds(static_cast<std::int64_t>(random() % 200));
        }
        for (const std::int64_t finger : down) typist.keyboard.up(finger, typist.now, typist.form);
        CHECK(typist.typed() == expected);
    }
}

} // namespace kiosk::form
