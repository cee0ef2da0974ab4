// A layout of the on-screen keyboard for one language, from assets/keyboards/TAG.toml. Data only: which key
// was touched is scene/'s, what it does is keyboard.hpp's.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/localised.hpp"

namespace kiosk::form {

enum class KeyAction : std::uint8_t { Type, Shift, Backspace, Next, Symbols, Letters, Accents, Space };

// Keys that only some fields need: "@" and ".com" for email; the accents for all others, in the same places.
enum class KeyFor : std::uint8_t { Any, Email, Others };

struct LayoutKey {
    KeyAction action = KeyAction::Type;
    std::string output;  // what Type types, one or more code points
    std::string shifted; // with shift; empty: the same
    std::string label;   // shown; empty: the output
    float width = 1;     // in key widths; gaps inside a wide key are added by the layout
    KeyFor used_for = KeyFor::Any;
};

// One face of the keyboard: letters, symbols or accents. Landscape rows add up to 11 key widths, portrait
// rows to at most 10, counted for one kind of field: a row holds its keys for email and its keys for others
// side by side.
struct LayoutPage {
    std::vector<std::vector<LayoutKey>> rows;
};

struct KeyboardLayout {
    Language language; // "en"
    bool right_to_left = false;
    bool latin_accents = false; // the page of accents holds Latin letters, which email addresses need
    LayoutPage letters, symbols, accents;
    // The portrait screen places some keys elsewhere; an empty page: as in landscape.
    LayoutPage portrait_letters, portrait_symbols, portrait_accents;
    LayoutPage number_pad; // for amounts
};

} // namespace kiosk::form
