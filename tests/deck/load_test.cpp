#include <doctest/doctest.h>

#include "deck/parse_toml.hpp"
#include "findings.hpp"

using namespace kiosk;
using namespace kiosk::deck;

TEST_CASE("the small deck has no finding") {
    const LoadedDeck loaded = load_small(small_deck());
    CHECK(all_of(loaded.diagnostics) == "");
    REQUIRE(loaded.deck != nullptr);
    CHECK(std::get<Lights>(loaded.deck->slides[0].kind).count == 12);
}

TEST_CASE("each mistake in a deck is named with its place and what to write instead") {
    should_fail(
        "deck.toml", "charity_short", "charity_shrot",
        "deck.toml:3:1: error: expected a key of deck.toml, found \"charity_shrot\"; write charity_short");
    should_fail("deck.toml", "kind = \"lights\"", "kind = \"lihgts\"",
                "deck.toml:6:8: error: kind: expected \"rise\"");
    should_fail("deck.toml", "kind = \"lights\"", "kind = \"lihgts\"", "; write kind = \"lights\" [value]");
    should_fail("deck.toml", "kind = \"lights\"", "kind = \"sun\"", "; write one of these [value]");
    should_fail(
        "deck.toml", "fact = \"found\"", "fact = \"fuond\"",
        "deck.toml:7:8: error: expected the id of a fact in facts.toml, found \"fuond\"; write \"found\"");
    should_fail("deck.toml", "fact = \"found\"\n", "", "expected fact, whose number is the number of lights");
    should_fail("deck.toml", "noun = \"found\"\n", "",
                "deck.toml:4:1: error: expected noun in kind lights, found none");
    should_fail("deck.toml", "id = \"ask\"", "id = \"hope\"", "[double-id]");
    should_fail("deck.toml", "id = \"ask\"", "id = \"The ask\"", "expected a name of a-z");
    should_fail("deck.toml", "button = \"Help\"", "button = 5",
                "deck.toml:17:10: error: button: expected text, found a whole number");
    should_fail("deck.toml", "kind = \"ask\"", "kind = \"ask\"\ncause = \"x\"",
                "expected the id of a [[cause]]");
    should_fail("facts.toml", "source = \"Us\"\n", "",
                "facts.toml:1:1: error: expected source in [[fact]], found none");
    should_fail("facts.toml", "value = \"12\"", "value = \"twelve\"",
                "facts.toml:4:9: error: value: expected a number");
    should_fail("facts.toml", "value = \"12\"", "value = \"1/2\"",
                "expected one with a whole number from 1 to 400");
    should_fail("help.toml", "call = \"999\"\n", "", "help.toml:3:1: error: expected call in [emergency]");
    should_fail("form.toml", "kind = \"email\"", "kind = \"consent\"",
                "expected basis of the form for \"email\"");
    should_fail("form.toml", "label = \"Email\"", "label = \"Email\"\npattern = \"(\"",
                "expected an ECMAScript regular expression");
    should_fail("form.toml", "label = \"Email\"",
                "label = \"Email\"\nshow_if = { field = \"emial\", values = [\"a\"] }",
                "expected the id of a field, found \"emial\"; write \"email\"");
    should_fail("form.toml", "id = \"form\"", "id = \"form", "form.toml:1:");
}

TEST_CASE("one mistake is told once, and never takes translations for mistakes") {
    const auto told = [](const char* from, const char* to) {
        MemoryFiles files = small_deck();
        files.set("lang/cy.toml", "name = \"Cymraeg\"\n[deck]\ncharity_short = \"E\"\n[slide.hope]\n"
                                  "title = \"Mwy na 12.\"\nnoun = \"12\"\n");
        std::string& text = files.at("deck.toml");
        text.replace(text.find(from), std::string_view(from).size(), to);
        std::vector<std::string> errors;
        for (const Diagnostic& one : load_small(files).diagnostics)
            if (one.severity == Severity::Error) errors.push_back(to_text(one));
        return errors;
    };
    for (const auto& slip : {std::pair{"kind = \"lights\"", "kind = \"lihgts\""},
                             {"title = \"Over 12", "titel = \"Over 12"},
                             {"noun =", "nuon ="},
                             {"charity_short", "charity_shrot"}}) {
        const auto errors = told(slip.first, slip.second);
        CAPTURE(slip.second);
        REQUIRE(!errors.empty());
        CHECK(errors.size() == 1);
        CAPTURE(errors.back());
        CHECK(errors.front().starts_with("deck.toml:"));
    }
    const auto unknown = told("title = \"Over 12", "title = \"Over 12"); // no mistake: nothing is doubted
    CHECK(unknown.empty());
    MemoryFiles files = small_deck();
    files.set("lang/cy.toml", "name = \"Cymraeg\"\n[slide.hope]\ntilte = \"Mwy na 12.\"\n");
    CHECK(all_of(load_small(files).diagnostics).find("write slide.hope.title") != std::string::npos);
}

