// The deck of examples: it can only teach what it shows.
#include <doctest/doctest.h>

#include "deck/check.hpp"
#include "deck/kind_rows.hpp"
#include "deck/load.hpp"
#include "disk.hpp"

using namespace kiosk;
using namespace kiosk::deck;

TEST_CASE("the gallery shows every kind of slide, whole in English and Arabic, without a finding") {
    const Assets assets = shipped_assets();
    const MemoryFiles files = folder_of_source("config/river");
    const LoadedDeck loaded = load_deck(files, assets);
    const Diagnostics checked = check_deck(loaded, {}, "deck.toml", "theme.toml");
    CAPTURE(all_of(loaded.diagnostics));
    CAPTURE(all_of(checked));
    CHECK(loaded.diagnostics.empty());
    CHECK(checked.empty());
    REQUIRE(loaded.deck != nullptr);
    REQUIRE(loaded.deck->languages.size() == 2);
    CHECK(loaded.deck->languages[0].tag == "en");
    CHECK(loaded.deck->languages[1].tag == "ar");
    const std::string text = *files.read("deck.toml", 1 << 20).value();
    for (const std::string_view kind : kind_names) {
        CAPTURE(kind);
        CHECK(text.find("kind = \"" + std::string(kind) + "\"") != std::string::npos);
    }
}
