// The parts of load_deck(), one file each: facts, help list, form, slides. Called by load.cpp only.
// Never reads a file: the texts come by argument.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "deck/load.hpp"
#include "deck/node.hpp"
#include "deck/schema.hpp"
#include "deck/translations.hpp"

namespace kiosk::deck {

// What every part reads from and reports to.
struct Loading {
    const Assets& assets;
    Translations& translations;
    DeckNotes& notes;
    Diagnostics& diagnostics;
    std::string_view today;
};

// The words of key `name` in the table that `reader` reads, translated at `path`.name.
[[nodiscard]] Localised words_of(const Reader& reader, std::string_view name, const std::string& path,
                                 Loading& loading);
// Reports an id that `seen` has already, or that is no id (a-z, 0-9, '-' and '_'), and remembers it.
void check_id(const Reader& reader, std::vector<std::string>& seen, Loading& loading,
              std::string_view key = "id");

void load_facts(const Node& root, const std::string& file, Loading& loading);
[[nodiscard]] Help load_help(const Node& root, const std::string& file, Loading& loading);
[[nodiscard]] form::Definition load_form(const Node& root, const std::string& file, Loading& loading);
// Into `deck`: id, charity, causes, slides. Facts must have been loaded.
void load_slides(const Node& root, const std::string& file, Deck& deck, Loading& loading);

// The picture of slide `reader`, of kind_names[kind].
[[nodiscard]] Kind load_kind(std::size_t kind, const Reader& reader, const std::string& file,
                             const Fact* fact, const std::string& path, Loading& loading);

// "2/3" -> 2 and 3; "100" -> 100 and 1. False for anything else, or a part over 100,000.
[[nodiscard]] bool parse_value(std::string_view value, int& numerator, int& denominator);
// U+2154 for 2/3 where Unicode has one, else the parts around U+2044.
[[nodiscard]] std::string fraction_text(int numerator, int denominator);

} // namespace kiosk::deck
