#include "upload/uploader.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "outbox/outbox_memory.hpp"
#include "support/entries.hpp"
#include "support/fake_hub.hpp"
#include "support/sanitized.hpp"
#include "upload/retry.hpp"

using namespace kiosk;
using namespace kiosk::upload;
using test::FakeHub;

namespace {

constexpr std::int64_t request_ms = 20; // that a request takes of FakeHub

// A kiosk's outbox, an uploader and a hub on virtual time.
struct Scene {
    outbox::MemoryOutbox outbox;
    outbox::DirectAccess access{outbox};
    FakeHub hub;
    std::uint64_t seed = 1;
    bool wait_out_backoff = true;
    Instant now{1'000'000};
    WallTime wall{1'772'298'245'000};
    std::unique_ptr<Uploader> uploader;

    explicit Scene(std::uint64_t records) {
        for (std::uint64_t seq = 1; seq <= records; ++seq) add(seq);
        restart();
    }
    void add(std::uint64_t seq, std::size_t bytes = 700) {
        REQUIRE(outbox.append(entry_of(seq, bytes)).ok());
    }
    std::uint64_t random() {
        seed += 0x9e3779b97f4a7c15ULL;
        std::uint64_t z = seed;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }
    void restart() {
        UploaderOptions options;
        options.hub_keys = hub.keys();
        options.version = "1.0";
        options.wait_out_backoff = wait_out_backoff;
        uploader = std::make_unique<Uploader>(access, hub, options, [this] { return random(); });
    }
    // One step, and time moves to the next one. Returns the wait.
    Duration step() {
        const Instant next = uploader->step(now, wall);
        const Duration wait{std::max<std::int64_t>(0, (next.us - now.us + 999) / 1000)};
        now = std::max(now, next);
        wall.unix_ms += wait.ms;
        hub.now.unix_ms += wait.ms;
        return wait;
    }
    outbox::Counts counts() { return outbox.counts().value(); }
    // Steps until nothing waits, at most `steps`.
    void drain(int steps = 100'000) {
        while (steps-- > 0 && counts().waiting > 0) step();
    }
    outbox::State state(std::uint64_t seq) { return outbox.find(id_of(seq)).value()->state; }
};

} // namespace

TEST_CASE("what waits is delivered in batches of at most 100, in the order of its numbers, and then nothing "
          "is sent") {
    Scene scene(250);
    scene.drain();
    CHECK(scene.counts().acked == 250);
    CHECK(scene.hub.batch_sizes == std::vector<std::size_t>{100, 100, 50});
    CHECK(scene.uploader->status().health == Health::Good);
    CHECK(scene.uploader->status().delivered == 250);
    const int requests = scene.hub.requests;
    CHECK(scene.step() <= seconds(30));
    CHECK(scene.hub.requests <= requests + 1); // at most the heartbeat
}

TEST_CASE("a batch of the largest records stays within 256 KiB") {
    Scene scene(0);
    for (std::uint64_t seq = 1; seq <= 40; ++seq) scene.add(seq, outbox::sealed_bytes_max);
    scene.drain();
    CHECK(scene.counts().acked == 40);
    CHECK(std::ranges::max(scene.hub.batch_sizes) == 16); // 16 of 16.4 KB
}

TEST_CASE(
    "with nothing to send, a ping tells how the network is, and then heartbeats every ten minutes or so") {
    Scene scene(0);
    scene.step();
    scene.step();
    CHECK(scene.hub.pings == 1);
    CHECK(scene.uploader->status().health == Health::Good);
    const Instant start = scene.now;
    while (scene.now < start + seconds(3600)) scene.step();
    CHECK(scene.hub.heartbeats >= 4);
    CHECK(scene.hub.heartbeats <= 14);
    CHECK(scene.hub.pings == 1);
}

TEST_CASE("over a line that is too slow for a whole batch, batches shrink until they go through, and grow "
          "again on a quick one") {
    Scene scene(200);
    scene.hub.bytes_a_second = 1000; // 8 kbit/s: a hundred of these would take two minutes
    const Instant start = scene.now;
    scene.drain(100);
    CHECK(scene.counts().acked == 200);
    CHECK(scene.now - start <= seconds(600)); // 230 s of bytes
    CHECK(std::ranges::max(scene.hub.batch_sizes) <= 50);
    scene.hub.bytes_a_second = 0;
    scene.hub.batch_sizes.clear();
    for (std::uint64_t seq = 201; seq <= 800; ++seq) scene.add(seq);
    scene.drain(100);
    CHECK(scene.counts().acked == 800);
    CHECK(std::ranges::max(scene.hub.batch_sizes) == 100);
}

