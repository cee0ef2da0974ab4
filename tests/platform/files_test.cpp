#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sys/stat.h>

#include <doctest/doctest.h>

#include "platform/files.hpp"
#include "support/temporary_folder.hpp"

using namespace kiosk;
using namespace kiosk::platform;

TEST_CASE("a file is read up to its bound and refused one byte past it") {
    const TemporaryFolder folder;
    const std::string path = folder.path() + "/text";
    REQUIRE(write_file(path, std::string(1000, 'x')).ok());
    CHECK(read_file(path, 1000)->size() == 1000);
    const auto refused = read_file(path, 999);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().message.find("at most 999 bytes") != std::string::npos);
    CHECK(read_file(path, 0).ok() == false);
}

TEST_CASE("an absent file is nothing where it may be absent, and an error with its path elsewhere") {
    const TemporaryFolder folder;
    const std::string path = folder.path() + "/absent";
    CHECK_FALSE(read_file_if_there(path, 10)->has_value());
    const auto read = read_file(path, 10);
    REQUIRE_FALSE(read.ok());
    CHECK(read.error().message.find(path) != std::string::npos);
    CHECK_FALSE(read_file(folder.path(), 10).ok());
}

TEST_CASE("a file that strangers named is read beneath its folder, to its bound, and nothing leads out") {
    const TemporaryFolder folder, outside;
    const std::string root = folder.path(), other = outside.path();
    REQUIRE(make_folder(root + "/inner").ok());
    REQUIRE(write_file(root + "/inner/table", "12345678").ok());
    REQUIRE(write_file(other + "/secret", "secret").ok());
    std::filesystem::create_symlink(other + "/secret", root + "/link");
    std::filesystem::create_symlink(other, root + "/way");
    std::filesystem::create_symlink("inner/table", root + "/near"); // even one that stays inside
    REQUIRE(mkfifo((root + "/pipe").c_str(), 0600) == 0);
    CHECK(**read_file_beneath(root, "inner/table", 8) == "12345678");
    CHECK_FALSE(read_file_beneath(root, "inner/table", 7).ok());
    const auto head = read_head_beneath(root, "inner/table", 3);
    REQUIRE(head.ok());
    CHECK((*head)->bytes == "123");
    CHECK((*head)->file_bytes == 8);
    CHECK_FALSE(read_file_beneath(root, "none", 8)->has_value());
    CHECK_FALSE(read_head_beneath(root, "inner/table/none", 8)->has_value());
    CHECK_FALSE(read_file_beneath(root + "/none", "table", 8)->has_value());
    const std::string up = "../" + std::filesystem::path(other).filename().string() + "/secret";
    for (const std::string& path : {up, other + "/secret", std::string("link"), std::string("way/secret"),
                                    std::string("near"), std::string("pipe"), std::string("inner")}) {
        CAPTURE(path);
        CHECK_FALSE(read_file_beneath(root, path, 100).ok());
        CHECK_FALSE(read_head_beneath(root, path, 100).ok());
    }
    CHECK(read_file_beneath(root, up, 8).error().message.find("inside of the deck's folder") !=
          std::string::npos);
    CHECK(read_file_beneath(root, "link", 8).error().message.find("symbolic link") != std::string::npos);
}

TEST_CASE("a written file has its mode and leaves no temporary file beside it") {
    const TemporaryFolder folder;
    const std::string path = folder.path() + "/secret";
    REQUIRE(write_file(path, "one", 0600).ok());
    REQUIRE(write_file(path, "two", 0600).ok());
    CHECK(*read_file(path, 10) == "two");
    struct stat facts {};
    REQUIRE(stat(path.c_str(), &facts) == 0);
    CHECK((facts.st_mode & 0777) == 0600);
    CHECK(list_folder(folder.path())->size() == 1);
    CHECK_FALSE(write_file(folder.path() + "/no/such/folder", "x").ok());
}

TEST_CASE("the state folder follows systemd, then XDG, then home, is made, and is closed to others") {
    const TemporaryFolder folder;
    setenv("STATE_DIRECTORY", (folder.path() + "/systemd:/other").c_str(), 1);
    setenv("XDG_STATE_HOME", (folder.path() + "/xdg").c_str(), 1);
    setenv("HOME", (folder.path() + "/home").c_str(), 1);
    CHECK(*state_folder() == folder.path() + "/systemd");
    unsetenv("STATE_DIRECTORY");
    CHECK(*state_folder() == folder.path() + "/xdg/pledge-kiosk");
    unsetenv("XDG_STATE_HOME");
    const std::string home = *state_folder();
    CHECK(home == folder.path() + "/home/.local/state/pledge-kiosk");
    std::filesystem::permissions(home, std::filesystem::perms::all);
    REQUIRE(state_folder().ok());
    CHECK(std::filesystem::status(home).permissions() == std::filesystem::perms::owner_all);
    unsetenv("HOME");
    CHECK_FALSE(state_folder().ok());
}

TEST_CASE("a state folder that is a file is an error of the machine") {
    const TemporaryFolder folder;
    REQUIRE(write_file(folder.path() + "/state", "").ok());
    const auto state = private_folder(folder.path() + "/state");
    REQUIRE_FALSE(state.ok());
    CHECK(state.error().fault == Fault::Machine);
}

TEST_CASE("a folder is listed in byte order without hidden names") {
    const TemporaryFolder folder;
    for (const char* name : {"b", "a", ".hidden", "Z"}) std::ofstream(folder.path() + "/" + name) << "x";
    REQUIRE(make_folder(folder.path() + "/c/d").ok());
    const auto entries = list_folder(folder.path());
    REQUIRE(entries.ok());
    std::string names;
    for (const FolderEntry& entry : *entries) names += entry.name + (entry.folder ? "/ " : " ");
    CHECK(names == "Z a b c/ ");
    CHECK_FALSE(list_folder(folder.path() + "/none").ok());
    CHECK(*disk_left(folder.path()) > 0);
}
