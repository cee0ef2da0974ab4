// What `check` says about the pictures of a deck: each is decoded, as the kiosk will, and held against the
// rooms in which it is shown. Called by check.cpp.
#pragma once

#include <filesystem>

#include "deck/diagnostic.hpp"
#include "deck/load.hpp"

namespace kiosk::command {

// Rules: "picture" (it cannot be decoded), "picture-small" (blown up by more than a quarter on a screen of
// 1920 x 1080, lying or standing), "picture-large" (far more pixels than any screen shows). `folder` is the
// deck's.
[[nodiscard]] deck::Diagnostics check_pictures(const std::filesystem::path& folder,
                                               const deck::LoadedDeck& loaded);

} // namespace kiosk::command
