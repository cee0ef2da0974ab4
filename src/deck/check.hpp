// What a deck that loads may still do badly: too little contrast, too many words, no way out, words that
// hurt. Called by `pledge-kiosk check` and by the staff panel. Looks at values only; what needs layout (does
// it fit, can it be reached) is checked by lint/.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "deck/load.hpp"

namespace kiosk::deck {

// A term with a better one, from caution.toml.
struct Caution {
    std::string term, instead, because;
    Language language; // empty: all
};
[[nodiscard]] std::vector<Caution> load_caution(std::string_view text, const std::string& file,
                                                Diagnostics& diagnostics);

// Every rule below. `theme_file` and `deck_file` name files in messages.
[[nodiscard]] Diagnostics check_deck(const LoadedDeck& loaded, const std::vector<Caution>& cautions,
                                     const std::string& deck_file, const std::string& theme_file);

// The findings less the warnings that the deck allows itself, plus the switches that switched nothing. For
// all findings of a deck at once, those of lint/ too.
[[nodiscard]] Diagnostics less_allowed(const LoadedDeck& loaded, Diagnostics findings);

// The table of contrasts of the design, for every ground in every contrast of the theme.
[[nodiscard]] Diagnostics check_contrast(const Theme& theme, const std::string& file);
// Words against the slide's time, length of titles, caution terms, in every language.
[[nodiscard]] Diagnostics check_words(const LoadedDeck& loaded, const std::vector<Caution>& cautions,
                                      const std::string& file);
// Facts, sources, hope, ask, help, address of the code.
[[nodiscard]] Diagnostics check_arc(const LoadedDeck& loaded, const std::string& file);

} // namespace kiosk::deck
