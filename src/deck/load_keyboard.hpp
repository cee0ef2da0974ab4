// A layout of the on-screen keyboard from assets/keyboards/TAG.toml. The rows' notation stands at the head of
// assets/keyboards/en.toml. Called by load_assets().
#pragma once

#include <string>

#include "deck/diagnostic.hpp"
#include "deck/node.hpp"
#include "form/keyboard_layout.hpp"

namespace kiosk::deck {

[[nodiscard]] form::KeyboardLayout load_keyboard(const Node& root, const std::string& file,
                                                 Diagnostics& diagnostics);

} // namespace kiosk::deck
