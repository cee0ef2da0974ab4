#include "platform/files.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <filesystem>
#include <linux/openat2.h>
#include <memory>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "platform/descriptor.hpp"

namespace kiosk::platform {

namespace {

Error failed(const std::string& path, const char* what, int number) {
    return machine_error(path + ": " + what + ": " + std::strerror(number), number);
}

Result<std::string> read_all(const Descriptor& file, const std::string& path, std::size_t bytes_max) {
    struct stat facts {};
    if (fstat(file.number(), &facts) != 0) return failed(path, "cannot be read", errno);
    if (!S_ISREG(facts.st_mode)) return input_error(path + ": expected a plain file, found something else");
    std::string bytes;
    // One byte more than allowed, so that a file that grows while it is read is noticed too.
    constexpr std::size_t piece = 64 * 1024;
    while (bytes.size() <= bytes_max) {
        const std::size_t had = bytes.size();
        bytes.resize(had + std::min(piece, bytes_max + 1 - had));
        const ssize_t got = read(file.number(), bytes.data() + had, bytes.size() - had);
        if (got < 0 && errno != EINTR) return failed(path, "cannot be read", errno);
        bytes.resize(had + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
        if (got == 0) return bytes;
    }
    return input_error(path + ": expected at most " + std::to_string(bytes_max) + " bytes, found more");
}

Result<FileHead> read_head(const Descriptor& file, const std::string& path, std::size_t bytes_max) {
    struct stat facts {};
    if (fstat(file.number(), &facts) != 0) return failed(path, "cannot be read", errno);
    if (!S_ISREG(facts.st_mode)) return input_error(path + ": expected a plain file, found something else");
    FileHead head;
    head.file_bytes = static_cast<std::uint64_t>(facts.st_size);
    head.bytes.resize(std::min<std::uint64_t>(bytes_max, head.file_bytes));
    std::size_t had = 0;
    while (had < head.bytes.size()) {
        const ssize_t got = read(file.number(), head.bytes.data() + had, head.bytes.size() - had);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return failed(path, "cannot be read", errno);
        if (got == 0) break;
        had += static_cast<std::size_t>(got);
    }
    head.bytes.resize(had);
    return head;
}

// The kernel itself keeps the path inside: openat2(2), Linux 5.6. No descriptor where there is no such file.
// O_NONBLOCK: a pipe that lies where a file should be must not hold the kiosk.
Result<Descriptor> open_beneath(const std::string& folder, const std::string& path) {
    const Descriptor root(open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    if (!root && (errno == ENOENT || errno == ENOTDIR)) return Descriptor();
    if (!root) return failed(folder, "cannot be opened", errno);
    open_how how{};
    how.flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK;
    how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS;
    Descriptor file(static_cast<int>(syscall(SYS_openat2, root.number(), path.c_str(), &how, sizeof how)));
    if (file) return Result<Descriptor>(std::move(file));
    const int number = errno;
    if (number == ENOENT || number == ENOTDIR) return Descriptor();
    if (number == EXDEV)
        return input_error(path + ": expected a path inside of the deck's folder, such as pictures/hall.jpg");
    if (number == ELOOP)
        return input_error(path +
                           ": expected a file of the deck itself, found a symbolic link on the way to it");
    return failed(folder + "/" + path, "cannot be opened", number);
}

Result<void> write_all(const Descriptor& file, std::string_view bytes, const std::string& path) {
    while (!bytes.empty()) {
        const ssize_t wrote = write(file.number(), bytes.data(), bytes.size());
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote < 0) return failed(path, "cannot be written", errno);
        bytes.remove_prefix(static_cast<std::size_t>(wrote));
    }
    if (fsync(file.number()) != 0) return failed(path, "cannot be synced to disk", errno);
    return Done{};
}

std::string folder_of(const std::string& path) {
    const std::string folder = std::filesystem::path(path).parent_path().string();
    return folder.empty() ? "." : folder;
}

bool has_mode(const std::string& path, mode_t kind) {
    struct stat facts {};
    return stat(path.c_str(), &facts) == 0 && (facts.st_mode & S_IFMT) == kind;
}

} // namespace

Result<std::optional<std::string>> read_file_beneath(const std::string& folder, const std::string& path,
                                                     std::size_t bytes_max) {
    auto file = open_beneath(folder, path);
    if (!file) return file.error();
    if (!*file) return std::optional<std::string>{};
    auto bytes = read_all(*file, folder + "/" + path, bytes_max);
    if (!bytes) return bytes.error();
    return std::optional<std::string>(std::move(*bytes));
}

Result<std::optional<FileHead>> read_head_beneath(const std::string& folder, const std::string& path,
                                                  std::size_t bytes_max) {
    auto file = open_beneath(folder, path);
    if (!file) return file.error();
    if (!*file) return std::optional<FileHead>{};
    auto head = read_head(*file, folder + "/" + path, bytes_max);
    if (!head) return head.error();
    return std::optional<FileHead>{std::move(*head)};
}

Result<std::string> read_file(const std::string& path, std::size_t bytes_max) {
    // O_NONBLOCK: a pipe that lies where a file should be must not hold the kiosk.
    const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!file && errno == ENOENT) return input_error(path + ": there is no such file");
    if (!file) return failed(path, "cannot be opened", errno);
    return read_all(file, path, bytes_max);
}

Result<SharedBytes> map_file(const std::string& path, std::size_t bytes_max) {
    const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file) return failed(path, "cannot be opened", errno);
    struct stat facts {};
    if (fstat(file.number(), &facts) != 0) return failed(path, "cannot be read", errno);
    if (!S_ISREG(facts.st_mode) || facts.st_size <= 0)
        return input_error(path + ": expected a plain file with something in it");
    const auto size = static_cast<std::size_t>(facts.st_size);
    if (size > bytes_max)
        return input_error(path + ": expected at most " + std::to_string(bytes_max) + " bytes, found more");
    void* mapped = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.number(), 0);
    if (mapped == MAP_FAILED) return failed(path, "cannot be mapped", errno);
    std::shared_ptr<const void> owner(mapped,
                                      [size](const void* at) { munmap(const_cast<void*>(at), size); });
    return SharedBytes(std::move(owner), {static_cast<const std::byte*>(mapped), size});
}

