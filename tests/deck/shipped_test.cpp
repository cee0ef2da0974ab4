// What ships: the assets and the campaign's deck.
#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "deck/load.hpp"
#include "deck/translation_file.hpp"
#include "disk.hpp"
#include "form/validate.hpp"

using namespace kiosk;
using namespace kiosk::deck;

TEST_CASE("the shipped assets load, with every ground in every contrast") {
    const Assets assets = shipped_assets();
    for (const auto& contrast : assets.theme.palettes)
        for (const Palette& palette : contrast) {
            CHECK_FALSE(palette.ground.empty());
            CHECK(palette.text != palette.ground.front().colour);
        }
    CHECK(assets.theme.style(TypeRole::Hero).size_px == 400);
    CHECK(assets.theme.style(TypeRole::Source).size_px == 26);
    CHECK(assets.theme.palette(Contrast::Standard, Ground::Night).accent == Colour{0xFF, 0x6B, 0x4F, 255});
    CHECK(assets.theme.palette(Contrast::High, Ground::Night).accent == Colour{0xFF, 0x8A, 0x73, 255});
    CHECK(assets.theme.palette(Contrast::Light, Ground::Night).accent == Colour{0xC2, 0x36, 0x1B, 255});
    CHECK(assets.land_landscape.size() > 800);
    CHECK(assets.icons.contains("help"));
}

TEST_CASE(
    "rows of the shipped keyboards are 11 keys wide, at most 10 in portrait, for email and for others") {
    const Assets assets = shipped_assets();
    for (const form::KeyboardLayout& layout : assets.keyboards) {
        const auto widths = [&](const form::LayoutPage& page, float most, bool exact) {
            for (const auto& row : page.rows)
                for (const form::KeyFor other : {form::KeyFor::Email, form::KeyFor::Others}) {
                    float width = 0;
                    for (const form::LayoutKey& key : row)
                        if (key.used_for != other) width += key.width;
                    CAPTURE(layout.language);
                    CAPTURE(row.front().output);
                    if (exact)
                        CHECK(width == doctest::Approx(most));
                    else
                        CHECK(width <= most);
                }
        };
        widths(layout.letters, 11, true);
        widths(layout.symbols, 11, true);
        widths(layout.accents, 11, true);
        widths(layout.portrait_letters, 10, false);
        widths(layout.portrait_symbols, 10, false);
        widths(layout.portrait_accents, 10, false);
        CHECK(layout.number_pad.rows.size() == 4);
    }
}

TEST_CASE("the interface has words for every problem that a form may find") {
    const Assets assets = shipped_assets();
    for (int i = 1; i <= static_cast<int>(form::Problem::Pattern); ++i) {
        const std::string_view key = form::word_key(static_cast<form::Problem>(i));
        CAPTURE(key);
        CHECK(assets.words.all().contains(key));
    }
}

TEST_CASE("the campaign's deck loads without a finding, in the order of the arc") {
    const Assets assets = shipped_assets();
    const LoadedDeck loaded = load_deck(folder_of_source("config/osec"), assets);
    CAPTURE(all_of(loaded.diagnostics));
    CHECK(loaded.diagnostics.empty());
    REQUIRE(loaded.deck != nullptr);
    const Deck& deck = *loaded.deck;
    const std::vector<std::string> order = {
        "rise", "tripled", "supply", "demand-time", "demand-travel", "demand-uk", "resources", "hope", "ask"};
    REQUIRE(deck.slides.size() == order.size());
    for (std::size_t i = 0; i < order.size(); ++i) CHECK(deck.slides[i].id == order[i]);
    CHECK(deck.version.size() == 64);
    CHECK(deck.form.version.size() == 64);
    CHECK(deck.version != deck.form.version);
    REQUIRE(deck.languages.size() == 4);
    CHECK(deck.languages[0].tag == "en");
    CHECK(deck.languages[1].tag == "ar");
    CHECK(deck.languages[2].name == "Cymraeg");
    CHECK(deck.languages[3].name == "Filipino");
}

