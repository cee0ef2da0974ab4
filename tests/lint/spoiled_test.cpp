// Every rule of `check` is seen to fire on a deck of files that was spoiled for it, by the way that the
// command goes: load, check, lay out. The deck is sound before, so without its rule a case fails.
#include <functional>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "deck/check.hpp"
#include "deck/findings.hpp"
#include "deck/report.hpp"
#include "deck/settings.hpp"
#include "lint/lint.hpp"
#include "scene/stage.hpp"

using namespace kiosk;
using deck::MemoryFiles;

namespace {

constexpr std::string_view long_label = "Wednesday mornings and Thursday evenings";

void put(MemoryFiles& files, const std::string& file, std::string_view from, std::string_view to) {
    std::string& text = files.at(file);
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
}

struct Case {
    std::string rule;
    std::function<void(MemoryFiles&)> spoil;
    bool by_look = false; // found where slides are laid out
};

Case in(std::string rule, std::string file, std::string from, std::string to, bool by_look = false) {
    return {std::move(rule), [=](MemoryFiles& files) { put(files, file, from, to); }, by_look};
}

constexpr std::string_view help_title = "title = \"Help.\"";

std::vector<Case> by_files() {
    const std::string title{help_title};
    return {
        in("bounds", "deck.toml", title, title + "\na" + std::string(40, '.') + "b = 1"),
        in("syntax", "deck.toml", title, "title = "),
        in("unknown-key", "deck.toml", title, title + "\nsecnods = 9"),
        in("value", "deck.toml", title, title + "\nseconds = \"nine\""),
        in("missing-key", "deck.toml", "description = \"Help.\"\n", ""),
        {"missing-file", [](MemoryFiles& files) { files.remove("form.toml"); }},
        in("double-id", "deck.toml", "id = \"ask\"", "id = \"hope\""),
        in("unknown-name", "deck.toml", "fact = \"found\"", "fact = \"fuond\""),
        in("count", "deck.toml", "[[slide]]\nid = \"ask\"",
           "[[slide]]\nid = \"new\"\nkind = \"bars\"\ntitle = \"New.\"\ndescription = \"New.\"\n"
           "[[slide.series]]\nlabel = \"a\"\n[[slide.series]]\nlabel = \"b\"\n"
           "[[slide.bar]]\nlabel = \"c\"\nfacts = [\"found\"]\n[[slide]]\nid = \"ask\""),
        {"csv",
         [](MemoryFiles& files) {
             files.set("data/x.csv", "a,b\n1\n");
             put(files, "facts.toml", "[[fact]]",
                 "[[data]]\nid = \"d\"\nfile = \"data/x.csv\"\nsource = \"Us\"\n[[fact]]");
         }},
        in("circle", "form.toml", "label = \"Email\"",
           "label = \"Email\"\n[[step.field]]\nid = \"a\"\nkind = \"affirmation\"\ndeclaration = \"A\"\n"
           "show_if = { field = \"b\", values = [\"yes\"] }\n[[step.field]]\nid = \"b\"\n"
           "kind = \"affirmation\"\ndeclaration = \"B\"\nshow_if = { field = \"a\", values = [\"yes\"] }"),
        in("gift-aid", "form.toml", "label = \"Email\"",
           "label = \"Email\"\n[[step.field]]\nid = \"a\"\nkind = \"gift-aid\"\nlabel = \"A\"\n"
           "declaration = \"A\""),
        {"no-slides",
         [](MemoryFiles& files) {
             put(files, "deck.toml", "id = \"hope\"", "id = \"hope\"\nenabled = false");
             put(files, "deck.toml", "id = \"ask\"", "id = \"ask\"\nenabled = false");
         }},
        {"translation-missing",
         [](MemoryFiles& files) { files.set("lang/cy.toml", "language_name = \"C\"\n"); }},
        in("expired", "facts.toml", "source = \"Us\"", "source = \"Us\"\nexpires = 2020-01-01"),
        {"contrast", [](MemoryFiles& files) { files.set("theme.toml", "[night]\ntext = \"#101830\"\n"); }},
        in("reading-time", "deck.toml", title, "seconds = 4\ntitle = \"a b c d e f g h i j\""),
        in("title-length", "deck.toml", title, "title = \"a b c d e f g h i j k l m n o p q\""),
        in("caution-term", "deck.toml", title, "title = \"A bad word.\""),
        in("no-source", "deck.toml", "facts = [\"found\"]\n", ""),
        {"fact-unused",
         [](MemoryFiles& files) {
             files.at("facts.toml") += "[[fact]]\nid = \"more\"\nsays = \"More.\"\nsource = \"Us\"\n";
         }},
        {"no-hope",
         [](MemoryFiles& files) {
             put(files, "deck.toml", "kind = \"lights\"\nfact = \"found\"",
                 "kind = \"rise\"\nfacts = [\"found\"]");
             put(files, "deck.toml", "noun = \"found\"\n", "");
         }},
        {"no-ask",
         [](MemoryFiles& files) {
             put(files, "deck.toml", "kind = \"ask\"", "kind = \"statement\"");
             put(files, "deck.toml", "button = \"Help\"\n", "");
         }},
        {"no-help", [](MemoryFiles& files) { files.remove("help.toml"); }},
        in("help-unchecked", "help.toml", "checked = 2026-11-01\n", ""),
        in("qr-url", "deck.toml", "button = \"Help\"",
           "button = \"Help\"\nqr_url = \"http://a.org\"\nqr_label = \"x\""),
        in("cause-unused", "deck.toml", "[[slide]]", "[[cause]]\nid = \"c\"\nname = \"C\"\n[[slide]]"),
        in("id-alone", "deck.toml", title, title + "\ntitle_id = \"lamp\""),
        in("allow-unused", "deck.toml", "[[slide]]",
           "[[allow]]\nrule = \"no-ask\"\nbecause = \"it was meant so\"\n[[slide]]"),
    };
}

// A slide that stands before the ask.
void add_slide(MemoryFiles& files, const std::string& keys) {
    put(files, "deck.toml", "[[slide]]\nid = \"ask\"",
        "[[slide]]\nid = \"new\"\nfacts = [\"found\"]\ndescription = \"New.\"\n" + keys +
            "[[slide]]\nid = \"ask\"");
}

// All of these at once, in one deck: to lay it out takes a second.
std::vector<Case> by_looks() {
    std::string endless, sources;
    for (int i = 0; i < 26; ++i) endless += "rivers";
    for (int i = 0; i < 11; ++i) {
        const std::string id = "s" + std::to_string(i);
        sources += "\"" + id + "\", ";
    }
    const auto labels = [](MemoryFiles& files) {
        const std::string label{long_label};
        put(files, "facts.toml", "[[fact]]",
            "[[fact]]\nid = \"tripled\"\nsays = \"Three.\"\nvalue = \"3\"\nsource = \"Us\"\n[[fact]]");
        add_slide(files, "kind = \"ratio\"\nfact = \"tripled\"\ntitle = \"More.\"\nfrom_label = \"" + label +
                             "\"\nto_label = \"" + label + "\"\nunit_label = \"1\"\n");
    };
    return {
        in("text-fit", "deck.toml", std::string(help_title), "title = \"" + endless + "\"", true),
        {"text-break",
         [](MemoryFiles& files) {
             put(files, "deck.toml", "title = \"Over 12 found.\"",
                 "title = \"Over 12 found.\"\nbody = \"We found them in the dark of the river\\nwell.\"");
         },
         true},
        {"text-overlap", labels, true},
        {"off-screen", [](MemoryFiles&) {}, true}, // the same labels
        {"glyph-missing",
         [](MemoryFiles& files) {
             put(files, "deck.toml", "charity = \"A charity\"", "charity = \"A \\U000F0000 charity\"");
         },
         true},
        {"source-covered",
         [sources](MemoryFiles& files) {
             for (int i = 0; i < 11; ++i) {
                 const std::string id = "s" + std::to_string(i);
                 files.at("facts.toml") += "[[fact]]\nid = \"" + id + "\"\nsays = \"So.\"\nsource = \"" + id +
                                           " " + std::string(90, 'w') + "\"\n";
             }
             put(files, "deck.toml", "fact = \"tripled\"",
                 "fact = \"tripled\"\nfacts = [" + sources + "\"found\"]");
             put(files, "deck.toml", "id = \"new\"\nfacts = [\"found\"]\n", "id = \"new\"\n");
         },
         true},
        {"contrast-seen",
         [](MemoryFiles& files) {
             files.set("theme.toml",
                       "[night]\nground = [{ at = 0.0, colour = \"#5A0000\" }]\ntext = \"#501010\"\n");
         },
         true},
        {"red-area", [](MemoryFiles&) {}, true}, // the same ground
    };
}

std::string found(const MemoryFiles& files, bool lays_out, const deck::ScreenSettings& screen = {}) {
    static const deck::Assets assets = deck::shipped_assets();
    static test::Stage stage;
    const deck::LoadedDeck loaded = deck::load_deck(files, assets, "2026-11-24");
    deck::Diagnostics all = loaded.diagnostics;
    const std::vector<deck::Caution> cautions = {{"bad word", "good word", "it is better so", ""}};
    if (loaded.deck) {
        for (deck::Diagnostic& one : deck::check_deck(loaded, cautions, "deck.toml", "theme.toml"))
            all.push_back(std::move(one));
        if (lays_out) {
            auto seen = lint::lint_deck(loaded, assets, stage.context().fonts, {screen, "deck.toml"});
            REQUIRE(seen.ok());
            for (deck::Diagnostic& one : *seen) all.push_back(std::move(one));
        }
        all = deck::less_allowed(loaded, std::move(all));
    }
    return deck::all_of(all);
}

bool names(const std::string& findings, const std::string& rule) {
    return findings.find("[" + rule + "]") != std::string::npos;
}

} // namespace

