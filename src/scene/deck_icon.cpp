#include "scene/deck_icon.hpp"

#include <algorithm>

#include "deck/icon_file.hpp"

namespace kiosk::scene {

DeckIcon DeckIcon::make(const Context& context, std::string_view name) {
    DeckIcon icon;
    const auto& own = context.deck.theme.icons;
    const auto found = own.find(name);
    if (found != own.end() && deck::is_icon_file(found->second))
        icon.file_ = found->second;
    else
        icon.outline_ = Icon::make(context, name);
    return icon;
}

void DeckIcon::draw(draw::DrawList& list, Point centre, float size_px, Colour colour, float stroke_units,
                    Images* images) const {
    outline_.draw(list, centre, size_px, colour, stroke_units);
    if (file_.empty() || images == nullptr || colour.a == 0) return;
    ImageWish wish;
    wish.file = file_;
    wish.room = {size_px, size_px};
    wish.cover = false;
    const auto image = images->find(wish);
    if (!image || image->size.width < 1 || image->size.height < 1) return;
    const auto width = static_cast<float>(image->size.width), height = static_cast<float>(image->size.height);
    const float scale = size_px / std::max(width, height);
    const Size shown{width * scale, height * scale};
    list.image(image, {0, 0, width, height},
               {centre.x - shown.width / 2, centre.y - shown.height / 2, shown.width, shown.height}, 0,
               static_cast<float>(colour.a) / 255);
}

} // namespace kiosk::scene
