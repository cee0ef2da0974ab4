// Input as the program knows it: fingers and keys in design pixels, each with the instant at which it came.
// Made by platform/ from SDL, by tests and the demo from scripts. The mouse of a desk is finger 0.
#pragma once

#include <cstdint>

#include "base/geometry.hpp"
#include "base/time.hpp"

namespace kiosk {

enum class Touch : std::uint8_t { Down, Move, Up, Cancelled };

struct FingerEvent {
    Touch touch = Touch::Down;
    std::int64_t finger = 0;
    Point at;
    Instant when;
};

enum class Key : std::uint8_t {
    Other,
    Tab,
    BackTab,
    Enter,
    Space,
    Escape,
    Backspace,
    Delete,
    Left,
    Right,
    Up,
    Down,
    Home,
    End,
    F10
};

// A key of a keyboard that is plugged in. `text` is the code point that it types, or 0.
struct KeyEvent {
    Key key = Key::Other;
    char32_t text = 0;
    Instant when;
};

} // namespace kiosk
