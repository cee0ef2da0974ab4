// A file of translations as those who translate get it: every text there is, its source beside it, what is
// translated already, and "" where words are still missing. Called by `translate`; reads and writes nothing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "deck/load.hpp"
#include "deck/words.hpp"

namespace kiosk::deck {

struct TranslationText {
    std::string path;   // "slide.rise.title"
    std::string source; // in the language that is translated from
    std::string words;  // empty: still to be translated
};

// Of lang/TAG.toml: the texts of a deck, in the order of its files.
[[nodiscard]] std::vector<TranslationText> texts_of(const LoadedDeck& loaded, std::string_view from,
                                                    std::string_view to);
// Of assets/words/TAG.toml: the interface's own.
[[nodiscard]] std::vector<TranslationText> texts_of(const Words& words, std::string_view from,
                                                    std::string_view to);

// `name`: the language by its own name, empty for the words of the interface, which hold it themselves.
[[nodiscard]] std::string translation_file(const std::vector<TranslationText>& texts, std::string_view from,
                                           std::string_view to, std::string_view name);

} // namespace kiosk::deck
