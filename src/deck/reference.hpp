// config/REFERENCE.md, written from the table of keys. Called by `pledge-kiosk check --reference` and by the
// test that compares the committed file. Never edited by hand.
#pragma once

#include <string>

namespace kiosk::deck {

[[nodiscard]] std::string reference();

} // namespace kiosk::deck
