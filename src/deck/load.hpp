// Reads the folder of a deck: deck.toml, facts.toml and the tables of data that it names, help.toml,
// form.toml, theme.toml (optional), lang/TAG.toml. Called at the start, by `check`, and in the background
// when a file was saved. All findings come at once; a deck with an error is no deck, so that the one on the
// screen stays. Never shows or decodes anything.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "deck/assets.hpp"
#include "deck/csv.hpp"
#include "deck/deck.hpp"
#include "deck/diagnostic.hpp"
#include "deck/files.hpp"
#include "deck/quantity.hpp"

namespace kiosk::deck {

// What a deck may hold at most. A folder beyond these is no deck, or was made to take time and memory; bounds
// of single files stand where they are read: parse_toml.hpp, csv.hpp, base/image_header.hpp,
// base/svg_path.hpp.
constexpr int slides_max = 300;
constexpr std::size_t deck_files_max = 256, languages_max = 24;

// One fact, as the checks see it.
struct Fact {
    std::string id, value, date, expires;
    Localised says, qualifier, source;
    SourcePlace place;
    std::optional<Quantity> quantity; // its number; none when the source gives none
};

// A table of numbers that staff keep in a spreadsheet.
struct DataTable {
    std::string id;
    Fact origin; // who says so, when, until when; its id is "data.ID"
    std::string file;
    Csv csv;
};

// What the checks need besides the deck: where things stand, and what the deck itself does not keep.
struct DeckNotes {
    std::map<std::string, SourcePlace, std::less<>> places; // "slide.rise.title" -> where it is written
    struct Text {                                           // that may be translated
        std::string path;
        Localised words;
    };
    std::vector<Text> texts; // in the order of the files
    std::vector<Fact> facts;
    std::vector<DataTable> data;
    std::map<std::string, std::vector<std::string>, std::less<>> facts_of_slide;
    struct IconNamed {
        std::string icon;
        SourcePlace place;
    };
    std::vector<IconNamed> icons; // that slides name
    struct Allowed {
        std::string rule, slide;
        SourcePlace place;
    };
    std::vector<Allowed> allowed;
    struct PartNamed { // a name that parts of neighbouring slides share
        std::string name, slide;
        SourcePlace place;
        PartId number = no_part;
    };
    std::vector<PartNamed> parts; // in the order of the file
    bool hope_needed = true;
    std::string help_checked; // date, or ""
};

struct LoadedDeck {
    DeckPointer deck; // null when there is an error
    Diagnostics diagnostics;
    DeckNotes notes;
};

// `today` as "2026-12-31" drops facts that have expired; "" drops none. No clock is read here.
[[nodiscard]] LoadedDeck load_deck(const Files& files, const Assets& assets, std::string_view today = {});

} // namespace kiosk::deck
