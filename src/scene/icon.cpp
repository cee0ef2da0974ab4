#include "scene/icon.hpp"

#include <algorithm>

#include "base/svg_path.hpp"

namespace kiosk::scene {

namespace {
constexpr float grid_units = 32;

// Arrows go with the lines of a language; Arabic turns its question mark, too. A tick, a clock and a fish
// look the same in every language.
bool points_along_lines(std::string_view name) {
    constexpr std::string_view names[] = {"arrow_left", "arrow_right", "backspace", "help"};
    return std::ranges::find(names, name) != std::end(names);
}
} // namespace

Icon Icon::of(std::string_view path_data, bool turns) {
    Icon icon;
    icon.turns_ = turns;
    Result<Path> path = parse_svg_path(path_data);
    if (!path) return icon;
    icon.path_ = std::move(*path);
    for (Point& point : icon.path_.points) point = point - Point{grid_units / 2, grid_units / 2};
    return icon;
}

Icon Icon::make(const deck::Assets& assets, std::string_view name) {
    const auto found = assets.icons.find(name);
    return found == assets.icons.end() ? Icon{} : of(found->second, points_along_lines(name));
}

Icon Icon::make(const Context& context, std::string_view name) {
    const auto& own = context.deck.theme.icons;
    const auto found = own.find(name);
    return found == own.end() ? make(context.assets, name) : of(found->second, false);
}

void Icon::draw(draw::DrawList& list, Point centre, float size_px, Colour colour, float stroke_units) const {
    if (empty()) return;
    const float half = size_px / 2;
    const auto upright =
        turns_ ? list.moved(0, 0) : list.unmirrored({centre.x - half, centre.y - half, size_px, size_px});
    const auto place = list.moved(centre.x, centre.y);
    const auto size = list.scaled(size_px / grid_units, {0, 0});
    list.stroke_path(path_, stroke_units, colour);
}

} // namespace kiosk::scene
