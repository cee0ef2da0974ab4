// A number as people read it: "over 1,200 litres", in the figures and words of the language of the look. Used
// by the kinds that write numbers beside their parts. Rounds nothing that the source does not.
#pragma once

#include <string>

#include "deck/quantity.hpp"
#include "scene/context.hpp"

namespace kiosk::scene {

// With its qualifier before and its unit behind it.
[[nodiscard]] std::string amount(const Context& context, const deck::Quantity& quantity);

} // namespace kiosk::scene
