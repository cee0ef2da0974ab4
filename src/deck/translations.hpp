// The texts of a deck in several languages: those of its own files, and those of lang/TAG.toml by dotted path
// such as "slide.rise.title". Called by the loaders for each text that may be translated. Keeps count, so
// that a language is offered only when nothing is missing, and a path that nothing asks for is found.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/localised.hpp"
#include "deck/deck.hpp"
#include "deck/diagnostic.hpp"
#include "deck/flatten.hpp"

namespace kiosk::deck {

class Translations {
  public:
    explicit Translations(LanguageName own) : own_(std::move(own)) {}

    // One lang/TAG.toml; its "name" is the language by its own name.
    void add(std::string tag, const std::string& file, FlatTexts texts, Diagnostics& diagnostics);
    // The words in all languages. Empty words are nothing to translate.
    [[nodiscard]] Localised words(const std::string& path, std::string own_words, SourcePlace place);
    // What stands below `prefix` could not all be read: paths there may be good ones of a text with a
    // mistake, and are not called unknown before that is mended.
    void doubt(std::string prefix) { doubted_.push_back(std::move(prefix)); }
    // Reports what is missing, by language, and what nothing asked for; gives the complete languages, the
    // deck's own first.
    [[nodiscard]] std::vector<LanguageName> finish(Diagnostics& diagnostics);

    [[nodiscard]] const Language& own() const { return own_.tag; }
    // All that was asked for, in its order.
    [[nodiscard]] const std::vector<std::pair<std::string, Localised>>& texts() const { return texts_; }
    // Where each path is written, in the deck's own language, for the checks.
    [[nodiscard]] const std::map<std::string, SourcePlace, std::less<>>& places() const { return places_; }

  private:
    struct Other {
        LanguageName name;
        std::string file;
        FlatTexts texts;
        std::vector<std::string> missing;
    };
    LanguageName own_;
    std::vector<Other> others_;
    std::map<std::string, SourcePlace, std::less<>> places_;
    std::vector<std::string> doubted_;
    std::vector<std::pair<std::string, Localised>> texts_;
};

} // namespace kiosk::deck