TEST_CASE("a network that comes back with a login page is named within 20 s, however long the kiosk was cut "
          "off") {
    Scene scene(3);
    scene.hub.next_fault = [] { return FakeHub::Fault::LostRequest; };
    for (int i = 0; i < 20; ++i) scene.step();
    CHECK(scene.uploader->status().health == Health::Offline);
    scene.hub.next_fault = [] { return FakeHub::Fault::LoginPage; };
    const Instant back = scene.now;
    scene.uploader->network_changed(scene.now);
    Instant asked = back;
    while (scene.uploader->status().health == Health::Offline) {
        asked = scene.now;
        scene.step();
    }
    CHECK(scene.uploader->status().health == Health::LoginWanted);
    CHECK(asked - back <= seconds(20));
    CHECK(scene.hub.batch_sizes.empty());
    scene.hub.next_fault = [] { return FakeHub::Fault::None; };
    scene.uploader->network_changed(scene.now);
    const Instant in = scene.now;
    scene.drain();
    CHECK(scene.now - in <= seconds(21));
    CHECK(scene.counts().acked == 3);
}

TEST_CASE("another network, while nothing waits, is tried by a heartbeat within 20 s; a hub that asked to "
          "wait is not asked sooner") {
    Scene scene(1);
    scene.drain();
    scene.step();
    scene.step();
    scene.hub.next_fault = [] { return FakeHub::Fault::LoginPage; };
    const Instant changed = scene.now;
    scene.uploader->network_changed(scene.now);
    while (scene.uploader->status().health == Health::Good && scene.now - changed < seconds(60)) {
        CHECK(scene.now - changed <= seconds(20));
        scene.step();
    }
    CHECK(scene.uploader->status().health == Health::LoginWanted);

    Scene busy(1);
    busy.hub.next_fault = [] { return FakeHub::Fault::BusyForADay; };
    const Instant until = busy.uploader->step(busy.now, busy.wall);
    CHECK(until - busy.now >= wait_cap);
    busy.uploader->network_changed(busy.now);
    CHECK(busy.uploader->step(busy.now + seconds(30), busy.wall) == until);
}

TEST_CASE("an attempt is counted before the request leaves") {
    Scene scene(1);
    scene.hub.next_fault = [&] {
        CHECK(scene.outbox.find(id_of(1)).value()->attempts == 1);
        return FakeHub::Fault::LostRequest;
    };
    scene.step();
    CHECK(scene.state(1) == outbox::State::Pending);
}

TEST_CASE("a reply lost after the commit makes the next one a duplicate, counted once") {
    Scene scene(10);
    int replies = 0;
    scene.hub.next_fault = [&] { return replies++ == 0 ? FakeHub::Fault::LostReply : FakeHub::Fault::None; };
    scene.drain();
    CHECK(scene.counts().acked == 10);
    CHECK(scene.hub.stored.size() == 10);
    for (const auto& [id, times] : scene.hub.times_stored) CHECK(times == 1);
}

TEST_CASE("no fault of the network, alone and for ever, makes anything acked, purged or quarantined") {
    for (int fault = 1; fault < static_cast<int>(FakeHub::Fault::Count); ++fault) {
        CAPTURE(fault);
        Scene scene(30);
        scene.hub.next_fault = [fault] { return static_cast<FakeHub::Fault>(fault); };
        const bool old_receipt = static_cast<FakeHub::Fault>(fault) == FakeHub::Fault::OldReceipt;
        for (int i = 0; i < 200; ++i) CHECK(scene.step().ms <= wait_cap.ms + request_ms);
        const outbox::Counts counts = scene.counts();
        // The first "old" receipt is a fresh one: there is none before it.
        if (!old_receipt) CHECK(counts.waiting == 30);
        CHECK(counts.quarantined == 0);
        CHECK(counts.purged == 0);
    }
}

