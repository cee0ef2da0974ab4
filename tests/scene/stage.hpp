// A stage for tests of pictures: this machine's fonts, the program's own assets, a deck of a charity that
// does not exist, and a ground to draw on.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "deck/assets.hpp"
#include "deck/deck.hpp"
#include "draw/draw_list.hpp"
#include "scene/context.hpp"
#include "scene/picture.hpp"
#include "support/specimen.hpp"

namespace kiosk::test {

[[nodiscard]] inline Localised words(std::string english) {
    return {{{"en", std::move(english)}}};
}

class Stage {
  public:
    Stage();
    [[nodiscard]] scene::Context context(const scene::Look& look = {}) {
        return {landscape_.fonts(), deck, assets, look};
    }
    // Paints the picture at a moment on its ground to out/scene-NAME.png.
    void save(const scene::Picture& picture, const scene::Context& context, deck::Ground ground,
              const scene::Moment& moment, const std::string& name);

    deck::Deck deck;
    deck::Assets assets;

  private:
    Specimen landscape_{PixelSize{1920, 1080}}, portrait_{PixelSize{1080, 1920}};
};

// The deck in a folder of this repository. Throws when it has an error.
[[nodiscard]] deck::DeckPointer deck_of(const std::string& folder, const deck::Assets& assets);
// The deck that ships, as it stands in config/. Throws when it has an error.
[[nodiscard]] deck::DeckPointer shipped_deck(const deck::Assets& assets);

// The list of a picture alone.
[[nodiscard]] draw::DrawList drawn(const scene::Picture& picture, const scene::Moment& moment);
// All of a list's shapes of one kind, in order.
template <typename Shape> [[nodiscard]] std::vector<Shape> shapes(const draw::DrawList& list) {
    std::vector<Shape> found;
    for (const auto& command : list.commands())
        if (const auto* shape = std::get_if<Shape>(&command.shape)) found.push_back(*shape);
    return found;
}
// Whether two lists paint the same.
[[nodiscard]] bool same(const draw::DrawList& a, const draw::DrawList& b);

} // namespace kiosk::test
