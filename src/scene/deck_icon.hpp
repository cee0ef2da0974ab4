// An icon that a deck names for a line, a step or an amount: an outline, or a picture in colours of its own
// that the deck brings as a PNG. Read once at layout, drawn at any size. Never fails: what is not there draws
// nothing.
#pragma once

#include <string>
#include <string_view>

#include "scene/icon.hpp"
#include "scene/images.hpp"

namespace kiosk::scene {

class DeckIcon {
  public:
    DeckIcon() = default;
    // That of the deck's theme by this name, else the program's.
    [[nodiscard]] static DeckIcon make(const Context& context, std::string_view name);
    [[nodiscard]] bool empty() const { return file_.empty() && outline_.empty(); }
    [[nodiscard]] bool is_picture() const { return !file_.empty(); }
    // As Icon::draw(). Of a picture only the colour's alpha counts; it comes from `images`, and is drawn when
    // it is there.
    void draw(draw::DrawList& list, Point centre, float size_px, Colour colour, float stroke_units,
              Images* images) const;

  private:
    Icon outline_;
    std::string file_; // of a picture, within the deck's folder
};

} // namespace kiosk::scene
