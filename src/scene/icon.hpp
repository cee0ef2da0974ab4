// A stroked icon of assets/icons.toml or of the deck's theme, read once at layout and drawn at any size.
// Called by buttons, fields, keys and slides. Never fails: an icon that is not there draws nothing (a test of
// the assets finds those).
#pragma once

#include <string_view>

#include "base/colour.hpp"
#include "deck/assets.hpp"
#include "draw/draw_list.hpp"
#include "scene/context.hpp"

namespace kiosk::scene {

class Icon {
  public:
    Icon() = default;
    [[nodiscard]] static Icon make(const deck::Assets& assets, std::string_view name);
    // That of the deck's theme by this name, else the program's.
    [[nodiscard]] static Icon make(const Context& context, std::string_view name);
    [[nodiscard]] bool empty() const { return path_.verbs.empty(); }
    // `size_px` is the edge of the icon's square around `centre`; `stroke_units` is on its grid of 32.
    void draw(draw::DrawList& list, Point centre, float size_px, Colour colour,
              float stroke_units = 2.4F) const;

  private:
    [[nodiscard]] static Icon of(std::string_view path_data, bool turns);
    draw::Path path_;    // moved so that (0, 0) is the icon's middle
    bool turns_ = false; // points the way of reading, so that a mirrored list turns it too
};

} // namespace kiosk::scene