TEST_CASE("conditions that can never hold, Gift Aid without an address and countries unknown are mistakes") {
    const std::string ticks = "label = \"Email\"\n[[step.field]]\nid = \"adult\"\nkind = \"affirmation\"\n"
                              "declaration = \"I am 18 or over.\"\n";
    should_fail("form.toml", "label = \"Email\"",
                "label = \"Email\"\n[[step.field]]\nid = \"a\"\nkind = \"text\"\nlabel = \"A\"\n"
                "show_if = { field = \"email\", values = [\"x\"] }",
                "expected a field that is chosen or ticked, found \"email\"");
    should_fail("form.toml", "label = \"Email\"",
                ticks + "[[step.field]]\nid = \"a\"\nkind = \"text\"\nlabel = \"A\"\n"
                        "show_if = { field = \"adult\", values = [\"on\"] }",
                "expected a value of \"adult\", found \"on\"; write \"yes\"");
    // Two that wait for each other would ask each other for ever.
    should_fail("form.toml", "label = \"Email\"",
                ticks +
                    "show_if = { field = \"grown\", values = [\"yes\"] }\n[[step.field]]\nid = \"grown\"\n"
                    "kind = \"affirmation\"\ndeclaration = \"I am grown up.\"\n"
                    "show_if = { field = \"adult\", values = [\"yes\"] }",
                "expected a field that does not wait for \"adult\" itself");
    should_fail(
        "form.toml", "label = \"Email\"",
        "label = \"Email\"\n[[step.field]]\nid = \"gift\"\nkind = \"gift-aid\"\nlabel = \"Gift Aid\"\n"
        "declaration = \"I pay tax.\"",
        "expected a required house name or number and a required postcode");
    should_fail("form.toml", "kind = \"email\"", "kind = \"phone\"\nregion = \"XX\"",
                "expected the two letters of a country, found \"XX\"");
}

