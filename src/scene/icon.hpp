// A stroked icon of assets/icons.toml, read once at layout and drawn at any size. Called by buttons, fields
// and keys. Never fails: an icon that is not there draws nothing (a test of the assets finds those).
#pragma once

#include <string_view>

#include "base/colour.hpp"
#include "deck/assets.hpp"
#include "draw/draw_list.hpp"

namespace kiosk::scene {

class Icon {
  public:
    Icon() = default;
    [[nodiscard]] static Icon make(const deck::Assets& assets, std::string_view name);
    [[nodiscard]] bool empty() const { return path_.verbs.empty(); }
    // `size_px` is the edge of the icon's square around `centre`; `stroke_units` is on its grid of 32.
    void draw(draw::DrawList& list, Point centre, float size_px, Colour colour,
              float stroke_units = 2.4F) const;

  private:
    draw::Path path_; // moved so that (0, 0) is the icon's middle
};

} // namespace kiosk::scene
