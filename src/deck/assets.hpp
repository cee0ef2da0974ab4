// What the program needs to be itself, from assets/: interface words by language, icons, keyboard layouts,
// the default theme. Loaded once at the start by load_assets(); read by scene/ and the form.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "deck/load_land.hpp"
#include "deck/theme.hpp"
#include "deck/words.hpp"
#include "form/keyboard_layout.hpp"

namespace kiosk::deck {

struct Assets {
    Words words;
    std::map<std::string, std::string, std::less<>>
        icons; // name -> SVG path data on a 32-unit grid, to be stroked
    std::vector<form::KeyboardLayout> keyboards;
    Theme theme;
    std::vector<LandPoint> land_landscape, land_portrait; // assets/map/land_*.csv, by load_land()
};

} // namespace kiosk::deck