TEST_CASE("each rule on the files of a deck fires on one that was spoiled for it") {
    REQUIRE(found(deck::small_deck(), false) == "");
    for (const Case& one : by_files()) {
        CAPTURE(one.rule);
        MemoryFiles files = deck::small_deck();
        one.spoil(files);
        const std::string all = found(files, false);
        CAPTURE(all);
        CHECK(names(all, one.rule));
    }
}

TEST_CASE("each rule on what is seen fires on a deck that was spoiled for it, and on no sound one") {
    MemoryFiles files = deck::small_deck();
    for (const Case& one : by_looks()) one.spoil(files);
    std::string& text = files.at("deck.toml"); // short slides are looked at sooner
    for (std::size_t at = 0; (at = text.find("[[slide]]\n", at)) != std::string::npos; at += 20)
        text.insert(at + 10, "seconds = 4\n");
    deck::ScreenSettings small;
    small.width_mm = 220, small.height_mm = 124, small.lower_edge_mm = 1300; // 10 inches, far up
    const std::string all = found(files, true, small);
    CAPTURE(all);
    for (const Case& one : by_looks()) {
        CAPTURE(one.rule);
        CHECK(names(all, one.rule));
    }
    for (const char* rule : {"target-size", "target-reach"}) CHECK(names(all, rule));
}

