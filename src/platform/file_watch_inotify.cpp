#include "platform/file_watch_inotify.hpp"

#include <cerrno>
#include <cstring>
#include <sys/inotify.h>
#include <unistd.h>

#include "platform/files.hpp"

namespace kiosk::platform {

namespace {
constexpr int depth_max = 4; // a deck has two levels; a link in a circle must end
}

Result<FileWatch> FileWatch::create(const std::string& folder) {
    Descriptor inotify(inotify_init1(IN_NONBLOCK | IN_CLOEXEC));
    if (!inotify)
        return machine_error(std::string("folders cannot be watched: ") + std::strerror(errno), errno);
    FileWatch watch(std::move(inotify), folder);
    if (Result<void> watched = watch.watch(folder, 0); !watched) return watched.error();
    return watch;
}

Result<void> FileWatch::watch(const std::string& folder, int depth) {
    constexpr std::uint32_t what =
        IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ONLYDIR;
    if (inotify_add_watch(inotify_.number(), folder.c_str(), what) < 0) {
        return machine_error(folder + ": cannot be watched for changes: " + std::strerror(errno), errno);
    }
    if (depth >= depth_max) return Done{};
    const Result<std::vector<FolderEntry>> entries = list_folder(folder);
    if (!entries) return entries.error();
    for (const FolderEntry& entry : *entries) {
        if (!entry.folder) continue;
        if (Result<void> watched = watch(folder + "/" + entry.name, depth + 1); !watched) return watched;
    }
    return Done{};
}

bool FileWatch::changed(Instant now) {
    alignas(inotify_event) char buffer[4096];
    bool any = false;
    while (read(inotify_.number(), buffer, sizeof buffer) > 0) any = true;
    if (any) {
        last_change_ = now;
        // New folders are watched from now on; adding a watch twice is harmless. One that vanished meanwhile
        // is not an error: its vanishing is itself a change.
        static_cast<void>(watch(folder_, 0));
    }
    if (!last_change_ || now < *last_change_ + quiet_after_change) return false;
    last_change_.reset();
    return true;
}

} // namespace kiosk::platform
