// A thief who guesses the PIN and pulls the plug before the kiosk can note the guess down: a real gate over
// the real store, killed with -9 at random moments, an hour of the kiosk's clock long. KIOSK_KILLS makes it
// longer, KIOSK_SEED another one.
#include <array>
#include <chrono>
#include <csignal>
#include <iostream>
#include <random>
#include <thread>

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "outbox/outbox_sqlite.hpp"
#include "staff/pin.hpp"
#include "support/number_from.hpp"
#include "support/sanitized.hpp"
#include "support/temporary_folder.hpp"

using namespace kiosk;
using namespace kiosk::staff;

namespace {

constexpr Duration hour = seconds(3600);
constexpr int guesses_in_an_hour = 8; // five at once, then after 1, 5 and 15 minutes

SecretBytes secret(std::string_view text) {
    SecretBytes bytes(32);
    (void)bytes.append(text);
    return bytes;
}

// Guesses for ever; a byte down the pipe for each that was looked at, after the answer.
[[noreturn]] void guess(const std::string& folder, const std::string& hash, Instant now, int looked_at) {
    auto box = outbox::SqliteOutbox::open({std::filesystem::path(folder) / "state", ""});
    if (!box) _exit(3);
    PinGate gate(hash,
                 {[&] { return (*box)->value("staff.pin-lock"); },
                  [&](const std::string& text) { return (*box)->set_value("staff.pin-lock", text); }},
                 {[now] { return now; }, "boot"});
    for (;;) {
        if (!gate.check(secret("111112"))) _exit(4);
        std::optional<PinReply> answer;
        while (!(answer = gate.take_answer())) std::this_thread::yield();
        if (answer->answer == PinAnswer::Locked) std::this_thread::sleep_for(std::chrono::milliseconds(5));
        if (answer->answer == PinAnswer::Wrong && write(looked_at, "g", 1) != 1) _exit(5);
    }
}

} // namespace

TEST_CASE("a kiosk that is killed between guesses, or during one, gives a thief no more of them") {
    const std::uint64_t kills = std::max<std::uint64_t>(12, number_from("KIOSK_KILLS", 0) / 10);
    std::mt19937_64 random(number_from("KIOSK_SEED", 1));
    const TemporaryFolder folder;
    const std::string hash = *hash_pin(secret("271828"));
    std::array<int, 2> pipe{};
    REQUIRE(pipe2(pipe.data(), O_CLOEXEC | O_NONBLOCK) == 0);
    for (std::uint64_t i = 0; i < kills; ++i) {
        const Instant now = Instant{1'000'000'000} + Duration{hour.ms * static_cast<std::int64_t>(i) /
                                                              static_cast<std::int64_t>(kills)};
        const pid_t kiosk = fork();
        if (kiosk == 0) guess(folder.path(), hash, now, pipe[1]);
        std::this_thread::sleep_for(std::chrono::milliseconds(random() % (sanitized ? 2'500 : 250)));
        kill(kiosk, SIGKILL);
        int status = 0;
        waitpid(kiosk, &status, 0);
        CHECK(WIFSIGNALED(status));
    }
    std::array<char, 1'024> looked_at{};
    const ssize_t guesses = read(pipe[0], looked_at.data(), looked_at.size());
    close(pipe[0]);
    close(pipe[1]);
    std::cout << "PIN: " << kills << " kills in an hour, " << std::max<ssize_t>(0, guesses)
              << " guesses looked at\n";
    CHECK(guesses <= guesses_in_an_hour);
    WARN(guesses > 0); // a busy machine may kill before each first one
}
