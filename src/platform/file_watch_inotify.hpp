// Tells when something in a folder, or in the folders below it, has changed and has been quiet since: a deck
// that is being saved. Polled by the main loop. Never reads the files, and never says what changed.
#pragma once

#include <optional>
#include <string>

#include "base/result.hpp"
#include "base/time.hpp"
#include "platform/descriptor.hpp"

namespace kiosk::platform {

// Editors write a file in several steps; this long without a step means that it is whole.
constexpr Duration quiet_after_change = milliseconds(250);

class FileWatch {
  public:
    [[nodiscard]] static Result<FileWatch> create(const std::string& folder);
    // True once for each burst of changes, `quiet_after_change` after its last. Cheap: one read that does not
    // wait.
    [[nodiscard]] bool changed(Instant now);
    // When changed() may become true without anything more happening; Instant::never() when nothing is
    // pending.
    [[nodiscard]] Instant due() const {
        return last_change_ ? *last_change_ + quiet_after_change : Instant::never();
    }

  private:
    FileWatch(Descriptor inotify, std::string folder)
        : inotify_(std::move(inotify)),
          folder_(std::move(folder)) {}
    [[nodiscard]] Result<void> watch(const std::string& folder, int depth);

    Descriptor inotify_;
    std::string folder_;
    std::optional<Instant> last_change_;
};

} // namespace kiosk::platform
