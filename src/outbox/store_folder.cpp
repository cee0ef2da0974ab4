#include "outbox/store_folder.hpp"

#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <string>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace kiosk::outbox {
namespace {

constexpr mode_t folder_mode = 0700, file_mode = 0600;
constexpr int set_aside_max = 10'000; // far above what a disk fails in its life

Error system_error(const std::string& what, const std::filesystem::path& path) {
    const int number = errno;
    return machine_error(what + " " + path.string() + ": " + std::strerror(number) +
                             ". Check that the disk is there and writable, and who owns the folder.",
                         0);
}

class Descriptor {
  public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0) close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int number() const { return number_; }
    [[nodiscard]] bool good() const { return number_ >= 0; }

  private:
    int number_;
};

bool write_all(int descriptor, const char* data, std::size_t size) {
    while (size > 0) {
        const ssize_t written = write(descriptor, data, size);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        data += written;
        size -= static_cast<std::size_t>(written);
    }
    return true;
}

} // namespace

Result<StoreFolder> StoreFolder::open(const std::filesystem::path& path) {
    std::error_code fault;
    if (path.has_parent_path()) std::filesystem::create_directories(path.parent_path(), fault);
    if (mkdir(path.c_str(), folder_mode) != 0 && errno != EEXIST)
        return system_error("Cannot make the folder", path);
    struct stat found {};
    if (stat(path.c_str(), &found) != 0) return system_error("Cannot look at", path);
    if (!S_ISDIR(found.st_mode))
        return machine_error(path.string() +
                             " is no folder. Name another folder for the state, or move the file away.");
    if ((found.st_mode & 0777U) != folder_mode && chmod(path.c_str(), folder_mode) != 0)
        return system_error("Cannot close to others the folder", path);
    return StoreFolder(path);
}

Result<void> StoreFolder::sync() const {
    const Descriptor folder(::open(path_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder.good() || fsync(folder.number()) != 0) return system_error("Cannot sync the folder", path_);
    return {};
}

Result<bool> StoreFolder::make_database_file() const {
    const Descriptor made(
        ::open(database().c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, file_mode));
    if (made.good()) {
        if (fsync(made.number()) != 0) return system_error("Cannot sync", database());
        if (auto synced = sync(); !synced) return synced.error();
        return true;
    }
    if (errno != EEXIST) return system_error("Cannot make", database());
    if (chmod(database().c_str(), file_mode) != 0) return system_error("Cannot close to others", database());
    return false;
}

Result<std::filesystem::path> StoreFolder::set_aside() const {
    for (int i = 1; i <= set_aside_max; ++i) {
        const std::filesystem::path aside = path_ / ("outbox.db.damaged-" + std::to_string(i));
        std::error_code fault;
        if (std::filesystem::exists(std::filesystem::symlink_status(aside, fault))) continue;
        // The journal first: without it beside the file, nothing can play it into the new store.
        const std::filesystem::path journal = database().string() + "-journal";
        if (rename(journal.c_str(), (aside.string() + "-journal").c_str()) != 0 && errno != ENOENT)
            return system_error("Cannot set aside", journal);
        if (rename(database().c_str(), aside.c_str()) != 0)
            return system_error("Cannot set aside", database());
        if (auto synced = sync(); !synced) return synced.error();
        return aside;
    }
    return machine_error("There are too many damaged stores in " + path_.string() +
                         ". Move them away, to be recovered.");
}

Result<void> StoreFolder::replace_database(const std::filesystem::path& rebuilt) const {
    const Descriptor file(::open(rebuilt.c_str(), O_RDWR | O_CLOEXEC));
    if (!file.good() || fchmod(file.number(), file_mode) != 0 || fsync(file.number()) != 0)
        return system_error("Cannot sync", rebuilt);
    if (rename(rebuilt.c_str(), database().c_str()) != 0) return system_error("Cannot replace", database());
    return sync();
}

std::optional<StoreFolder::Node> StoreFolder::database_node() const {
    struct stat found {};
    if (stat(database().c_str(), &found) != 0) return std::nullopt;
    return Node{found.st_dev, found.st_ino};
}

bool StoreFolder::database_is(const Node& node) const {
    struct stat found {};
    if (stat(database().c_str(), &found) != 0) return errno != ENOENT && errno != ENOTDIR;
    return Node{found.st_dev, found.st_ino} == node;
}

bool StoreFolder::make_reserve() const {
    const std::filesystem::path path = path_ / "reserve";
    struct stat found {};
    if (stat(path.c_str(), &found) == 0 && found.st_size == static_cast<off_t>(reserve_bytes)) return true;
    const Descriptor file(
        ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, file_mode));
    // Written, not only allocated: some file systems promise room that they do not have.
    const std::vector<char> zeros(reserve_bytes, '\0');
    if (file.good() && write_all(file.number(), zeros.data(), zeros.size()) && fsync(file.number()) == 0)
        return true;
    unlink(path.c_str());
    return false;
}

std::optional<std::uint64_t> StoreFolder::bytes_left() const {
    struct statvfs found {};
    if (statvfs(path_.c_str(), &found) != 0) return std::nullopt;
    return static_cast<std::uint64_t>(found.f_bavail) * found.f_frsize;
}

bool StoreFolder::release_reserve() const {
    return unlink((path_ / "reserve").c_str()) == 0;
}

std::uint64_t StoreFolder::seq_floor() const {
    const Descriptor file(::open((path_ / "seq-floor").c_str(), O_RDONLY | O_CLOEXEC));
    std::array<char, 24> digits{};
    const ssize_t size = file.good() ? read(file.number(), digits.data(), digits.size()) : 0;
    std::uint64_t floor = 0;
    if (size > 0) std::from_chars(digits.data(), digits.data() + size, floor);
    return floor;
}

Result<void> StoreFolder::raise_seq_floor(std::uint64_t floor) const {
    const std::filesystem::path path = path_ / "seq-floor", next = path_ / "seq-floor.new";
    {
        const Descriptor file(
            ::open(next.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, file_mode));
        const std::string text = std::to_string(floor) + "\n";
        if (!file.good() || !write_all(file.number(), text.data(), text.size()) || fsync(file.number()) != 0)
            return system_error("Cannot write", next);
    }
    if (rename(next.c_str(), path.c_str()) != 0) return system_error("Cannot replace", path);
    return sync();
}

} // namespace kiosk::outbox
