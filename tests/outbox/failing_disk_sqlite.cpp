#include "outbox/failing_disk_sqlite.hpp"

#include <map>
#include <memory>

#include <sqlite3.h>

namespace kiosk::outbox {
namespace {

// SQLite's methods carry no data of ours; there is one disk at a time.
struct Registry {
    FailingDisk* disk = nullptr;
    std::map<const sqlite3_io_methods*, std::unique_ptr<sqlite3_io_methods>> patched;
};

Registry& registry() {
    static Registry one;
    return one;
}

sqlite3_vfs* real_vfs() {
    return static_cast<sqlite3_vfs*>(registry().disk->real());
}

const sqlite3_io_methods* original_of(const sqlite3_file* file) {
    for (const auto& [original, methods] : registry().patched)
        if (methods.get() == file->pMethods) return original;
    return nullptr;
}

int write_file(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
    const auto* original = original_of(file);
    if (registry().disk->fails()) return SQLITE_IOERR_WRITE;
    sqlite3_int64 now = 0;
    if (const int code = original->xFileSize(file, &now); code != SQLITE_OK) return code;
    if (offset + size > now && registry().disk->full(static_cast<std::uint64_t>(offset + size - now)))
        return SQLITE_FULL;
    return original->xWrite(file, bytes, size, offset);
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
    if (registry().disk->fails()) return SQLITE_IOERR_TRUNCATE;
    return original_of(file)->xTruncate(file, size);
}

int sync_file(sqlite3_file* file, int flags) {
    if (registry().disk->fails()) return SQLITE_IOERR_FSYNC;
    return original_of(file)->xSync(file, flags);
}

int open_file(sqlite3_vfs*, const char* path, sqlite3_file* file, int flags, int* out_flags) {
    const int code = real_vfs()->xOpen(real_vfs(), path, file, flags, out_flags);
    if (code != SQLITE_OK || file->pMethods == nullptr) return code;
    auto& methods = registry().patched[file->pMethods];
    if (!methods) methods = std::make_unique<sqlite3_io_methods>(*file->pMethods);
    methods->xWrite = write_file;
    methods->xTruncate = truncate_file;
    methods->xSync = sync_file;
    file->pMethods = methods.get();
    return code;
}

int remove_file(sqlite3_vfs*, const char* path, int sync) {
    if (registry().disk->fails()) return SQLITE_IOERR_DELETE;
    return real_vfs()->xDelete(real_vfs(), path, sync);
}

} // namespace

FailingDisk::FailingDisk() : real_(sqlite3_vfs_find(nullptr)) {
    auto vfs = std::make_unique<sqlite3_vfs>(*static_cast<sqlite3_vfs*>(real_));
    vfs->zName = "failing-disk";
    vfs->xOpen = open_file;
    vfs->xDelete = remove_file;
    registry().disk = this;
    sqlite3_vfs_register(vfs.get(), 0);
    vfs_ = vfs.release();
}

FailingDisk::~FailingDisk() {
    const std::unique_ptr<sqlite3_vfs> vfs(static_cast<sqlite3_vfs*>(vfs_));
    sqlite3_vfs_unregister(vfs.get());
    registry().disk = nullptr;
}

void FailingDisk::bound(const std::filesystem::path& folder, std::uint64_t bytes, std::uint64_t block) {
    folder_ = folder;
    bytes_max_ = bytes;
    block_ = block;
}

bool FailingDisk::fails() {
    return left_ >= 0 && left_-- == 0;
}

bool FailingDisk::full(std::uint64_t more) const {
    if (bytes_max_ == 0) return false;
    std::uint64_t used = more;
    std::error_code fault;
    for (const auto& entry : std::filesystem::directory_iterator(folder_, fault)) {
        const auto size = std::filesystem::file_size(entry.path(), fault);
        if (!fault) used += (size + block_ - 1) / block_ * block_;
    }
    return used > bytes_max_;
}

} // namespace kiosk::outbox
