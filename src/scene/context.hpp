// What every layout needs: fonts, theme, words, and the look that this visitor or event has chosen. Passed by
// reference to all of scene/; holds no state of its own.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/geometry.hpp"
#include "deck/assets.hpp"
#include "deck/deck.hpp"
#include "deck/theme.hpp"
#include "draw/draw_list.hpp"
#include "text/text.hpp"

namespace kiosk::scene {

enum class Orientation : std::uint8_t { Landscape, Portrait };

// The canvas in design pixels: 1920 x 1080 or 1080 x 1920.
[[nodiscard]] constexpr Size canvas(Orientation orientation) {
    return orientation == Orientation::Landscape ? Size{1920, 1080} : Size{1080, 1920};
}

struct Look {
    Orientation orientation = Orientation::Landscape;
    deck::Contrast contrast = deck::Contrast::Standard;
    float text_size = 1; // 1.0, 1.2 or 1.4
    bool still = false;  // less movement
    bool lower = false;  // what can be touched stands as low as it can
    bool read_aloud = false;
    float lift_px = 0; // by which the controls at the foot stand higher: the screen hangs low (reach.hpp)
    Language language = "en";
    bool operator==(const Look&) const = default;
};

struct Context {
    text::Fonts& fonts;
    const deck::Deck& deck;
    const deck::Assets& assets;
    Look look;
    // Above the source line of the slide that is laid out: no second sentence comes lower.
    float words_bottom = 1e9F;
    // The title of the slide that is laid out, and the element that it is (carry.hpp).
    std::string_view title{};
    draw::ElementId title_element = 0;
    // Where set, collects titles that are too long for their place even at the smallest size; for `check`.
    std::vector<std::string>* unfit = nullptr;

    [[nodiscard]] bool portrait() const { return look.orientation == Orientation::Portrait; }
    // The canvas's width where the language runs from right to left, and all is laid out from the right
    // (draw::DrawList::mirrored); else 0.
    [[nodiscard]] float mirror_width() const;
    [[nodiscard]] const deck::Palette& palette(deck::Ground ground) const {
        return deck.theme.palette(look.contrast, ground);
    }
    // The style of a role at the visitor's text size: hero, display, qualifier do not grow, titles by at most
    // 1.15, all else by the whole factor.
    [[nodiscard]] text::Style style(deck::TypeRole role) const;
    [[nodiscard]] std::string_view word(std::string_view key) const {
        return assets.words.get(key, look.language);
    }
    [[nodiscard]] std::string_view in(const Localised& words_of_deck) const {
        return words_of_deck.in(look.language);
    }
};

// Arabic, Hebrew and their like, by the language's tag.
[[nodiscard]] bool reads_from_right(std::string_view language);

} // namespace kiosk::scene
