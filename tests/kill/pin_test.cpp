// A thief who guesses the PIN and pulls the plug before the kiosk can note the guess down: a real gate over
// the real store, killed with -9 when it has answered and at random moments, an hour of the kiosk's clock
// long. KIOSK_KILLS makes it longer, KIOSK_SEED another one.
#include <array>
#include <chrono>
#include <csignal>
#include <iostream>
#include <random>
#include <thread>

#include <doctest/doctest.h>
#include <fcntl.h>
#include <poll.h>
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

enum class Noting : std::uint8_t { BeforeTheLook, AfterTheAnswer };

// A kiosk whose thief guesses once, until it is killed. Tells by a byte down the pipe: 'g', a guess was
// looked at and answered; 'l', the gate is locked. One that notes a guess down after the answer is too late:
// the plug is pulled when the thief has seen it.
[[noreturn]] void guess(const std::string& folder, const std::string& hash, Instant now, int answered,
                        Noting noting) {
    auto box = outbox::SqliteOutbox::open({std::filesystem::path(folder) / "state", ""});
    if (!box) _exit(3);
    const auto save = [&](const std::string& text) -> Result<void> {
        if (noting == Noting::AfterTheAnswer) return {};
        return (*box)->set_value("staff.pin-lock", text);
    };
    PinGate gate(hash, {[&] { return (*box)->value("staff.pin-lock"); }, save},
                 {[now] { return now; }, "boot"});
    if (!gate.check(secret("111112"))) _exit(4);
    std::optional<PinReply> answer;
    while (!(answer = gate.take_answer())) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    if (answer->answer != PinAnswer::Wrong && answer->answer != PinAnswer::Locked) _exit(5);
    if (write(answered, answer->answer == PinAnswer::Wrong ? "g" : "l", 1) != 1) _exit(6);
    for (;;) pause();
}

// One hour of the kiosk's clock in so many lives of it; each ends by kill -9 after `patience()` milliseconds,
// or as soon as the thief has an answer. Returns how many guesses were answered.
template <typename Patience> int guesses_of(std::uint64_t lives, Noting noting, Patience patience) {
    const TemporaryFolder folder;
    const std::string hash = *hash_pin(secret("271828"));
    int guesses = 0;
    for (std::uint64_t life = 0; life < lives; ++life) {
        const Instant now = Instant{1'000'000'000} + Duration{hour.ms * static_cast<std::int64_t>(life) /
                                                              static_cast<std::int64_t>(lives)};
        std::array<int, 2> ends{};
        REQUIRE(pipe2(ends.data(), O_CLOEXEC) == 0);
        const pid_t kiosk = fork();
        if (kiosk == 0) guess(folder.path(), hash, now, ends[1], noting);
        close(ends[1]);
        pollfd answered{ends[0], POLLIN, 0};
        char said = '-';
        if (poll(&answered, 1, patience()) == 1 && read(ends[0], &said, 1) == 1)
            guesses += said == 'g' ? 1 : 0;
        kill(kiosk, SIGKILL);
        close(ends[0]);
        int status = 0;
        waitpid(kiosk, &status, 0);
        REQUIRE(WIFSIGNALED(status)); // it did not end by itself, for want of its store
    }
    return guesses;
}

constexpr int until_answered_ms = 60'000; // a stalled machine only; an answer takes a tenth of a second
constexpr std::uint64_t lives = 16;       // one every 225 s: the eighth guess falls into the twelfth of them

} // namespace

TEST_CASE(
    "a kiosk whose plug is pulled the moment a guess is answered gives a thief eight guesses in an hour") {
    CHECK(guesses_of(lives, Noting::BeforeTheLook, [] { return until_answered_ms; }) == guesses_in_an_hour);
}

TEST_CASE("control: a kiosk that notes a guess down after its answer gives a thief one in every life") {
    CHECK(guesses_of(lives, Noting::AfterTheAnswer, [] { return until_answered_ms; }) ==
          static_cast<int>(lives));
}

TEST_CASE("a kiosk that is killed between guesses, or during one, gives a thief no more of them") {
    const std::uint64_t kills = std::max<std::uint64_t>(12, number_from("KIOSK_KILLS", 0) / 10);
    std::mt19937_64 random(number_from("KIOSK_SEED", 1));
    // Every second life lasts until its answer, so that some guesses are answered on the slowest machine too.
    const int guesses = guesses_of(kills, Noting::BeforeTheLook, [&, life = 0]() mutable {
        return life++ % 2 == 0 ? until_answered_ms : static_cast<int>(random() % (sanitized ? 2'500 : 250));
    });
    std::cout << "PIN: " << kills << " kills in an hour, " << guesses << " guesses answered\n";
    CHECK(guesses > 0);
    CHECK(guesses <= guesses_in_an_hour);
}
