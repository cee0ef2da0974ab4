#include <atomic>
#include <thread>

#include <doctest/doctest.h>

#include "staff/pin.hpp"
#include "staff/pin_lock.hpp"

using namespace kiosk;
using namespace kiosk::staff;

namespace {

constexpr Instant start{1'000'000'000'000};

SecretBytes secret(std::string_view text) {
    SecretBytes bytes(32);
    REQUIRE(bytes.append(text));
    return bytes;
}

// Counts the guesses of a thief who tries again the moment that it is allowed.
int guesses_within(Duration span) {
    PinLock lock{0, "boot", Instant{0}};
    int guesses = 0;
    for (Instant now = start; now < start + span; now = now + seconds(1)) {
        while (!wait_left(lock, now)) lock = after_try(lock, now, "boot"), ++guesses;
    }
    return guesses;
}

PinReply answer_of(PinGate& gate, std::string_view pin) {
    REQUIRE(gate.check(secret(pin)));
    for (;;) {
        if (const auto answer = gate.take_answer()) return *answer;
        std::this_thread::yield();
    }
}

PinReply look_of(PinGate& gate) {
    REQUIRE(gate.look());
    CHECK_FALSE(gate.look()); // one question at a time
    for (;;) {
        if (const auto answer = gate.take_answer()) return *answer;
        std::this_thread::yield();
    }
}

struct FakeStore {
    std::optional<std::string> text;
    int saves = 0;
    bool broken = false;
    PinStore port() {
        return {[this]() -> Result<std::optional<std::string>> { return text; },
                [this](const std::string& value) -> Result<void> {
                    if (broken) return machine_error("full");
                    text = value;
                    ++saves;
                    return Done{};
                }};
    }
};

} // namespace

TEST_CASE("a thief has at most 8 guesses in the first hour and 32 in a day") {
    CHECK(guesses_within(seconds(60)) == 5);
    CHECK(guesses_within(seconds(3600)) == 8);
    CHECK(guesses_within(seconds(86400)) <= 32);
}

TEST_CASE("waits are 1, 5, 15 and then 60 minutes, for ever") {
    CHECK(wait_after(4) == Duration{});
    CHECK(wait_after(5) == seconds(60));
    CHECK(wait_after(6) == seconds(300));
    CHECK(wait_after(7) == seconds(900));
    CHECK(wait_after(8) == seconds(3600));
    CHECK(wait_after(1'000'000) == seconds(3600));
}

TEST_CASE("a restart of the kiosk keeps the wait, and a reboot begins it anew") {
    const PinLock lock = after_try({5, "one", Instant{0}}, start, "one");
    CHECK(decode_pin_lock(encode(lock), start + seconds(100), "one") == lock);
    CHECK(wait_left(lock, start + seconds(100)) == seconds(200));
    const PinLock rebooted = decode_pin_lock(encode(lock), Instant{5'000'000}, "two");
    CHECK(rebooted.failures == 6);
    CHECK(wait_left(rebooted, Instant{5'000'000}) == seconds(300));
}

TEST_CASE("a lock that cannot be read counts as five failures, and one from the future waits no longer than "
          "a whole wait") {
    for (const char* text :
         {"", "1", "1 x 5 boot", "2 1 5 boot", "1 -4 5 boot", "1 3 99999999999999999999 boot"}) {
        const PinLock lock = decode_pin_lock(text, start, "boot");
        CHECK(lock.failures == free_tries);
        CHECK(wait_left(lock, start) == seconds(60));
    }
    const PinLock far = decode_pin_lock("1 5 9000000000000000 boot", start, "boot");
    CHECK(wait_left(far, start) == seconds(60));
    CHECK_FALSE(wait_left(decode_pin_lock({}, start, "boot"), start).has_value());
}

TEST_CASE("a PIN is six digits and none that everybody tries first") {
    for (const char* bad :
         {"", "12345", "1234567890123", "12a456", "000000", "123456", "987654", "77777777"}) {
        const auto hash = hash_pin(secret(bad));
        REQUIRE_FALSE(hash.ok());
        if (*bad != '\0') CHECK(hash.error().message.find(bad) == std::string::npos);
    }
    const auto hash = hash_pin(secret("271828"));
    REQUIRE(hash.ok());
    CHECK(is_pin_hash(*hash));
    CHECK(hash->find("m=65536,t=2") != std::string::npos);
    CHECK(pin_matches(secret("271828"), *hash));
    CHECK_FALSE(pin_matches(secret("271829"), *hash));
    CHECK_FALSE(pin_matches(secret("271828"), ""));
    CHECK_FALSE(pin_matches(secret("271828"), *hash + std::string(200, 'x')));
}

TEST_CASE(
    "the gate notes the try down before it looks, opens for the right PIN, and shuts after five wrong ones") {
    FakeStore store;
    Instant now = start;
    const std::string hash = *hash_pin(secret("271828"));
    PinGate gate(hash, store.port(), {[&] { return now; }, "boot"});
    CHECK(look_of(gate).answer == PinAnswer::Open);
    for (int i = 1; i <= 4; ++i) {
        CHECK(answer_of(gate, "111112").answer == PinAnswer::Wrong);
        CHECK(decode_pin_lock(store.text, now, "boot").failures == i);
    }
    CHECK(answer_of(gate, "271828").answer == PinAnswer::Right);
    CHECK(decode_pin_lock(store.text, now, "boot").failures == 0);
    for (int i = 0; i < 4; ++i) CHECK(answer_of(gate, "111112").wait == Duration{});
    CHECK(answer_of(gate, "111112").wait == seconds(60));
    const int saves = store.saves;
    now = now + seconds(59);
    CHECK(answer_of(gate, "271828").answer == PinAnswer::Locked); // the right PIN too
    CHECK(look_of(gate).wait == seconds(1));
    CHECK(store.saves == saves);
    now = now + seconds(1);
    CHECK(answer_of(gate, "271828").answer == PinAnswer::Right);
}

TEST_CASE("the wait after a reboot, or after an unreadable note, runs out like any other") {
    for (const char* note : {"1 6 2000000000 another-boot", "garbage"}) {
        FakeStore store;
        store.text = note;
        Instant now{7'000'000};
        PinGate gate(*hash_pin(secret("271828")), store.port(), {[&] { return now; }, "boot"});
        const PinReply first = look_of(gate);
        REQUIRE(first.answer == PinAnswer::Locked);
        now = now + first.wait - milliseconds(1);
        CHECK(answer_of(gate, "271828").answer == PinAnswer::Locked);
        now = now + milliseconds(1);
        CHECK(answer_of(gate, "271828").answer == PinAnswer::Right);
    }
}

TEST_CASE("a try that cannot be noted down is not looked at, and no hash lets nobody in") {
    FakeStore store;
    store.broken = true;
    PinGate gate(*hash_pin(secret("271828")), store.port(), {[] { return start; }, "boot"});
    CHECK(answer_of(gate, "271828").answer == PinAnswer::NotSaved);
    FakeStore other;
    PinGate shut("", other.port(), {[] { return start; }, "boot"});
    CHECK(answer_of(shut, "271828").answer == PinAnswer::Wrong);
    CHECK(answer_of(shut, "").answer == PinAnswer::Wrong);
}

TEST_CASE("demo PINs are six digits, differ from start to start, and are none that everybody tries") {
    const std::string one = random_demo_pin(), two = random_demo_pin(), three = random_demo_pin();
    CHECK(one.size() == 6);
    CHECK(one.find_first_not_of("0123456789") == std::string::npos);
    CHECK_FALSE((one == two && two == three));
    CHECK(hash_pin(secret(one)).ok());
}
