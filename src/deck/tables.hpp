// The tables of keys of every file that the program reads. The loaders ask them for their sections; the
// reference is written from them. Data only.
#pragma once

#include <span>
#include <string_view>

#include "deck/schema.hpp"

namespace kiosk::deck {

// deck.toml; the keys that each kind of slide adds stand in kind_rows.hpp.
[[nodiscard]] const Section& deck_section();
[[nodiscard]] const Section& slide_section();

[[nodiscard]] const Section& facts_section();
[[nodiscard]] const Section& help_section();
[[nodiscard]] const Section& form_section();
[[nodiscard]] const Section& settings_section();
[[nodiscard]] const Section& theme_section();
[[nodiscard]] const Section& caution_section();
[[nodiscard]] const Section& keyboard_section();

// The files of which config/REFERENCE.md tells, in its order.
struct FileTable {
    std::string_view file, doc;
    const Section* section;
};
[[nodiscard]] std::span<const FileTable> file_tables();

} // namespace kiosk::deck
