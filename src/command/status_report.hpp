// What `pledge-kiosk status` says: counts of the outbox, how sending goes, keys, disk. Made by the command
// itself, or by a running kiosk, which has the store to itself and leaves the same in status.json every few
// seconds. Never holds anything of a visitor.
#pragma once

#include <atomic>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "deck/settings.hpp"
#include "outbox/store_thread.hpp"
#include "upload/uploader.hpp"

namespace kiosk::command {

// How the slides go on the screen of a running kiosk.
struct PictureFigures {
    // Frames that changed a pixel since the start; of those, in movements; of those, later than the display's
    // rate asks.
    std::uint64_t frames = 0, moving = 0, late = 0;
    std::map<std::string, std::string> benched; // slides that failed and are left out, and why
};

struct StatusReport {
    outbox::Counts counts;
    std::optional<upload::KeptState> upload; // nothing was sent yet
    std::vector<std::string> key_ids, hub_keys;
    std::uint64_t disk_left_bytes = 0;
    std::string note;
    bool running = false;   // a kiosk wrote it
    PictureFigures picture; // of a running one
    WallTime at;
};

// Without a store (nullptr) all counts are 0.
[[nodiscard]] Result<StatusReport> make_status(outbox::Outbox* store, const deck::Settings& settings,
                                               const std::filesystem::path& folder, WallTime at);

// One JSON object in a line, keys sorted; and back. An error names the key, never a value.
[[nodiscard]] std::string status_json(const StatusReport& report);
[[nodiscard]] Result<StatusReport> parse_status_json(std::string_view text);
[[nodiscard]] std::string status_text(const StatusReport& report);

constexpr std::string_view status_file_name = "status.json";
constexpr Duration status_every = seconds(10);
constexpr Duration status_stale = seconds(60); // a kiosk that was silent for so long may hang

// Keeps status.json while a kiosk runs. The store's thread reads and writes; the frame thread never waits.
class StatusKeeper {
  public:
    StatusKeeper(outbox::StoreThread& store, deck::Settings settings, std::filesystem::path folder);
    // Called once a turn; does something every `status_every`.
    void tick(Instant now, const PictureFigures& picture);

  private:
    outbox::StoreThread& store_;
    deck::Settings settings_;
    std::filesystem::path folder_;
    std::shared_ptr<std::atomic<bool>> asked_ =
        std::make_shared<std::atomic<bool>>(false); // not answered yet
    Instant next_;
};

} // namespace kiosk::command