TEST_CASE("amounts may be in another currency for those who open the form in another language") {
    const MemoryFiles files = changed(
        "form.toml", "label = \"Email\"",
        "label = \"Email\"\n[[step.field]]\nid = \"amount\"\nkind = \"amount\"\nlabel = \"How much?\"\n"
        "amounts = [500]\n[[step.field.in_language]]\nlanguage = \"fil\"\ncurrency = \"PHP\"\n"
        "amounts = [20000]\n");
    const LoadedDeck loaded = load_small(files);
    REQUIRE_MESSAGE(loaded.deck != nullptr, all_of(loaded.diagnostics));
    const form::Field* amount = loaded.deck->form.find("amount");
    REQUIRE(amount != nullptr);
    REQUIRE(amount->by_language.size() == 1);
    CHECK(amount->by_language[0].currency == "PHP");
    CHECK(amount->by_language[0].amounts == std::vector<std::int64_t>{20'000});
    should_fail(
        "form.toml", "label = \"Email\"",
        "label = \"Email\"\n[[step.field]]\nid = \"amount\"\nkind = \"amount\"\nlabel = \"How much?\"\n"
        "amounts = [500]\n[[step.field.in_language]]\nlanguage = \"fil\"\ncurrency = \"PHP\"\n"
        "amounts = [5]\n",
        "amounts: expected 100 to 1000000, found 5");
}

TEST_CASE("all mistakes come at once, from all files") {
    MemoryFiles files = changed("deck.toml", "charity =", "chraity =");
    files.at("facts.toml") += "sorce = \"x\"\n";
    files.at("help.toml").replace(0, 5, "tilte");
    files.remove("form.toml");
    const std::string text = all_of(load_small(files).diagnostics);
    for (const char* part :
         {"write charity [", "write source [", "write title [", "form.toml: error: expected this file"})
        CHECK_MESSAGE(text.find(part) != std::string::npos, part);
}

TEST_CASE("a language is offered only when it is complete") {
    MemoryFiles files = small_deck();
    const std::string half = "name = \"Cymraeg\"\n[slide.hope]\ntitle = \"Dros 12.\"\n";
    files.set("lang/cy.toml", half);
    const LoadedDeck loaded = load_small(files);
    REQUIRE(loaded.deck != nullptr);
    CHECK(loaded.deck->languages.size() == 1);
    const std::string text = all_of(loaded.diagnostics);
    CHECK(text.find("lang/cy.toml: warning: expected every text of the deck") != std::string::npos);
    CHECK(text.find("slide.hope.noun") != std::string::npos);
    CHECK(loaded.deck->slides[0].title.in("cy") == "Dros 12.");
    files.set("lang/cy.toml", half + "titel = \"x\"\n");
    CHECK(
        all_of(load_small(files).diagnostics).find("lang/cy.toml:4:9: error: expected the path of a text") !=
        std::string::npos);
}

TEST_CASE("a fact that has expired takes its slide out, or leaves its fallback") {
    MemoryFiles files = changed("facts.toml", "source = \"Us\"", "source = \"Us\"\nexpires = 2026-12-31");
    std::string& slides = files.at("deck.toml");
    slides.erase(slides.find("facts ="), std::string_view("facts = [\"found\"]\n").size());
    CHECK(load_small(files, "2026-12-30").diagnostics.empty());
    const LoadedDeck gone = load_small(files, "2026-12-31");
    CHECK(all_of(gone.diagnostics).find("which expired on 2026-12-31") != std::string::npos);
    REQUIRE(gone.deck != nullptr);
    CHECK_FALSE(gone.deck->slides[0].enabled);
    files.at("deck.toml")
        .replace(files.at("deck.toml").find("noun"), 0, "fallback_title = \"More are found.\"\n");
    const LoadedDeck kept = load_small(files, "2027-01-01");
    REQUIRE(kept.deck != nullptr);
    CHECK(kept.deck->slides[0].enabled);
    CHECK(kept.deck->slides[0].title.in("en") == "More are found.");
    CHECK(std::holds_alternative<Statement>(kept.deck->slides[0].kind));
}

TEST_CASE(
    "the version of a deck changes with any file, that of its form only with the form and its languages") {
    const LoadedDeck first = load_small(small_deck());
    const LoadedDeck deck = load_small(changed("deck.toml", "A charity", "B charity"));
    const LoadedDeck form = load_small(changed("form.toml", "We keep it", "We hold it"));
    CHECK(first.deck->version != deck.deck->version);
    CHECK(first.deck->form.version == deck.deck->form.version);
    CHECK(first.deck->version != form.deck->version);
    CHECK(first.deck->form.version != form.deck->form.version);
}

TEST_CASE("a deck's theme changes what it names, and leaves high contrast alone") {
    MemoryFiles files = small_deck();
    files.set("theme.toml", "accent = \"#4FD1FF\"\n[night]\ntext_2 = \"#B0B0B0\"\n");
    const LoadedDeck loaded = load_small(files);
    REQUIRE(loaded.deck != nullptr);
    CHECK(loaded.deck->theme.palette(Contrast::Standard, Ground::Night).accent ==
          Colour{0x4F, 0xD1, 0xFF, 255});
    CHECK(loaded.deck->theme.palette(Contrast::Standard, Ground::Night).text_2 ==
          Colour{0xB0, 0xB0, 0xB0, 255});
    CHECK(loaded.deck->theme.palette(Contrast::High, Ground::Night).text_2 == Colour{0xFF, 0xFF, 0xFF, 255});
}

// ---- hostile text

namespace {

std::string finding(std::string_view text) {
    Diagnostics diagnostics;
    const auto root = parse_toml(text, "x.toml", diagnostics);
    CHECK(root.has_value() == diagnostics.empty());
    return all_of(diagnostics);
}
std::string repeated(std::string_view part, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += part;
    return out;
}

} // namespace

TEST_CASE("200,000 dotted keys are refused before the parser sees them") {
    CHECK(finding("a" + repeated(".a", 100'000) + " = 1").find("names of at most 16 parts") !=
          std::string::npos);
    CHECK(finding("[a" + repeated(".a", 100'000) + "]").find("names of at most 16 parts") !=
          std::string::npos);
    CHECK(finding("a" + repeated(".a", 200'000) + " = 1").find("expected at most 256 KiB") !=
          std::string::npos);
}

TEST_CASE("nesting, dots and size hold at the limit and not one past it") {
    CHECK(finding("a = " + repeated("[", 16) + repeated("]", 16)) == "");
    CHECK(finding("a = " + repeated("[", 17) + repeated("]", 17)).find("at most 16 deep") !=
          std::string::npos);
    CHECK(finding("a = " + repeated("[", 100'000)).find("x.toml:1:21: error:") != std::string::npos);
    CHECK(finding("a" + repeated(".a", 15) + " = 1") == "");
    CHECK(finding("a" + repeated(".a", 16) + " = 1").find("16 parts") != std::string::npos);
    const std::string head = "a = 1\n#";
    CHECK(finding(head + std::string(toml_bytes_max - head.size(), 'x')) == "");
    CHECK(finding(head + std::string(toml_bytes_max - head.size() + 1, 'x')) != "");
}

TEST_CASE("brackets and dots inside of text and comments are no structure") {
    CHECK(finding("a = \"" + repeated("[.", 40) + "\"\nb = '" + repeated("{.", 40) + "'\n# " +
                  repeated("[.", 40)) == "");
    CHECK(finding("a = \"\"\"\n" + repeated("[.\n", 40) + "\\\"\"\"\"\nb = 1") == "");
    CHECK(finding("a = \"" + repeated("\\\"[", 40) + "\"") == "");
    CHECK(finding("a = '''" + repeated("[", 40) + "''''\nb = 2") == "");
}

TEST_CASE("NUL bytes and what is no UTF-8 are refused with their place") {
    CHECK(finding(std::string("a = 1\nb\0 = 2", 12)).find("x.toml:2:2: error: expected text without NUL") !=
          std::string::npos);
    CHECK(finding("a = \"\xC3\x28\"").find("x.toml:1:6: error: expected UTF-8") != std::string::npos);
    CHECK(finding("a = \"\xEF\xBF\xBD\"") == ""); // the replacement character itself is a character
    CHECK(finding("a = \"\xFF\"") != "");
}

TEST_CASE("a syntax error names its line") {
    CHECK(finding("a = 1\nb = \n").find("x.toml:2:") != std::string::npos);
    CHECK(finding("a = 1\na = 2\n").find("x.toml:2:") != std::string::npos);
}

TEST_CASE("the lawful basis is set once for a form; a question may ask for more than soft opt-in") {
    const std::string top = "id = \"form\"\n", email = "kind = \"email\"\nlabel = \"Email\"\n";
    const auto form_with = [&](const std::string& of_form, const std::string& of_field,
                               const std::string& channel) {
        MemoryFiles files = changed("form.toml", top, top + of_form);
        std::string& form = files.at("form.toml");
        form.replace(form.find(email), email.size(),
                     "kind = \"consent\"\ndeclaration = \"We may write by:\"\n" + of_field +
                         "[[step.field.option]]\nvalue = \"" + channel + "\"\nlabel = \"So\"\n");
        return load_small(files);
    };
    const std::string consent = "basis = \"consent\"\n", soft = "basis = \"soft-opt-in\"\n";
    const auto basis = [&](const LoadedDeck& loaded) {
        return loaded.deck ? loaded.deck->form.find("email")->basis : all_of(loaded.diagnostics);
    };
    CHECK(basis(form_with(consent, "", "phone")) == "consent");
    CHECK(basis(form_with(soft, "", "email")) == "soft-opt-in");
    CHECK(basis(form_with(soft, consent, "phone")) == "consent");
    CHECK(basis(form_with("", consent, "phone")) == "consent"); // as forms had it before
    const auto finds = [&](const LoadedDeck& loaded, std::string_view part) {
        CAPTURE(all_of(loaded.diagnostics));
        return !loaded.deck && all_of(loaded.diagnostics).find(part) != std::string::npos;
    };
    CHECK(finds(form_with(consent, soft, "email"), "expected that of the form, \"consent\""));
    CHECK(finds(form_with(soft, "", "post"), "expected email or text under soft opt-in, found \"post\""));
    CHECK(finds(form_with("", "", "email"), "expected basis of the form"));
}
