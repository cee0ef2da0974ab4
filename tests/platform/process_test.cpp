#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <doctest/doctest.h>

#include "platform/clock.hpp"
#include "platform/file_watch_inotify.hpp"
#include "platform/files.hpp"
#include "platform/pacer.hpp"
#include "platform/process.hpp"
#include "platform/signals.hpp"
#include "platform/single_instance.hpp"
#include "platform/terminal.hpp"
#include "platform/watchdog.hpp"
#include "support/temporary_folder.hpp"

using namespace kiosk;
using namespace kiosk::platform;

namespace {

// Runs `work` in a child process and returns its exit status.
template <typename Work> int in_child(Work work) {
    const pid_t child = fork();
    if (child == 0) _exit(work());
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

} // namespace

TEST_CASE("a second instance on the same state is refused by name, and a dead one leaves no lock") {
    const TemporaryFolder folder;
    {
        const auto first = SingleInstance::create(folder.path());
        REQUIRE(first.ok());
        const int refused = in_child([&] {
            const auto second = SingleInstance::create(folder.path());
            return !second.ok() && second.error().fault == Fault::Machine &&
                           second.error().message.find(std::to_string(getppid())) != std::string::npos
                       ? 3
                       : 0;
        });
        CHECK(refused == 3);
    }
    CHECK(SingleInstance::create(folder.path()).ok());
    // The system frees the lock of a process that was killed.
    CHECK(in_child([&] { return SingleInstance::create(folder.path()).ok() ? 7 : 0; }) == 7);
    CHECK(SingleInstance::create(folder.path()).ok());
    CHECK_FALSE(SingleInstance::create(folder.path() + "/none").ok());
}

TEST_CASE("a closed process writes no core image and cannot be attached to") {
    CHECK(in_child([] { return close_process().ok() && !process_is_open() ? 5 : 0; }) == 5);
}

TEST_CASE(
    "what the start needed of program and libraries is given back, locked or not, and the program goes on") {
    const auto of_files_kib = [] {
        std::ifstream file("/proc/self/status");
        std::string line;
        while (std::getline(file, line))
            if (line.starts_with("RssFile:")) return std::atol(line.c_str() + 8);
        return 0L;
    };
    // Not in a child: a fork leaves the pages of files behind.
    const long before = of_files_kib();
    give_back_start(false);
    CHECK(of_files_kib() < before);
    CHECK(in_child([] {
              const bool is_locked = keep_out_of_swap();
              give_back_start(is_locked);
              return 9;
          }) == 9);
}

TEST_CASE("a signal to stop is seen by looking, and ends nothing by itself") {
    CHECK(in_child([] {
              auto signals = StopSignals::create();
              if (!signals || signals->asked()) return 1;
              kill(getpid(), SIGTERM);
              return signals->asked() && signals->asked() ? 6 : 2;
          }) == 6);
}

TEST_CASE("a saved file below the watched folder is told once, after it has been quiet") {
    const TemporaryFolder folder;
    REQUIRE(make_folder(folder.path() + "/lang").ok());
    auto watch = FileWatch::create(folder.path());
    REQUIRE(watch.ok());
    const Instant start{1'000'000};
    CHECK_FALSE(watch->changed(start));
    CHECK(watch->due() == Instant::never());
    REQUIRE(write_file(folder.path() + "/lang/cy.toml", "one").ok());
    CHECK_FALSE(watch->changed(start));
    REQUIRE(write_file(folder.path() + "/lang/cy.toml", "two").ok());
    CHECK_FALSE(watch->changed(start + milliseconds(200))); // the second save begins the wait anew
    CHECK(watch->due() == start + milliseconds(450));
    CHECK_FALSE(watch->changed(start + milliseconds(449)));
    CHECK(watch->changed(start + milliseconds(450)));
    CHECK_FALSE(watch->changed(start + milliseconds(900)));

    REQUIRE(make_folder(folder.path() + "/data").ok());
    CHECK_FALSE(watch->changed(start + seconds(2)));
    CHECK(watch->changed(start + seconds(3)));
    REQUIRE(write_file(folder.path() + "/data/new.csv", "in a folder that is newer than the watch").ok());
    CHECK_FALSE(watch->changed(start + seconds(4)));
    CHECK(watch->changed(start + seconds(5)));
    CHECK_FALSE(FileWatch::create(folder.path() + "/none").ok());
}

TEST_CASE("the pacer keeps a steady grid and does not catch up after a late frame") {
    FramePacer pacer(50);
    const Instant start{10'000'000};
    const Instant first = pacer.next(start);
    CHECK(first == start);
    CHECK(pacer.next(first).us == start.us + 20'000);
    CHECK(pacer.next({start.us + 21'000}).us == start.us + 40'000);
    CHECK(pacer.next({start.us + 500'000}).us == start.us + 500'000);
    CHECK(pacer.next({start.us + 501'000}).us == start.us + 520'000);
    CHECK(FramePacer(0).next(start) == start);
}

TEST_CASE("the watchdog speaks at most three times within the supervisor's patience") {
    const TemporaryFolder folder;
    const std::string path = folder.path() + "/notify";
    const Descriptor supervisor(socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0));
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
    REQUIRE(bind(supervisor.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    const auto heard = [&] {
        char text[64] = {};
        return recv(supervisor.number(), text, sizeof text - 1, 0) > 0 ? std::string(text) : std::string();
    };
    Watchdog watchdog(path, seconds(15));
    watchdog.ready();
    CHECK(heard() == "READY=1");
    const Instant start{0};
    for (int i = 0; i < 150; ++i) watchdog.alive(start + milliseconds(i * 100));
    int count = 0;
    while (heard() == "WATCHDOG=1") ++count;
    CHECK(count == 3);
    Watchdog("", {}).alive(start);
    CHECK(heard().empty());
}

TEST_CASE("a passphrase file gives its first line, and an empty or endless one is refused") {
    const TemporaryFolder folder;
    const std::string path = folder.path() + "/passphrase";
    REQUIRE(write_file(path, "correct horse\r\nsecond line\n").ok());
    CHECK(read_passphrase_file(path)->reveal() == "correct horse");
    REQUIRE(write_file(path, std::string(passphrase_bytes_max, 'x')).ok());
    CHECK(read_passphrase_file(path)->size() == passphrase_bytes_max);
    REQUIRE(write_file(path, std::string(passphrase_bytes_max + 1, 'x')).ok());
    CHECK_FALSE(read_passphrase_file(path).ok());
    REQUIRE(write_file(path, "\n").ok());
    const auto empty = read_passphrase_file(path);
    REQUIRE_FALSE(empty.ok());
    CHECK(empty.error().fault == Fault::Key);
}
