// A disk that refuses to sync once, under the real file system: the visitor's record is stored once, by a
// retry of the same entry, whichever sync of the append it was that failed.
#include <map>
#include <memory>

#include <doctest/doctest.h>
#include <sqlite3.h>

#include "outbox/outbox_sqlite.hpp"
#include "support/entries.hpp"
#include "support/temporary_folder.hpp"

using namespace kiosk;
using namespace kiosk::outbox;

namespace {

// The system's VFS, but for the sync that is to fail. One a test; SQLite's callbacks find it through the
// VFS's data.
struct FailingSync {
    sqlite3_vfs* real = sqlite3_vfs_find(nullptr); // before vfs, its copy
    sqlite3_vfs vfs;
    std::map<const sqlite3_io_methods*, std::unique_ptr<sqlite3_io_methods>> patched;
    int left = -1; // syncs until one fails; -1: none does

    FailingSync() : vfs(*real) {
        vfs.zName = "failing-sync";
        vfs.xOpen = open;
        current() = this;
        sqlite3_vfs_register(&vfs, 0);
    }
    ~FailingSync() {
        sqlite3_vfs_unregister(&vfs);
        current() = nullptr;
    }
    FailingSync(const FailingSync&) = delete;
    FailingSync& operator=(const FailingSync&) = delete;

    static FailingSync*& current() {
        static FailingSync* one = nullptr;
        return one;
    }
    static int open(sqlite3_vfs*, const char* path, sqlite3_file* file, int flags, int* out_flags) {
        FailingSync& self = *current();
        const int code = self.real->xOpen(self.real, path, file, flags, out_flags);
        if (code != SQLITE_OK || file->pMethods == nullptr) return code;
        auto& methods = self.patched[file->pMethods];
        if (!methods) methods = std::make_unique<sqlite3_io_methods>(*file->pMethods);
        methods->xSync = sync;
        file->pMethods = methods.get();
        return code;
    }
    static int sync(sqlite3_file* file, int flags) {
        FailingSync& self = *current();
        if (self.left == 0) {
            self.left = -1;
            return SQLITE_IOERR_FSYNC;
        }
        if (self.left > 0) --self.left;
        for (const auto& [original, methods] : self.patched)
            if (methods.get() == file->pMethods) return original->xSync(file, flags);
        return SQLITE_IOERR;
    }
};

} // namespace

TEST_CASE(
    "whichever sync of an append fails, the same entry again is stored once, and the store is rebuilt") {
    FailingSync disk;
    int failures = 0;
    for (int fails_at = 0; fails_at < 6; ++fails_at) {
        CAPTURE(fails_at);
        const TemporaryFolder folder;
        auto opened = SqliteOutbox::open({folder / "state", "failing-sync"});
        REQUIRE(opened.ok());
        SqliteOutbox& outbox = **opened;
        REQUIRE(outbox.append(entry_of(1)).ok());
        disk.left = fails_at;
        auto appended = outbox.append(entry_of(2));
        disk.left = -1;
        if (!appended) {
            ++failures;
            CHECK(appended.error().fault == Fault::Machine);
            appended = outbox.append(entry_of(2));
            REQUIRE_MESSAGE(appended.ok(), appended.error().message);
            CHECK(outbox.report().repairs == 1);
        }
        CHECK(outbox.report().set_aside.empty());
        CHECK(*outbox.next_seq() == 3);
        CHECK(outbox.counts()->accepted == 2);
        CHECK((*outbox.find(id_of(1)))->entry.sealed == entry_of(1).sealed);
        CHECK((*outbox.find(id_of(2)))->entry.sealed == entry_of(2).sealed);
    }
    CHECK(failures >= 2); // the journal's sync and the database's at least
}
