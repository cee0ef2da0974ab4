#include "scene/icon.hpp"

#include "draw/svg_path.hpp"

namespace kiosk::scene {

namespace {
constexpr float grid_units = 32;
}

Icon Icon::make(const deck::Assets& assets, std::string_view name) {
    Icon icon;
    const auto found = assets.icons.find(name);
    if (found == assets.icons.end()) return icon;
    Result<draw::Path> path = draw::parse_svg_path(found->second);
    if (!path) return icon;
    icon.path_ = std::move(*path);
    for (Point& point : icon.path_.points) point = point - Point{grid_units / 2, grid_units / 2};
    return icon;
}

void Icon::draw(draw::DrawList& list, Point centre, float size_px, Colour colour, float stroke_units) const {
    if (empty()) return;
    const auto place = list.moved(centre.x, centre.y);
    const auto size = list.scaled(size_px / grid_units, {0, 0});
    list.stroke_path(path_, stroke_units, colour);
}

} // namespace kiosk::scene
