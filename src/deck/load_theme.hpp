// A theme from theme.toml: the whole default one, or what a deck's own changes in it. Called by load_assets()
// and load_deck(). Resolves the contrasts: "high.night" is what differs from "night".
#pragma once

#include <cstdint>
#include <string>

#include "deck/diagnostic.hpp"
#include "deck/node.hpp"
#include "deck/theme.hpp"

namespace kiosk::deck {

// Default: the table of a ground speaks for all three contrasts, before what they change in it. Deck: it
// speaks for the standard contrast only, so that a deck cannot spoil high contrast by accident.
enum class ThemeLayer : std::uint8_t { Default, Deck };

// `theme` with the changes of `root`.
[[nodiscard]] Theme load_theme(const Node& root, const std::string& file, Theme theme, ThemeLayer layer,
                               Diagnostics& diagnostics);

} // namespace kiosk::deck
