// From a slide's kind to its picture.
#include "scene/kinds.hpp"
#include "scene/picture.hpp"
#include "scene/still_picture.hpp"

namespace kiosk::scene {

std::unique_ptr<Picture> lay_out(const deck::Slide& slide, const Context& context) {
    return std::visit(
        [&](const auto& kind) { return stilled(context.look, make_picture(slide, kind, context)); },
        slide.kind);
}

} // namespace kiosk::scene
