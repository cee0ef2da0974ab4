// What the loaders of kinds with numbers share: load_chart.cpp and load_figure.cpp. Nobody else calls it; the
// facts and tables themselves come through KindReader.
#pragma once

#include "deck/kind_reader.hpp"

namespace kiosk::deck {

// The slide's prefix and suffix; without a suffix the unit of `example`, the first number, stands there.
[[nodiscard]] Affixes affixes(KindReader& reader, const Quantity* example);

} // namespace kiosk::deck
