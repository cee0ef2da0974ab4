// A stick that is pulled at any call of an export leaves nothing, a temporary file, or the whole bundle with
// the right hash; and nothing in the store was lost or marked that is not on the stick. The calls of the C
// library that change files are this file's own, so that each of them can be the last one that the stick
// answers.
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <iostream>

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "handover/bundle.hpp"
#include "handover/open_bundles.hpp"
#include "outbox/outbox_memory.hpp"
#include "record/keys.hpp"
#include "support/file_bytes.hpp"
#include "support/sealed_sign_ups.hpp"
#include "support/temporary_folder.hpp"

namespace {

// While armed: how many calls the stick still answers. -1: all of them.
struct Stick {
    int answers = -1;
    bool pulled = false;
    int calls = 0;
};
Stick& stick() {
    static Stick one;
    return one;
}
bool gone() {
    Stick& one = stick();
    if (one.answers < 0) return false;
    ++one.calls;
    if (one.answers > 0) {
        --one.answers;
        return false;
    }
    one.pulled = true;
    errno = EIO;
    return true;
}

} // namespace

extern "C" {
ssize_t write(int descriptor, const void* bytes, std::size_t size) {
    if (descriptor > 2 && gone()) {
        // The last write may have reached it in part.
        (void)syscall(SYS_write, descriptor, bytes, stick().calls == 0 ? 0 : size / 2);
        return -1;
    }
    return syscall(SYS_write, descriptor, bytes, size);
}
int fsync(int descriptor) {
    return gone() ? -1 : static_cast<int>(syscall(SYS_fsync, descriptor));
}
int rename(const char* from, const char* to) noexcept {
    return gone() ? -1 : static_cast<int>(syscall(SYS_rename, from, to));
}
int unlink(const char* path) noexcept {
    return gone() ? -1 : static_cast<int>(syscall(SYS_unlink, path));
}
}

using namespace kiosk;
using namespace kiosk::handover;

TEST_CASE("a stick pulled at any moment holds nothing, a temporary file, or the whole bundle") {
    const auto key = record::make_identity();
    std::vector<outbox::Entry> entries;
    for (std::uint64_t seq = 1; seq <= 120; ++seq)
        entries.push_back(sealed_sign_up(seq, {&key.recipient, 1}));
    int nothing = 0, parts = 0, whole = 0, done = 0;
    for (int answers = 0; done == 0; ++answers) {
        CAPTURE(answers);
        REQUIRE(answers < 500);
        const TemporaryFolder folder;
        outbox::MemoryOutbox box;
        outbox::DirectAccess access(box);
        for (const auto& entry : entries) REQUIRE(box.append(entry).ok());
        stick() = {answers, false, 0};
        const auto report = write_bundle(
            access, {folder.path(), "hall", "spring", {record::print_recipient(key.recipient)}, "2026-02-28"},
            {});
        const bool pulled = stick().pulled;
        stick() = {};
        CHECK(report.ok() == !pulled);
        CHECK(box.counts()->waiting == 120);
        CHECK(box.counts()->exported == (report.ok() ? 120 : 0));
        std::vector<std::filesystem::path> bundles;
        for (const auto& file : std::filesystem::directory_iterator(folder.path())) {
            if (file.path().extension() == ".pkb")
                bundles.push_back(file.path());
            else
                CHECK(file.path().extension() == ".part");
        }
        parts += bundles.empty() && !std::filesystem::is_empty(folder.path()) ? 1 : 0;
        nothing += std::filesystem::is_empty(folder.path()) ? 1 : 0;
        if (!bundles.empty()) {
            ++whole;
            REQUIRE(bundles.size() == 1);
            std::uint64_t rows = 0;
            const auto opened = open_bundles(bundles, {&key, 1}, [&](Row&&) { return ++rows, true; });
            REQUIRE(opened.ok());
            CHECK(rows == 120);
            CHECK(opened->refused.empty()); // its own hash is right
        }
        if (!pulled) {
            ++done;
            CHECK(report->sha == record::sha256(read_bytes(report->file)));
        }
    }
    std::cout << "stick: pulled at " << nothing + parts + whole - 1 << " calls: " << parts
              << " temporary files, " << nothing << " times nothing, " << whole << " whole\n";
    CHECK(parts >= 5);
    CHECK(whole >= 2); // renamed, and pulled before the folder was synced
}
