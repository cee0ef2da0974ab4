// The file of a translator: all texts with their sources beside them, filled with what is there; what a
// translator writes into it is what the deck then says.
#include <doctest/doctest.h>

#include "deck/translation_file.hpp"
#include "findings.hpp"

using namespace kiosk;
using namespace kiosk::deck;

namespace {

constexpr std::string_view odd_body = "One \"word\" and a \\ and a tab\tand\nfive\nlines\nof\ntext.";

MemoryFiles odd_deck() {
    MemoryFiles files = small_deck();
    std::string& form = files.at("form.toml");
    const std::string plain = "body = \"We keep it.\"";
    form.replace(form.find(plain), plain.size(),
                 "body = \"One \\\"word\\\" and a \\\\ and a tab\\tand\\nfive\\nlines\\nof\\ntext.\"");
    return files;
}

std::string file_of(const LoadedDeck& loaded) {
    return translation_file(texts_of(loaded, "en", "cy"), "en", "cy", "Cymraeg");
}

} // namespace

TEST_CASE("every text of a deck stands in the translator's file below its source, and is missing until it is "
          "written") {
    MemoryFiles files = odd_deck();
    const LoadedDeck loaded = load_small(files);
    REQUIRE(loaded.deck != nullptr);
    REQUIRE(loaded.notes.texts.size() > 10);
    const std::string file = file_of(loaded);
    CHECK(file.find("[slide.hope]\n# en: Over 12 found.\ntitle = \"\"\n") != std::string::npos);
    CHECK(file.find("# en:\n#   One ") != std::string::npos); // a text of paragraphs keeps its lines
    files.set("lang/cy.toml", file);
    const LoadedDeck untranslated = load_small(files);
    REQUIRE(untranslated.deck != nullptr);
    CHECK(untranslated.deck->languages.size() == 1);
    CHECK(all_of(untranslated.diagnostics).find(std::to_string(loaded.notes.texts.size()) + " missing") !=
          std::string::npos);
}

TEST_CASE("what is translated comes back from the file as it was, line breaks and marks included") {
    MemoryFiles files = odd_deck();
    LoadedDeck loaded = load_small(files);
    REQUIRE(loaded.deck != nullptr);
    // A translation that says the same: every text of the source in its place.
    std::vector<TranslationText> texts = texts_of(loaded, "en", "cy");
    for (TranslationText& text : texts) text.words = text.source;
    files.set("lang/cy.toml", translation_file(texts, "en", "cy", "Cymraeg"));
    loaded = load_small(files);
    CHECK(all_of(loaded.diagnostics) == "");
    REQUIRE(loaded.deck != nullptr);
    REQUIRE(loaded.deck->languages.size() == 2);
    CHECK(loaded.deck->languages[1].name == "Cymraeg");
    CHECK(loaded.deck->form.privacy_body.in("cy") == odd_body);
    // Made anew from that, nothing changes: a translator's work survives the next version of the deck.
    CHECK(file_of(loaded) == files.at("lang/cy.toml"));
}

TEST_CASE("the words of the interface have such a file as well, complete in each language that is shipped") {
    const Assets assets = shipped_assets();
    for (const char* language : {"cy", "fil", "ar"}) {
        const std::vector<TranslationText> texts = texts_of(assets.words, "en", language);
        CHECK(texts.size() > 100);
        for (const TranslationText& text : texts) {
            CAPTURE(text.path);
            CHECK_FALSE(text.source.empty());
            CHECK_FALSE(text.words.empty());
        }
    }
}
