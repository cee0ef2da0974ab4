// Few round numbers for an axis, so that a line can be read without a number at each point. Used by the kind
// `line`; draws nothing and knows no pixel.
#pragma once

#include <vector>

namespace kiosk::scene {

struct AxisTicks {
    std::vector<double> at; // rising; two to five of them, around all values
    int decimals = 0;       // as many as the step needs
};

// For values from `least` to `most`. The steps are 1, 2, 2.5 or 5 times a power of ten. Where the values
// stand close to zero against their span, or `from_zero` asks for it, the axis begins at zero.
[[nodiscard]] AxisTicks axis_ticks(double least, double most, bool from_zero);

} // namespace kiosk::scene
