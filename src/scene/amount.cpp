#include "scene/amount.hpp"

#include "scene/figure.hpp"

namespace kiosk::scene {

std::string amount(const Context& context, const deck::Quantity& quantity) {
    return label_text(context, quantity, {{}, quantity.unit});
}

} // namespace kiosk::scene
