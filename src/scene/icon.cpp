#include "scene/icon.hpp"

#include "base/svg_path.hpp"

namespace kiosk::scene {

namespace {
constexpr float grid_units = 32;
}

Icon Icon::of(std::string_view path_data) {
    Icon icon;
    Result<Path> path = parse_svg_path(path_data);
    if (!path) return icon;
    icon.path_ = std::move(*path);
    for (Point& point : icon.path_.points) point = point - Point{grid_units / 2, grid_units / 2};
    return icon;
}

Icon Icon::make(const deck::Assets& assets, std::string_view name) {
    const auto found = assets.icons.find(name);
    return found == assets.icons.end() ? Icon{} : of(found->second);
}

Icon Icon::make(const Context& context, std::string_view name) {
    const auto& own = context.deck.theme.icons;
    const auto found = own.find(name);
    return found == own.end() ? make(context.assets, name) : of(found->second);
}

void Icon::draw(draw::DrawList& list, Point centre, float size_px, Colour colour, float stroke_units) const {
    if (empty()) return;
    const auto place = list.moved(centre.x, centre.y);
    const auto size = list.scaled(size_px / grid_units, {0, 0});
    list.stroke_path(path_, stroke_units, colour);
}

} // namespace kiosk::scene
