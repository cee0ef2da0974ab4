// The rules on words in one frame: over each other, off the screen, on the source line, badly broken, too
// small, in no font. Called by lint.cpp for each moment; pure.
#pragma once

#include <set>

#include "deck/deck.hpp"
#include "deck/settings.hpp"
#include "lint/findings.hpp"
#include "lint/frame.hpp"
#include "text/text.hpp"

namespace kiosk::lint {

// text-overlap and off-screen, at any moment. `source`: the slide's source line, or empty.
void check_places(const Frame& frame, std::string_view source, const Subject& subject, Findings& findings);

// text-break: lines of a settled slide's title and second sentence.
void check_breaks(const Frame& frame, std::string_view title, std::string_view body, const Subject& subject,
                  Findings& findings);

// text-fit: the whole title is drawn by no kind that breaks it; words wider than their room.
// glyph-missing: characters that are in none of the fonts. `known` holds lines that were looked at before.
void check_glyphs(const Frame& frame, text::Fonts& fonts, const Subject& subject, Findings& findings,
                  std::set<std::string, std::less<>>& known);

// text-overlap: words under something that was drawn later, such as the keyboard.
void check_covered(const Frame& frame, const Subject& subject, Findings& findings);

// type-size: words too small for where one stands to touch, on a screen of stated size.
void check_type_size(const Frame& frame, const deck::ScreenSettings& screen, const Subject& subject,
                     Findings& findings);

} // namespace kiosk::lint
