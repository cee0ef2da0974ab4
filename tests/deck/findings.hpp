// Should-fail helpers: a deck with one change, and what is found in it.
#pragma once

#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "deck/load.hpp"
#include "disk.hpp"

namespace kiosk::deck {

// A small deck without a finding.
inline MemoryFiles small_deck() {
    return MemoryFiles({
        {"deck.toml", "id = \"small\"\n"
                      "charity = \"A charity\"\n"
                      "charity_short = \"Us\"\n"
                      "[[slide]]\n"
                      "id = \"hope\"\n"
                      "kind = \"lights\"\n"
                      "fact = \"found\"\n"
                      "title = \"Over 12 found.\"\n"
                      "description = \"Lights come on.\"\n"
                      "noun = \"found\"\n"
                      "[[slide]]\n"
                      "id = \"ask\"\n"
                      "kind = \"ask\"\n"
                      "facts = [\"found\"]\n"
                      "title = \"Help.\"\n"
                      "description = \"Help.\"\n"
                      "button = \"Help\"\n"},
        {"facts.toml", "[[fact]]\n"
                       "id = \"found\"\n"
                       "says = \"Over 12 were found.\"\n"
                       "value = \"12\"\n"
                       "qualifier = \"over\"\n"
                       "source = \"Us\"\n"},
        {"help.toml", "title = \"Help\"\n"
                      "checked = 2026-11-01\n"
                      "[emergency]\n"
                      "title = \"Danger\"\ncall = \"999\"\nservice = \"Police\"\n"
                      "[[entry]]\nid = \"a\"\nwho = \"You\"\ncall = \"1\"\nservice = \"We\"\n"},
        {"form.toml", "id = \"form\"\n"
                      "pledge_title = \"Yours\"\n"
                      "confirm = \"Confirm\"\n"
                      "[thanks]\ntitle = \"Thank you\"\nbody = \"We write.\"\n"
                      "[privacy]\ntitle = \"Privacy\"\nbody = \"We keep it.\"\n"
                      "[[step]]\nid = \"who\"\ntitle = \"Who?\"\n"
                      "[[step.field]]\nid = \"email\"\nkind = \"email\"\nlabel = \"Email\"\n"},
    });
}

inline LoadedDeck load_small(const MemoryFiles& files, std::string_view today = {}) {
    static const Assets assets = shipped_assets();
    return load_deck(files, assets, today);
}

// The small deck with `from` in `file` replaced by `to`.
inline MemoryFiles changed(const std::string& file, std::string_view from, std::string_view to) {
    MemoryFiles files = small_deck();
    std::string& text = files.at(file);
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
    return files;
}

// That the change makes no deck, and that `expected` is among the findings. The line of the caller is
// reported, by the word of both compilers: clang 14 has no std::source_location.
inline void should_fail(const std::string& file, std::string_view from, std::string_view to,
                        std::string_view expected, int caller_line = __builtin_LINE()) {
    const LoadedDeck loaded = load_small(changed(file, from, to));
    const std::string text = all_of(loaded.diagnostics);
    INFO("called at line " << caller_line << "; expected " << expected << "; found\n" << text);
    CHECK(loaded.deck == nullptr);
    CHECK(text.find(expected) != std::string::npos);
}

} // namespace kiosk::deck
