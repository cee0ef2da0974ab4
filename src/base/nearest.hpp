// The nearest known word to one that is not known: for "did you mean" in messages about options and keys.
// Never guesses when nothing is near.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace kiosk {

// By edit distance (insert, delete, replace, swap of neighbours: optimal string alignment); nothing when even
// the nearest differs in more than a third of its letters (at least one).
[[nodiscard]] std::optional<std::string_view> nearest(std::string_view word,
                                                      std::span<const std::string_view> known);

} // namespace kiosk
