// A layout of the on-screen keyboard for one language, from assets/keyboards/TAG.toml. Data only: which key
// was touched is scene/'s, what it does is keyboard.hpp's.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/localised.hpp"

namespace kiosk::form {

enum class KeyAction : std::uint8_t { Type, Shift, Backspace, Next, Symbols, Letters, Accents, Space };

struct LayoutKey {
    KeyAction action = KeyAction::Type;
    std::string output;  // what Type types, one or more code points
    std::string shifted; // with shift; empty: the same
    std::string label;   // shown; empty: the output
    float width = 1;     // in key widths; gaps inside a wide key are added by the layout
};

// One face of the keyboard: letters, symbols or accents.
struct LayoutPage {
    std::vector<std::vector<LayoutKey>> rows;
};

struct KeyboardLayout {
    Language language; // "en"
    bool right_to_left = false;
    LayoutPage letters, symbols, accents;
    LayoutPage portrait_letters; // the portrait screen places some keys elsewhere; empty: as letters
    LayoutPage number_pad;       // for amounts
};

} // namespace kiosk::form
