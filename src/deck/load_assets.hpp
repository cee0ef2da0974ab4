// Reads assets/: words/TAG.toml, keyboards/TAG.toml, icons.toml, theme.toml and the dots of the land. Called
// once at the start by the commands, and by tests. What is wrong here is our own mistake, so that all
// findings come as one error; nothing is shown half loaded.
#pragma once

#include "base/result.hpp"
#include "deck/assets.hpp"
#include "deck/diagnostic.hpp"
#include "deck/files.hpp"

namespace kiosk::deck {

[[nodiscard]] Result<Assets> load_assets(const Files& files);

} // namespace kiosk::deck