TEST_CASE("a login page is named at once, asked again within 40 s, and what waits drains within a minute of "
          "the login") {
    Scene scene(20);
    bool logged_in = false;
    scene.hub.next_fault = [&] { return logged_in ? FakeHub::Fault::None : FakeHub::Fault::LoginPage; };
    scene.step();
    CHECK(scene.uploader->status().health == Health::LoginWanted);
    for (int i = 0; i < 500; ++i) CHECK(scene.step().ms <= 40'000 + request_ms);
    CHECK(scene.hub.batch_sizes.empty()); // while the page stands, no record goes out
    logged_in = true;
    const Instant release = scene.now;
    scene.drain();
    CHECK(scene.counts().acked == 20);
    CHECK(scene.now - release <= seconds(60));
}

TEST_CASE(
    "a wrong clock is named at once, and what waits drains within a minute of its being set right, however "
    "it jumped") {
    for (const std::int64_t wrong_ms :
         {0LL, 2'088'000'000'000LL, 1'772'294'645'000LL}) { // 1970, +10 years, -1 h
        CAPTURE(wrong_ms);
        Scene scene(20);
        bool right = false;
        scene.hub.next_fault = [&] { return right ? FakeHub::Fault::None : FakeHub::Fault::TlsClock; };
        scene.step();
        CHECK(scene.uploader->status().health == Health::ClockWrong);
        scene.wall = {wrong_ms};
        for (int i = 0; i < 300; ++i) {
            CHECK(scene.step().ms <= 40'000 + request_ms);
            if (i % 50 == 0) scene.restart(); // a reboot with the same wrong date
        }
        CHECK(scene.counts().waiting == 20);
        right = true;
        scene.wall = scene.hub.now;
        const Instant mended = scene.now;
        scene.drain();
        CHECK(scene.counts().acked == 20);
        CHECK(scene.now - mended <= seconds(60));
    }
}

TEST_CASE("after five failures only pings go out, until the hub itself answers one") {
    Scene scene(5);
    bool dead = true;
    scene.hub.next_fault = [&] { return dead ? FakeHub::Fault::LostRequest : FakeHub::Fault::None; };
    for (int i = 0; i < circuit_failures; ++i) scene.step();
    dead = false;
    scene.step();
    CHECK(scene.hub.pings == 1);
    CHECK(scene.hub.batch_sizes.empty());
    scene.step();
    CHECK(scene.counts().acked == 5);
}

TEST_CASE("a refused token pauses sending for a quarter of an hour, and staff's wish ends the pause") {
    Scene scene(3);
    bool revoked = true;
    scene.hub.next_fault = [&] { return revoked ? FakeHub::Fault::Unauthorised : FakeHub::Fault::None; };
    CHECK(scene.step() >= unauthorised_wait);
    CHECK(scene.uploader->status().health == Health::Unauthorised);
    revoked = false;
    scene.uploader->try_now();
    scene.step();
    CHECK(scene.counts().acked == 3);
}

TEST_CASE("one poison record in a hundred is found within 15 requests, and 99 are delivered") {
    for (const std::uint64_t at : {1ULL, 2ULL, 37ULL, 50ULL, 51ULL, 99ULL, 100ULL}) {
        CAPTURE(at);
        Scene scene(100);
        scene.hub.poison.insert(id_of(at));
        for (int i = 0; i < 40 && scene.counts().acked < 99; ++i) scene.step();
        CHECK(scene.counts().acked == 99);
        CHECK(scene.hub.batch_sizes.size() <= 15);
        CHECK(scene.state(at) == outbox::State::Pending);
    }
}

TEST_CASE("a poison record rests while others flow, and is quarantined after three refusals over an hour") {
    Scene scene(10);
    scene.hub.poison.insert(id_of(4));
    std::uint64_t next = 11;
    const Instant start = scene.now;
    while (scene.state(4) == outbox::State::Pending && scene.now < start + seconds(4 * 3600)) {
        scene.step();
        if (next < 40 && scene.counts().waiting <= 1) scene.add(next++);
    }
    CHECK(scene.state(4) == outbox::State::Quarantined);
    CHECK(scene.now - start >= refusals_over);
    CHECK(scene.now - start <= seconds(2 * 3600));
    CHECK(scene.outbox.find(id_of(4)).value()->last_code == 400);
    scene.hub.poison.clear();
    REQUIRE(scene.outbox.retry_quarantined().ok());
    scene.drain();
    CHECK(scene.state(4) == outbox::State::Acked);
}

TEST_CASE("twenty poison records in a row do not stop those behind them") {
    Scene scene(120);
    for (std::uint64_t seq = 1; seq <= 20; ++seq) scene.hub.poison.insert(id_of(seq));
    const Instant start = scene.now;
    for (int i = 0; i < 500 && scene.counts().acked < 100; ++i) scene.step();
    CHECK(scene.counts().acked == 100);
    CHECK(scene.now - start <= seconds(1800));
}

TEST_CASE("what the hub rejects by a signed receipt is quarantined at once, and a conflict too") {
    Scene scene(5);
    scene.hub.reject.insert(id_of(2));
    scene.hub.stored[id_of(3)] = record::Sha256{}; // known there with another content
    scene.step();
    CHECK(scene.counts().acked == 3);
    CHECK(scene.outbox.find(id_of(2)).value()->last_code == rejected_code);
    CHECK(scene.outbox.find(id_of(3)).value()->last_code == conflict_code);
    CHECK(scene.counts().quarantined == 2);
    CHECK(scene.hub.stored[id_of(3)] == record::Sha256{}); // nothing overwritten
}

TEST_CASE("the back-off survives a restart, so that a crashing kiosk does not hammer the hub") {
    Scene scene(1);
    scene.hub.next_fault = [] { return FakeHub::Fault::BrokenStore; };
    for (int i = 0; i < 12; ++i) scene.step();
    const int failures = scene.uploader->status().failures;
    CHECK(failures >= 10);
    scene.restart();
    const int requests = scene.hub.requests;
    const Duration wait = scene.step();
    CHECK(scene.hub.requests == requests);
    CHECK(wait <= backoff_cap);
    CHECK(scene.uploader->status().failures == failures);
}

TEST_CASE("a person who asks for an upload does not wait out the back-off of the last run") {
    Scene scene(1);
    scene.hub.next_fault = [] { return FakeHub::Fault::BrokenStore; };
    for (int i = 0; i < 12; ++i) scene.step();
    scene.hub.next_fault = nullptr;
    scene.wait_out_backoff = false;
    scene.restart();
    scene.step();
    CHECK(scene.counts().acked == 1);
}

TEST_CASE("the kept state goes to text and back, and nonsense is no state") {
    const KeptState state{7, -28, Health::Offline, {1'772'298'245'000}};
    const auto back = parse_kept_state(to_text(state));
    REQUIRE(back.has_value());
    CHECK(back->failures == 7);
    CHECK(back->code == -28);
    CHECK(back->health == Health::Offline);
    CHECK(back->at == WallTime{1'772'298'245'000});
    for (const char* bad : {"", "7", "x -28 offline 2026-02-28T17:04:05Z", "-1 0 good 2026-02-28T17:04:05Z",
                            "1 0 fine 2026-02-28T17:04:05Z", "1 0 good now"})
        CHECK_FALSE(parse_kept_state(bad).has_value());
}

TEST_CASE(
    "acked ciphertext is shredded after the retention by the hub's clock, however wrong the kiosk's is") {
    Scene scene(3);
    scene.wall = {0}; // 1970
    scene.drain();
    const Instant start = scene.now;
    while (scene.now < start + seconds(23 * 3600)) scene.step();
    CHECK(scene.counts().purged == 0);
    while (scene.now < start + seconds(25 * 3600)) scene.step();
    CHECK(scene.counts().purged == 3);
    CHECK(scene.counts().balanced());
}

TEST_CASE("a signed erase list shreds at once") {
    Scene scene(2);
    scene.step();
    scene.hub.erase = {id_of(1)};
    scene.add(3);
    scene.drain();
    CHECK(scene.state(1) == outbox::State::Purged);
    CHECK(scene.state(2) == outbox::State::Acked);
}

TEST_CASE("under any sequence of faults and restarts everything arrives once, and nothing is acked without "
          "arriving") {
    for (std::uint64_t seed = 1; seed <= (sanitized ? 12U : 60U); ++seed) {
        CAPTURE(seed);
        Scene scene(0);
        scene.seed = seed * 7919;
        std::uint64_t next = 1;
        int faults = 0;
        scene.hub.next_fault = [&] {
            const std::uint64_t roll = scene.random() % 100;
            if (faults > 300 || roll < 40) return FakeHub::Fault::None;
            ++faults;
            return static_cast<FakeHub::Fault>(
                1 + scene.random() % (static_cast<std::uint64_t>(FakeHub::Fault::Count) - 1));
        };
        for (int i = 0; i < 3000 && (next <= 300 || scene.counts().waiting > 0); ++i) {
            if (next <= 300)
                for (std::uint64_t n = scene.random() % 4; n > 0; --n) scene.add(next++);
            CHECK(scene.step().ms <= wait_cap.ms + request_ms);
            if (scene.random() % 50 == 0) scene.restart();
            const auto rows = scene.outbox.page_after(0, 1000);
            for (const auto& row : rows.value())
                if (row.state == outbox::State::Acked) REQUIRE(scene.hub.stored.contains(row.entry.id));
            REQUIRE(scene.counts().balanced());
        }
        const outbox::Counts counts = scene.counts();
        CHECK(counts.waiting == 0);
        CHECK(counts.quarantined == 0);
        CHECK(counts.acked + counts.purged == next - 1);
        for (const auto& [id, times] : scene.hub.times_stored) CHECK(times == 1);
    }
}
