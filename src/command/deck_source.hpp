// Where the deck comes from while the kiosk runs: loaded at the start, watched, and loaded anew on a thread
// of its own when it is saved. A deck with a mistake leaves the last good one, and only staff are told. Owned
// by the loop.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "base/result.hpp"
#include "deck/assets.hpp"
#include "deck/deck.hpp"
#include "deck/diagnostic.hpp"
#include "deck/settings.hpp"
#include "platform/file_watch_inotify.hpp"

namespace kiosk::command {

class DeckSource {
  public:
    // Prints every finding of a deck that does not load, and fails.
    [[nodiscard]] static Result<std::unique_ptr<DeckSource>> open(const deck::Settings& settings);
    ~DeckSource();

    [[nodiscard]] const deck::Assets& assets() const { return assets_; }
    [[nodiscard]] const deck::DeckPointer& deck() const { return deck_; }
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
    // Of the deck on the screen, or of the one that was refused after it.
    [[nodiscard]] const deck::Diagnostics& findings() const { return findings_; }
    [[nodiscard]] bool refused() const { return refused_; }
    // What was found while the deck on the screen is shown; staff read it among the findings.
    void note(const deck::Diagnostics& more) { findings_.insert(findings_.end(), more.begin(), more.end()); }

    // A good deck that was saved since the last call. Starts the loader when the folder has changed; never
    // waits.
    [[nodiscard]] deck::DeckPointer take_new(Instant now);
    [[nodiscard]] bool can_go_back() const { return before_ != nullptr; }
    // The deck before this one; going back twice comes forward again.
    [[nodiscard]] deck::DeckPointer go_back();

  private:
    struct Loaded {
        deck::DeckPointer deck;
        deck::Diagnostics findings;
    };
    DeckSource() = default;
    [[nodiscard]] Loaded load() const;
    void start_loading();

    std::filesystem::path folder_;
    deck::Assets assets_;
    deck::DeckPointer deck_, before_;
    deck::Diagnostics findings_;
    bool refused_ = false;
    std::optional<platform::FileWatch> watch_;
    std::mutex mutex_;
    std::optional<Loaded> loaded_; // by the loader, not yet taken
    bool loading_ = false, again_ = false;
    std::jthread loader_; // last: it ends first
};

} // namespace kiosk::command
