// Files as the program needs them: read with a bound, written whole or not at all, folders listed in order,
// and the kiosk's own state folder. Called by main, the commands and the deck's loader. Never follows a size
// that a file claims, never leaves half a file under its final name, and never deletes anything.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/shared_bytes.hpp"

namespace kiosk::platform {

// The whole file as bytes. One that is absent, no plain file, or longer than `bytes_max` is an error that
// says so.
[[nodiscard]] Result<std::string> read_file(const std::string& path, std::size_t bytes_max);
// As above, but an absent file is nothing and no error.
[[nodiscard]] Result<std::optional<std::string>> read_file_if_there(const std::string& path,
                                                                    std::size_t bytes_max);
// The first bytes of a plain file and its whole length.
struct FileHead {
    std::string bytes;
    std::uint64_t file_bytes = 0;
};
// Of a file that strangers named within `folder`: nothing outside is reached by "..", by a path from the root
// or by a symbolic link on the way. What would lead out is an error; an absent file is nothing and no error.
[[nodiscard]] Result<std::optional<std::string>>
read_file_beneath(const std::string& folder, const std::string& path, std::size_t bytes_max);
[[nodiscard]] Result<std::optional<FileHead>>
read_head_beneath(const std::string& folder, const std::string& path, std::size_t bytes_max);
// The file as it lies on the disk, mapped read-only. For files that are replaced and never rewritten, such as
// those of packages: one that shrinks while it is mapped ends the program.
[[nodiscard]] Result<SharedBytes> map_file(const std::string& path, std::size_t bytes_max);
// Temporary name, write, fsync, rename, fsync of the folder. `mode` as for chmod.
[[nodiscard]] Result<void> write_file(const std::string& path, std::string_view bytes, unsigned mode = 0644);
[[nodiscard]] inline std::string_view as_text(std::span<const std::uint8_t> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

struct FolderEntry {
    std::string name;
    bool folder = false;
};
// Plain files and folders by name in byte order; names that begin with a dot are left out.
[[nodiscard]] Result<std::vector<FolderEntry>> list_folder(const std::string& path);
[[nodiscard]] bool is_file(const std::string& path);
[[nodiscard]] bool is_folder(const std::string& path);
// Creates the folder and those above it that are missing, with this mode.
[[nodiscard]] Result<void> make_folder(const std::string& path, unsigned mode = 0755);
// Bytes that this user may still write to the disk that holds `path`.
[[nodiscard]] Result<std::uint64_t> disk_left(const std::string& path);

// $STATE_DIRECTORY, else $XDG_STATE_HOME/pledge-kiosk, else ~/.local/state/pledge-kiosk; made with mode 0700.
// One that others can enter, that belongs to somebody else or that cannot be written is an error of the
// machine.
[[nodiscard]] Result<std::string> state_folder();
// The same checks for a folder given by name.
[[nodiscard]] Result<std::string> private_folder(const std::string& path);

} // namespace kiosk::platform
