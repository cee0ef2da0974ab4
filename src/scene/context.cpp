#include "scene/context.hpp"

#include <algorithm>

#include "text/bidi_fribidi.hpp"

namespace kiosk::scene {

text::Style Context::style(deck::TypeRole role) const {
    constexpr float title_growth_max = 1.15F;
    const text::Style& style = deck.theme.style(role);
    switch (role) {
    case deck::TypeRole::Hero:
    case deck::TypeRole::Hero2:
    case deck::TypeRole::Qualifier:
    case deck::TypeRole::Display: return style;
    case deck::TypeRole::Title:
    case deck::TypeRole::Title2: return style.scaled(std::min(look.text_size, title_growth_max));
    default: return style.scaled(look.text_size);
    }
}

float Context::mirror_width() const {
    return reads_from_right(look.language) ? canvas(look.orientation).width : 0;
}

bool reads_from_right(std::string_view language) {
    return text::is_right_to_left_language(language);
}

} // namespace kiosk::scene