TEST_CASE("each rule has a reason and a deck that was spoiled for it") {
    std::set<std::string> tried{"target-size", "target-reach",
                                // of the form: form_lint_test.cpp
                                "target-overlap", "type-size",
                                // of pictures: tests/program spoils the files themselves
                                "picture", "picture-small", "picture-large",
                                // of settings, not of decks
                                "recipients",
                                // no key of a deck makes it flash: lint_test.cpp feeds frames to the counter
                                "flash"};
    for (const Case& one : by_files()) tried.insert(one.rule);
    for (const Case& one : by_looks()) tried.insert(one.rule);
    for (const deck::Rule& rule : deck::rules()) {
        CAPTURE(std::string(rule.name));
        CHECK(rule.reason.size() > 20);
        CHECK(rule.reason.ends_with('.'));
        CHECK_MESSAGE(tried.erase(std::string(rule.name)) == 1, "add a spoiled deck for this rule");
    }
    CHECK(tried.empty());
}

TEST_CASE("a warning goes with a switch that says why, and a switch that does not say it is an error") {
    MemoryFiles files = deck::small_deck();
    put(files, "deck.toml", "facts = [\"found\"]\n", "");
    REQUIRE(names(found(files, false), "no-source"));
    put(files, "deck.toml", "[[slide]]", "[[allow]]\nrule = \"no-source\"\n[[slide]]");
    CHECK(names(found(files, false), "missing-key"));
    put(files, "deck.toml", "rule = \"no-source\"\n",
        "rule = \"no-source\"\nslide = \"ask\"\nbecause = \"it states no fact\"\n");
    CHECK_FALSE(names(found(files, false), "no-source"));
}
