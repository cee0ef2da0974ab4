// Words in several languages. The first entry is the deck's own language and is always there once a deck
// has passed its checks; a language that lacks the words falls back to it.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kiosk {

// BCP 47 tag, such as "en", "cy", "fil", "ar".
using Language = std::string;

struct Localised {
    std::vector<std::pair<Language, std::string>> entries;

    [[nodiscard]] bool empty() const { return entries.empty(); }
    [[nodiscard]] bool has(std::string_view language) const {
        for (const auto& [tag, words] : entries)
            if (tag == language) return true;
        return false;
    }
    // The words in `language`, else in the deck's own language, else "".
    [[nodiscard]] std::string_view in(std::string_view language) const {
        for (const auto& [tag, words] : entries)
            if (tag == language) return words;
        return entries.empty() ? std::string_view{} : std::string_view{entries.front().second};
    }
};

} // namespace kiosk
