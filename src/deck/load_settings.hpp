// Reads kiosk.toml. Called by the commands at the start and by `check`. All findings come at once; settings
// with an error are none, and the error says the first of them. Opens no file, looks at no environment.
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

#include "deck/diagnostic.hpp"
#include "deck/settings.hpp"

namespace kiosk::deck {

struct LoadedSettings {
    std::optional<Settings> settings; // none when there is an error
    Diagnostics diagnostics;
};

// `file` is where the text was read: it names the place in messages, and folders in the text are seen from
// it.
[[nodiscard]] LoadedSettings load_settings(std::string_view text, const std::filesystem::path& file);

} // namespace kiosk::deck