Result<std::optional<std::string>> read_file_if_there(const std::string& path, std::size_t bytes_max) {
    struct stat facts {};
    if (stat(path.c_str(), &facts) != 0 && errno == ENOENT) return std::optional<std::string>();
    Result<std::string> bytes = read_file(path, bytes_max);
    if (!bytes) return bytes.error();
    return std::optional<std::string>(std::move(bytes).value());
}

Result<void> write_file(const std::string& path, std::string_view bytes, unsigned mode) {
    std::string temporary = path + ".XXXXXX";
    Descriptor file(mkostemp(temporary.data(), O_CLOEXEC));
    if (!file) return failed(path, "cannot be written", errno);
    Result<void> written = write_all(file, bytes, path);
    if (written && fchmod(file.number(), static_cast<mode_t>(mode)) != 0) {
        written = failed(path, "cannot be given its permissions", errno);
    }
    if (written && rename(temporary.c_str(), path.c_str()) != 0)
        written = failed(path, "cannot be replaced", errno);
    if (!written) {
        unlink(temporary.c_str());
        return written;
    }
    const Descriptor folder(open(folder_of(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder || fsync(folder.number()) != 0)
        return failed(path, "its folder cannot be synced to disk", errno);
    return Done{};
}

Result<std::vector<FolderEntry>> list_folder(const std::string& path) {
    const std::unique_ptr<DIR, int (*)(DIR*)> folder(opendir(path.c_str()), &closedir);
    if (!folder) return failed(path, "cannot be listed", errno);
    std::vector<FolderEntry> entries;
    while (const dirent* entry = readdir(folder.get())) {
        const std::string name = entry->d_name;
        if (name.starts_with('.')) continue;
        const std::string whole = path + "/" + name;
        if (is_file(whole) || is_folder(whole)) entries.push_back({name, is_folder(whole)});
    }
    std::ranges::sort(entries, {}, &FolderEntry::name);
    return entries;
}

bool is_file(const std::string& path) {
    return has_mode(path, S_IFREG);
}
bool is_folder(const std::string& path) {
    return has_mode(path, S_IFDIR);
}

Result<void> make_folder(const std::string& path, unsigned mode) {
    if (is_folder(path)) return Done{};
    const std::string above = folder_of(path);
    if (above != path && !is_folder(above)) {
        if (Result<void> made = make_folder(above, mode); !made) return made;
    }
    if (mkdir(path.c_str(), static_cast<mode_t>(mode)) != 0 && errno != EEXIST) {
        return failed(path, "this folder cannot be made", errno);
    }
    if (!is_folder(path)) return machine_error(path + ": expected a folder, found something else");
    return Done{};
}

Result<std::uint64_t> disk_left(const std::string& path) {
    struct statvfs facts {};
    if (statvfs(path.c_str(), &facts) != 0)
        return failed(path, "the disk's free space cannot be read", errno);
    return static_cast<std::uint64_t>(facts.f_bavail) * facts.f_frsize;
}

Result<std::string> private_folder(const std::string& path) {
    if (Result<void> made = make_folder(path, 0700); !made) return made.error();
    struct stat facts {};
    if (stat(path.c_str(), &facts) != 0) return failed(path, "cannot be read", errno);
    if (facts.st_uid != geteuid()) {
        return machine_error(path +
                             ": this folder belongs to another user; give it to the kiosk's user, or start "
                             "the kiosk as its owner");
    }
    if ((facts.st_mode & 0077) != 0 && chmod(path.c_str(), 0700) != 0) {
        return failed(path, "others can enter this folder, and it cannot be closed to them", errno);
    }
    if (access(path.c_str(), W_OK | X_OK) != 0) return failed(path, "cannot be written", errno);
    return path;
}

} // namespace kiosk::platform
