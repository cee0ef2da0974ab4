#include "outbox/power_cut_sqlite.hpp"

#include <algorithm>
#include <cstring>
#include <memory>

#include <sqlite3.h>

namespace kiosk::outbox {
namespace {

constexpr std::size_t torn_bytes = 512; // what a disk writes whole

struct Handle {
    sqlite3_file base;
    PowerCutDisk* disk;
    PowerCutDisk::File* file;
    bool journal;
};
static_assert(std::is_standard_layout_v<Handle>);

Handle& of(sqlite3_file* file) {
    return *reinterpret_cast<Handle*>(file);
}

int close_file(sqlite3_file*) {
    return SQLITE_OK;
}

int read_file(sqlite3_file* base, void* out, int size, sqlite3_int64 offset) {
    Handle& handle = of(base);
    if (!handle.disk->alive()) return SQLITE_IOERR_READ;
    const auto& live = handle.file->live;
    const auto start = std::min(static_cast<std::size_t>(offset), live.size());
    const auto count = std::min(static_cast<std::size_t>(size), live.size() - start);
    if (count > 0) std::memcpy(out, live.data() + start, count);
    if (count == static_cast<std::size_t>(size)) return SQLITE_OK;
    std::memset(static_cast<char*>(out) + count, 0, static_cast<std::size_t>(size) - count);
    return SQLITE_IOERR_SHORT_READ;
}

int write_file(sqlite3_file* base, const void* bytes, int size, sqlite3_int64 offset) {
    Handle& handle = of(base);
    if (!handle.disk->alive()) return SQLITE_IOERR_WRITE;
    handle.disk->write(*handle.file, static_cast<std::uint64_t>(offset),
                       static_cast<const std::uint8_t*>(bytes), static_cast<std::size_t>(size));
    handle.disk->spend();
    return handle.disk->alive() ? SQLITE_OK : SQLITE_IOERR_WRITE;
}

int truncate_file(sqlite3_file* base, sqlite3_int64 size) {
    Handle& handle = of(base);
    if (!handle.disk->alive()) return SQLITE_IOERR_TRUNCATE;
    handle.disk->truncate(*handle.file, static_cast<std::uint64_t>(size));
    handle.disk->spend();
    return handle.disk->alive() ? SQLITE_OK : SQLITE_IOERR_TRUNCATE;
}

int sync_file(sqlite3_file* base, int) {
    Handle& handle = of(base);
    handle.disk->spend();
    if (!handle.disk->alive()) return SQLITE_IOERR_FSYNC;
    handle.disk->sync(*handle.file, handle.journal);
    return SQLITE_OK;
}

int file_size(sqlite3_file* base, sqlite3_int64* size) {
    if (!of(base).disk->alive()) return SQLITE_IOERR_FSTAT;
    *size = static_cast<sqlite3_int64>(of(base).file->live.size());
    return SQLITE_OK;
}

int lock_file(sqlite3_file*, int) {
    return SQLITE_OK;
}

int check_reserved(sqlite3_file*, int* reserved) {
    *reserved = 0;
    return SQLITE_OK;
}

int control(sqlite3_file*, int, void*) {
    return SQLITE_NOTFOUND;
}

int sector_size(sqlite3_file*) {
    return torn_bytes;
}

int characteristics(sqlite3_file*) {
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE; // as the system's own VFS says; a torn write touches only its
                                             // own bytes
}

constexpr sqlite3_io_methods methods = {1,         close_file,  read_file,       write_file, truncate_file,
                                        sync_file, file_size,   lock_file,       lock_file,  check_reserved,
                                        control,   sector_size, characteristics, nullptr,    nullptr,
                                        nullptr,   nullptr,     nullptr,         nullptr};

PowerCutDisk& disk_of(sqlite3_vfs* vfs) {
    return *static_cast<PowerCutDisk*>(vfs->pAppData);
}

int open_file(sqlite3_vfs* vfs, const char* path, sqlite3_file* base, int flags, int* out_flags) {
    PowerCutDisk& disk = disk_of(vfs);
    Handle& handle = of(base);
    handle.base.pMethods = nullptr;
    if (path == nullptr || !disk.alive()) return SQLITE_CANTOPEN;
    const bool journal = (flags & (SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL)) != 0;
    auto* file = disk.find(path);
    if (file == nullptr && (flags & SQLITE_OPEN_CREATE) == 0) return SQLITE_CANTOPEN;
    // The outbox makes the database's own file itself, and syncs its folder, before SQLite sees it.
    if (file == nullptr) file = &disk.make(path, (flags & SQLITE_OPEN_MAIN_DB) != 0);
    handle.disk = &disk;
    handle.file = file;
    handle.journal = journal;
    handle.base.pMethods = &methods;
    if (out_flags != nullptr) *out_flags = flags;
    return SQLITE_OK;
}

int remove_file(sqlite3_vfs* vfs, const char* path, int sync_folder) {
    PowerCutDisk& disk = disk_of(vfs);
    disk.spend();
    if (!disk.alive()) return SQLITE_IOERR_DELETE;
    if (disk.find(path) == nullptr) return SQLITE_IOERR_DELETE_NOENT;
    disk.remove(path, sync_folder != 0);
    return SQLITE_OK;
}

int access_file(sqlite3_vfs* vfs, const char* path, int, int* there) {
    const auto* file = disk_of(vfs).find(path);
    *there = file != nullptr && disk_of(vfs).alive() ? 1 : 0;
    return SQLITE_OK;
}

int full_path(sqlite3_vfs*, const char* path, int size, char* out) {
    sqlite3_snprintf(size, out, "%s", path);
    return SQLITE_OK;
}

int randomness(sqlite3_vfs*, int size, char* out) {
    std::memset(out, 7, static_cast<std::size_t>(size)); // the same nonce each time is the harder case
    return size;
}

int sleep_us(sqlite3_vfs*, int us) {
    return us;
}

int current_time(sqlite3_vfs*, double* days) {
    *days = 2'460'000.5;
    return SQLITE_OK;
}

int last_error(sqlite3_vfs*, int, char*) {
    return 0;
}

} // namespace

PowerCutDisk::PowerCutDisk(std::string name, Sync sync) : name_(std::move(name)), sync_(sync) {
    auto vfs = std::make_unique<sqlite3_vfs>();
    vfs->iVersion = 1;
    vfs->szOsFile = sizeof(Handle);
    vfs->mxPathname = 512;
    vfs->zName = name_.c_str();
    vfs->pAppData = this;
    vfs->xOpen = open_file;
    vfs->xDelete = remove_file;
    vfs->xAccess = access_file;
    vfs->xFullPathname = full_path;
    vfs->xRandomness = randomness;
    vfs->xSleep = sleep_us;
    vfs->xCurrentTime = current_time;
    vfs->xGetLastError = last_error;
    sqlite3_vfs_register(vfs.get(), 0);
    vfs_ = vfs.release();
}

PowerCutDisk::~PowerCutDisk() {
    const std::unique_ptr<sqlite3_vfs> vfs(static_cast<sqlite3_vfs*>(vfs_));
    sqlite3_vfs_unregister(vfs.get());
}

PowerCutDisk::File* PowerCutDisk::find(const std::string& path) {
    const auto found = files_.find(path);
    return found == files_.end() ? nullptr : &found->second;
}

PowerCutDisk::File& PowerCutDisk::make(const std::string& path, bool entry_durable) {
    File& file = files_[path];
    file.entry_durable = entry_durable;
    return file;
}

void PowerCutDisk::spend() {
    if (left_ == 0)
        dead_ = true;
    else
        --left_;
}

void PowerCutDisk::apply(std::vector<std::uint8_t>& content, const Change& change) {
    if (change.truncates) return content.resize(change.offset);
    if (content.size() < change.offset + change.bytes.size())
        content.resize(change.offset + change.bytes.size());
    std::copy(change.bytes.begin(), change.bytes.end(),
              content.begin() + static_cast<std::ptrdiff_t>(change.offset));
}

void PowerCutDisk::write(File& file, std::uint64_t offset, const std::uint8_t* bytes, std::size_t size) {
    Change change{offset, {bytes, bytes + size}, false};
    apply(file.live, change);
    file.pending.push_back(std::move(change));
}

void PowerCutDisk::truncate(File& file, std::uint64_t size) {
    Change change{size, {}, true};
    apply(file.live, change);
    file.pending.push_back(std::move(change));
}

void PowerCutDisk::sync_folder() {
    for (auto& [path, file] : files_) file.entry_durable = true;
    removed_.clear();
}

void PowerCutDisk::sync(File& file, bool folder_too) {
    if (sync_ == Sync::Lies) return;
    file.durable = file.live;
    file.pending.clear();
    if (folder_too && !file.entry_durable)
        sync_folder(); // the system's VFS syncs the folder of a new journal
}

void PowerCutDisk::remove(const std::string& path, bool sync) {
    auto node = files_.extract(path);
    if (node.mapped().entry_durable) removed_.insert_or_assign(path, std::move(node.mapped()));
    if (sync && sync_ == Sync::Honest) sync_folder();
}

void PowerCutDisk::survive(File& file, int mode, std::mt19937_64& random) {
    std::vector<std::uint8_t> content = file.durable;
    for (Change& change : file.pending) {
        const auto fate = mode == 0 ? 0 : mode == 1 ? 1 : random() % 3;
        if (fate == 0) continue;
        if (fate == 2 && !change.truncates && change.bytes.size() > torn_bytes)
            change.bytes.resize((1 + random() % (change.bytes.size() / torn_bytes)) * torn_bytes);
        apply(content, change);
    }
    file.pending.clear();
    file.durable = content;
    file.live = std::move(content);
}

void PowerCutDisk::come_back(std::mt19937_64& random) {
    const int mode =
        static_cast<int>(random() % 4); // 0 nothing survives, 1 everything, else each by its own lot
    for (auto at = files_.begin(); at != files_.end();) {
        const bool lost = !at->second.entry_durable && mode != 1 && (mode == 0 || random() % 2 == 0);
        if (lost) {
            at = files_.erase(at);
            continue;
        }
        survive(at->second, mode, random);
        at->second.entry_durable = true;
        ++at;
    }
    for (auto& [path, file] : removed_) {
        if (files_.contains(path) || (mode != 0 && random() % 2 == 0)) continue;
        survive(file, mode, random);
        files_.insert_or_assign(path, file);
    }
    removed_.clear();
    left_ = UINT64_MAX;
    dead_ = false;
}

void PowerCutDisk::clear() {
    files_.clear();
    removed_.clear();
    left_ = UINT64_MAX;
    dead_ = false;
}

} // namespace kiosk::outbox
