// A theme: the colours of each ground, and the type styles, as theme.toml gives them (assets/theme.toml is
// the default that a deck's own file overrides). Made by deck/, read by scene/. Values only.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/colour.hpp"
#include "text/text.hpp"

namespace kiosk::deck {

struct GroundStop {
    float at = 0;
    Colour colour;
};

// The roles of colour on one ground. A ground that does not use a role repeats its text or line colour there.
struct Palette {
    std::vector<GroundStop> ground; // top to bottom; one stop is a plain colour
    Colour text, text_2, line, off, surface, surface_2, raised;
    Colour window_dark, door_open, map_land, point_off;
    Colour accent;                       // the harm, on grounds of the problem
    Colour light, light_high, light_low; // the way out
    Colour cta, cta_text, cta_pressed;
    Colour focus, scrim, scrim_private;
    Colour hairline, selected, key_special, disabled_ground, disabled_text; // forms
    Colour error, error_ground, ok;
    float stroke_scale = 1; // 1.5 in high contrast
    bool glow = true;
    bool outlined = false; // bodies are outlines, not fills (high contrast)
};

// The four grounds of the design.
enum class Ground : std::uint8_t { Night, Dawn, Amber, Paper };
// What a visitor may choose under "Aa", or staff for the event.
enum class Contrast : std::uint8_t { Standard, High, Light };

enum class TypeRole : std::uint8_t {
    Hero,
    Hero2,
    Qualifier,
    Display,
    Title,
    Title2,
    Lead,
    Body,
    Eyebrow,
    LabelSlide,
    Button,
    ButtonSmall,
    Label,
    Input,
    Key,
    Text,
    Source
};
constexpr std::size_t type_role_count = 17;

// A deck shows a few icons; more than these are not of one hand.
constexpr std::size_t theme_icons_max = 60;

struct Theme {
    // By contrast, then ground; already resolved (high contrast replaces night and dawn, and so on).
    std::array<std::array<Palette, 4>, 3> palettes;
    std::array<text::Style, type_role_count> styles;
    // The deck's own icons: name -> SVG path data on a grid of 32 units, to be stroked. Read without error.
    std::map<std::string, std::string, std::less<>> icons;

    [[nodiscard]] const Palette& palette(Contrast contrast, Ground ground) const {
        return palettes[static_cast<std::size_t>(contrast)][static_cast<std::size_t>(ground)];
    }
    [[nodiscard]] const text::Style& style(TypeRole role) const {
        return styles[static_cast<std::size_t>(role)];
    }
};

} // namespace kiosk::deck