TEST_CASE("numbers and source lines of the slides come from the facts") {
    const Assets assets = shipped_assets();
    const LoadedDeck loaded = load_deck(folder_of_source("config/osec"), assets);
    REQUIRE(loaded.deck != nullptr);
    const Deck& deck = *loaded.deck;
    const auto& ratio = std::get<Ratio>(deck.slides[1].kind);
    CHECK(ratio.factor == 3);
    CHECK(ratio.figure == "3\u00D7");
    CHECK(ratio.qualifier.in("en") == "over");
    const auto& share = std::get<Share>(deck.slides[2].kind);
    CHECK(share.figure == "\u2154");
    CHECK(share.numerator == 2);
    CHECK(share.denominator == 3);
    CHECK(share.closing);
    CHECK(std::get<Map>(deck.slides[5].kind).figure.in("en") == "3");
    CHECK(std::get<Lights>(deck.slides[7].kind).count == 100);
    CHECK(deck.slides[0].source.in("en") ==
          "Source: International Justice Mission (IJM), 2020. The curve shows the direction only.");
    CHECK(deck.slides[7].ground == Ground::Dawn);
    CHECK(deck.slides[8].ground == Ground::Amber);
    CHECK(deck.slides[8].source.in("en") == "Source: IJM");
    CHECK(deck.slides[2].cause == 1);
    CHECK(deck.slides[0].cause == 0);
    std::set<std::string> told;
    for (const auto& [slide, facts] : loaded.notes.facts_of_slide) told.insert(facts.begin(), facts.end());
    CHECK(told.size() == loaded.notes.facts.size());
}

TEST_CASE("the campaign's form selects nothing beforehand and asks for what Gift Aid needs") {
    const Assets assets = shipped_assets();
    const LoadedDeck loaded = load_deck(folder_of_source("config/osec"), assets);
    REQUIRE(loaded.deck != nullptr);
    const form::Definition& form = loaded.deck->form;
    REQUIRE(form.steps.size() == 3);
    CHECK(form.steps[2].review);
    CHECK(form.frequency.size() == 2);
    for (const char* needed :
         {"first_name", "last_name", "email", "house", "postcode", "gift_aid", "contact"})
        CHECK_MESSAGE(form.find(needed) != nullptr, needed);
    CHECK(form.find("contact")->basis == "consent");
    CHECK(form.find("amount")->amounts == std::vector<std::int64_t>{500, 1000, 2000, 5000});
}

TEST_CASE("every translation that ships has its source beside it, as `translate` writes it") {
    const Assets assets = shipped_assets();
    for (const auto& [folder, tags] :
         {std::pair<std::string, std::vector<std::string>>{"config/osec", {"ar", "cy", "fil"}},
          std::pair<std::string, std::vector<std::string>>{"config/river", {"ar"}}}) {
        MemoryFiles files = folder_of_source(folder);
        const LoadedDeck loaded = load_deck(files, assets);
        REQUIRE(loaded.deck != nullptr);
        const Language& from = loaded.deck->languages.front().tag;
        for (const std::string& tag : tags) {
            const std::string path = "lang/" + tag + ".toml";
            const std::string anew =
                "pledge-kiosk translate " + folder + " " + tag + " --out " + folder + "/" + path;
            INFO("write it anew: ", anew);
            const auto name = std::ranges::find(loaded.deck->languages, tag, &LanguageName::tag);
            REQUIRE(name != loaded.deck->languages.end());
            CHECK((files.at(path) == translation_file(texts_of(loaded, from, tag), from, tag, name->name)));
        }
    }
    MemoryFiles files = folder_of_source("assets");
    for (const std::string tag : {"ar", "cy", "fil"}) {
        const std::string path = "words/" + tag + ".toml";
        INFO("write it anew: pledge-kiosk translate --interface ", tag, " --out assets/", path);
        CHECK((files.at(path) == translation_file(texts_of(assets.words, "en", tag), "en", tag, "")));
    }
}
