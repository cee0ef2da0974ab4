// What people and machines do to the folder of the store, a case each: the store opens all the same, or says
// why it cannot, in words that tell staff what to do. In a process that is nobody, since root may do
// anything.
#include <fstream>
#include <functional>
#include <iostream>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "outbox/opened.hpp"
#include "outbox/outbox_sqlite.hpp"
#include "support/entries.hpp"
#include "support/temporary_folder.hpp"

using namespace kiosk;
using namespace kiosk::outbox;

namespace {

constexpr uid_t nobody = 65'534, stranger = 65'533;
using Path = std::filesystem::path;

struct Case {
    const char* name;
    std::function<void(const Path&state)> as_owner, as_root; // before the store is opened
    const char* says;                                        // "" when it opens
};

void store_of(const Path& state, std::uint64_t records) {
    auto box = std::move(SqliteOutbox::open({state, ""})).value();
    for (std::uint64_t seq = 1; seq <= records; ++seq) (void)box->append(entry_of(seq));
}
void give_to(const Path& path, uid_t user) {
    (void)chown(path.c_str(), user, user);
}
void mode(const Path& path, mode_t bits) {
    (void)chmod(path.c_str(), bits);
}
// In a name space of its own, so that the mount ends with the process.
void mount_read_only(const Path& path) {
    if (unshare(CLONE_NEWNS) != 0) _exit(4);
    (void)mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr);
    if (mount(path.c_str(), path.c_str(), nullptr, MS_BIND, nullptr) != 0) _exit(4);
    if (mount("none", path.c_str(), nullptr, MS_REMOUNT | MS_BIND | MS_RDONLY, nullptr) != 0) _exit(4);
}

const std::vector<Case>& cases() {
    static const auto three = [](const Path& state) { store_of(state, 3); };
    static const std::vector<Case> all = {
        {"no folder yet", {}, {}, ""},
        {"a folder that others may read",
         [](const Path& state) {
             three(state);
             mode(state, 0755);
         },
         {},
         ""},
        {"a folder without the right to write",
         [](const Path& state) {
             three(state);
             mode(state, 0500);
         },
         {},
         ""},
        {"a file without the right to write",
         [](const Path& state) {
             three(state);
             mode(state / "outbox.db", 0400);
         },
         {},
         ""},
        {"a parent that takes no folder",
         [](const Path& state) { mode(state.parent_path(), 0500); },
         {},
         "Cannot make the folder"},
        {"a folder that somebody else owns", three, [](const Path& state) { give_to(state, stranger); },
         "who owns the folder"},
        {"a file that somebody else owns", three,
         [](const Path& state) { give_to(state / "outbox.db", stranger); }, "who owns the folder"},
        {"a disk that may only be read", three,
         [](const Path& state) { mount_read_only(state.parent_path()); }, "Read-only file system"},
        {"a file in place of the folder",
         [](const Path& state) { std::ofstream(state) << "x"; },
         {},
         "is no folder"},
        {"a folder in place of the file",
         [](const Path& state) {
             std::filesystem::create_directories(state / "outbox.db");
             mode(state, 0700);
         },
         {},
         "cannot be opened"},
        {"a link to nowhere in place of the file",
         [](const Path& state) {
             std::filesystem::create_directories(state);
             std::filesystem::create_symlink("/nowhere/at/all", state / "outbox.db");
         },
         {},
         "outbox.db"},
    };
    return all;
}

// Exit status 0: as wanted; 4: this machine lends no mounts; else what it said is printed.
int try_case(const Case& one, const TemporaryFolder& folder) {
    const Path state = folder / "home/state";
    const bool root = geteuid() == 0;
    std::filesystem::create_directory(folder / "home");
    if (root) give_to(folder / "home", nobody);
    mode(Path(folder.path()), 0755);
    const pid_t owner = fork();
    if (owner == 0) {
        if (root && setresuid(nobody, nobody, nobody) != 0) _exit(5);
        if (one.as_owner) one.as_owner(state);
        _exit(0);
    }
    waitpid(owner, nullptr, 0);
    if (one.as_root) {
        if (!root) return 4;
        one.as_root(state);
    }
    if (root && setresuid(nobody, nobody, nobody) != 0) return 5;
    const auto opened = SqliteOutbox::open({state, ""});
    const std::string said = opened ? "" : opened.error().message;
    const bool right = *one.says == '\0' ? opened.ok() : said.find(one.says) != std::string::npos;
    if (!right) std::cout << one.name << ": \"" << said << "\"" << std::endl;
    if (right && opened) return (*opened)->append(entry_of((*opened)->next_seq().value())).ok() ? 0 : 6;
    return right && opened.error().fault == Fault::Machine ? 0 : 7;
}

} // namespace

TEST_CASE("whatever was done to the store's folder, it opens, or says what is wrong with it") {
    int tried = 0;
    for (const Case& one : cases()) {
        CAPTURE(one.name);
        const TemporaryFolder folder;
        const pid_t child = fork();
        if (child == 0) _exit(try_case(one, folder));
        int status = 0;
        waitpid(child, &status, 0);
        REQUIRE(WIFEXITED(status));
        if (WEXITSTATUS(status) == 4) continue;
        CHECK(WEXITSTATUS(status) == 0);
        ++tried;
    }
    CHECK(tried >= 8);
}

TEST_CASE("a store that is taken away right after an append is noticed by the second question after it") {
    const TemporaryFolder folder;
    const Path file = folder / "state" / "outbox.db";
    auto box = opened(folder);
    REQUIRE(box->append(entry_of(1)).ok());
    std::filesystem::remove(file);
    CHECK(box->counts()->accepted == 1);
    CHECK(box->counts()->accepted == 1);
    CHECK(box->note().find("taken away") != std::string::npos);
    CHECK(std::filesystem::exists(file));
}

TEST_CASE("a store that is taken away under a running kiosk is written anew with everything") {
    for (const char* what : {"its file", "its folder", "another in its place"}) {
        CAPTURE(what);
        const TemporaryFolder folder;
        const Path state = folder / "state", file = state / "outbox.db";
        auto box = opened(folder);
        for (std::uint64_t seq = 1; seq <= 40; ++seq) REQUIRE(box->append(entry_of(seq)).ok());
        REQUIRE(box->mark_acked(std::vector{id_of(3)}, {1}).ok());
        if (*what == 'a') {
            const TemporaryFolder other;
            store_of(other / "state", 2);
            std::filesystem::copy_file(other / "state/outbox.db", file.string() + ".other");
            std::filesystem::rename(file.string() + ".other", file);
        } else {
            std::filesystem::remove_all(std::string(what) == "its file" ? file : state);
        }
        REQUIRE(box->append(entry_of(41)).ok());
        CHECK(box->note().find("taken away") != std::string::npos);
        CHECK(std::filesystem::exists(state / "reserve"));
        box.reset();
        box = opened(folder); // what is on the disk now
        CHECK(box->counts()->accepted == 41);
        CHECK(box->counts()->acked == 1);
        CHECK(box->counts()->balanced());
        CHECK((*box->find(id_of(1)))->entry.sealed == entry_of(1).sealed);
        CHECK((*box->find(id_of(41)))->entry.sealed == entry_of(41).sealed);
        CHECK(std::filesystem::exists(state / "outbox.db.damaged-1") == (*what == 'a'));
    }
}
