// The parts of load_deck(), one file each: facts, help list, form, slides. Called by load.cpp only.
// Never reads a file: the texts come by argument.
#pragma once

#include <functional>
#include <optional>
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
    // A file of the deck's folder, which then belongs to its version: a table of data, say.
    std::function<Result<std::optional<std::string>>(std::string_view path, std::size_t bytes_max)> read;
    // The beginning of such a file, for pictures.
    std::function<Result<std::optional<Files::Head>>(std::string_view path, std::size_t bytes_max)> head;
    // For messages: how a person would name that file.
    std::function<std::string(std::string_view path)> name;
};

// The words of key `name` in the table that `reader` reads, translated at `path`.name.
[[nodiscard]] Localised words_of(const Reader& reader, std::string_view name, const std::string& path,
                                 Loading& loading);
// Reports an id that `seen` has already, or that is no id (a-z, 0-9, '-' and '_'), and remembers it.
void check_id(const Reader& reader, std::vector<std::string>& seen, Loading& loading,
              std::string_view key = "id");

// The tables of data that facts.toml names, then the facts, into `loading.notes`.
void load_data(const Reader& facts, const std::string& file, Loading& loading);
void load_facts(const Node& root, const std::string& file, Loading& loading);
[[nodiscard]] Help load_help(const Node& root, const std::string& file, Loading& loading);
[[nodiscard]] form::Definition load_form(const Node& root, const std::string& file, Loading& loading);
// Into `deck`: id, charity, causes, slides. Facts must have been loaded.
void load_slides(const Node& root, const std::string& file, Deck& deck, Loading& loading);

// The fact of that id. Null for an empty id, and for an unknown one, which is reported at `place`.
[[nodiscard]] const Fact* fact_named(const std::string& id, SourcePlace place, Loading& loading);

[[nodiscard]] const DataTable* data_named(const std::string& id, SourcePlace place, Loading& loading);
// "1250.5" and "2/3" as a number with its decimals; nothing for anything else.
[[nodiscard]] std::optional<Quantity> parse_quantity(std::string_view value);

// "2/3" -> 2 and 3; "100" -> 100 and 1. False for anything else, or a part over 100,000.
[[nodiscard]] bool parse_value(std::string_view value, int& numerator, int& denominator);

} // namespace kiosk::deck
