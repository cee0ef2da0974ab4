// Whether somebody has shown that sign-ups sealed by this kiosk can be opened again: the go-live ceremony's
// memory, a small text file in the state folder. Made by `golive`, asked by `run` and `doctor`. Holds public
// keys and hashes of challenges; never a secret, and nothing of a visitor.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "deck/settings.hpp"

namespace kiosk::command {

struct LiveKey {
    std::string recipient;           // age1...
    std::string challenge;           // SHA-256 of the words, in hex; empty when none is open
    std::optional<WallTime> live_at; // when its holder answered
};

class LiveState {
  public:
    // An absent file is a state without keys.
    [[nodiscard]] static Result<LiveState> read(const std::filesystem::path& folder);
    [[nodiscard]] Result<void> write(const std::filesystem::path& folder) const;

    // A challenge for the key, in place of an older one.
    void challenge(const std::string& recipient, std::string_view words);
    // The key whose challenge these words answer becomes live; nothing when they answer none.
    [[nodiscard]] std::optional<std::string> answer(std::string_view words, WallTime at);
    [[nodiscard]] std::optional<WallTime> live_at(std::string_view recipient) const;

  private:
    std::vector<LiveKey> keys_;
};

// Six random words for a person to copy, such as "KITE OTTER PLUM MAPLE CLOUD DAISY".
[[nodiscard]] std::string challenge_words();

// Fault::Key, with what to do, until the holder of at least one key of the settings has answered. Demo mode
// needs nobody.
[[nodiscard]] Result<void> check_live(const deck::Settings& settings, const std::filesystem::path& folder);

} // namespace kiosk::command
