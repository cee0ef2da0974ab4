// The texts of a tree by dotted path, such as "slide.rise.title": how words and translations are kept in
// files. Called by load_assets() and by the deck's translations. Values that are no text are findings.
#pragma once

#include <map>
#include <string>

#include "deck/diagnostic.hpp"
#include "deck/node.hpp"

namespace kiosk::deck {

struct PlacedText {
    std::string text;
    SourcePlace place;
};
using FlatTexts = std::map<std::string, PlacedText, std::less<>>;

[[nodiscard]] FlatTexts flatten(const Node& root, const std::string& file, Diagnostics& diagnostics);

} // namespace kiosk::deck
