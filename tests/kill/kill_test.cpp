// kill -9 of a kiosk that takes and uploads sign-ups, and of the hub that receives them, at random moments:
// real processes, the real clerk, outbox, uploader and hub. What was thanked for is at the hub once, and the
// ledger adds up. KIOSK_KILLS sets how many; KIOSK_SEED when. A kiosk that thanks too early must be noticed.
#include <csignal>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <random>
#include <set>
#include <thread>

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/update.hpp"
#include "command/clerk.hpp"
#include "hub/server.hpp"
#include "hub/service.hpp"
#include "hub/store_sqlite.hpp"
#include "outbox/outbox_sqlite.hpp"
#include "platform/clock.hpp"
#include "record/keys.hpp"
#include "support/entries.hpp"
#include "support/free_port.hpp"
#include "support/number_from.hpp"
#include "support/sanitized.hpp"
#include "support/small_deck.hpp"
#include "support/temporary_folder.hpp"
#include "upload/random_sodium.hpp"
#include "upload/transport_curl.hpp"
#include "upload/worker.hpp"

using namespace kiosk;

namespace {

void pause_ms(std::uint64_t ms) {
    std::this_thread::sleep_for(std::chrono::milliseconds(ms));
}

// Everything that the processes of one run share.
struct Hall {
    TemporaryFolder folder;
    std::uint16_t port = free_port();
    record::HubSigner signer = record::HubSigner::generate();
    std::string token = hub::make_token();
    record::Recipient recipient = record::make_identity().recipient;
    int thanked[2] = {-1, -1}; // a pipe: the ids that a kiosk thanked for

    Hall() {
        auto store = hub::open_sqlite_store((folder / "hub.db").string());
        REQUIRE(store.ok());
        REQUIRE((*store)->put_token("hall-1", hub::token_hash(token), platform::wall_now()).ok());
        REQUIRE(pipe2(thanked, O_CLOEXEC) == 0);
        REQUIRE(fcntl(thanked[0], F_SETFL, O_NONBLOCK) == 0);
        fcntl(thanked[1], F_SETPIPE_SZ, 1 << 20);
    }
    ~Hall() {
        close(thanked[0]);
        close(thanked[1]);
    }
    [[nodiscard]] std::unique_ptr<upload::Transport> transport() const {
        upload::CurlOptions curl;
        curl.url = "http://127.0.0.1:" + std::to_string(port);
        curl.token = token;
        return std::move(upload::make_curl_transport(std::move(curl))).value();
    }
    [[nodiscard]] upload::UploaderOptions options() const {
        upload::UploaderOptions options;
        options.hub_keys = {signer.public_key()};
        options.wait_out_backoff = false;
        options.interval = seconds(1);
        options.retention = Duration{0}; // so that shredding, too, is under way when the kill comes
        return options;
    }
    void thank(const record::Id& id) const {
        if (write(thanked[1], id.bytes.data(), id.bytes.size()) < 0) _exit(9);
    }
    void take_thanked(std::set<record::Id>& ids) const {
        record::Id id;
        while (read(thanked[0], id.bytes.data(), id.bytes.size()) == static_cast<ssize_t>(id.bytes.size()))
            ids.insert(id);
    }
};

// The processes. Each runs until it is killed.
[[noreturn]] void be_hub(const Hall& hall) {
    for (;;) {
        auto store = hub::open_sqlite_store((hall.folder / "hub.db").string());
        auto signer = record::HubSigner::parse(hall.signer.to_text().reveal());
        if (store && signer) {
            hub::ServerOptions options;
            options.port = hall.port;
            options.wall = platform::wall_now;
            const auto server = hub::Server::start(std::move(options), std::move(*store), std::move(*signer));
            while (server.ok()) pause();
        }
        pause_ms(5); // the port may still be the old one's
    }
}

[[noreturn]] void be_kiosk(const Hall& hall) {
    auto box = outbox::SqliteOutbox::open({hall.folder / "state", ""});
    if (!box) _exit(3);
    outbox::StoreThread store(std::move(*box));
    const upload::Worker worker(store, hall.transport(), hall.options(),
                                {platform::monotonic_now, platform::wall_now});
    const deck::Assets assets = test::small_assets();
    app::State state;
    app::start(state, test::small_deck(), assets, {}, {}, Instant{});
    bool answered = false, saved = false;
    command::Clerk clerk(store, {hall.recipient}, {"hall-1", "an event", "boot"},
                         [&](const app::Input& input) {
                             const auto* answer = std::get_if<app::SaveAnswer>(&input);
                             if (answer == nullptr) return;
                             answered = true;
                             saved = answer->saved;
                         });
    clerk.ask_store();
    const auto settle = [&] {
        while (store.backlog() > 0) std::this_thread::yield();
        store.drain();
    };
    settle();
    for (;;) {
        if (!state.form.open({state.deck, &state.deck->form}).ok()) _exit(4);
        state.form.choose(0, 0);
        clerk.open_form();
        saved = false;
        while (!saved) { // set by the answer
            answered = false;
            clerk.submit(state, platform::wall_now(), ClockTrust::Synced, platform::monotonic_now());
            while (!answered) {
                store.drain();
                std::this_thread::yield();
            }
            if (!saved) settle(); // it may have asked for the next number
        }
        hall.thank(*clerk.last_saved());
    }
}

// The broken one: it says "Thank you" before the store has it.
[[noreturn]] void be_hasty_kiosk(const Hall& hall) {
    auto box = outbox::SqliteOutbox::open({hall.folder / "state", ""});
    if (!box) _exit(3);
    for (;;) {
        outbox::Entry entry = entry_of((*box)->next_seq().value());
        hall.thank(entry.id);
        pause_ms(2);
        if (!(*box)->append(entry)) _exit(5);
    }
}

pid_t start_process(const Hall& hall, void (*be)(const Hall&)) {
    const pid_t child = fork();
    if (child == 0) be(hall);
    REQUIRE(child > 0);
    return child;
}

void kill_process(pid_t child, int& ended_by_itself) {
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGKILL) ++ended_by_itself;
}

struct Tally {
    std::size_t thanked = 0, lost = 0, kept = 0;
};

// What was thanked for and is neither with the hub nor, unsent, in the outbox.
Tally compare(const Hall& hall, const std::set<record::Id>& thanked) {
    Tally tally;
    tally.thanked = thanked.size();
    auto box = outbox::SqliteOutbox::open({hall.folder / "state", ""});
    REQUIRE_MESSAGE(box.ok(), box.error().message);
    CHECK((*box)->report().set_aside.empty());
    for (const record::Id& id : thanked) {
        const auto there = (*box)->find(id);
        REQUIRE(there.ok());
        if (!*there) ++tally.lost;
    }
    CHECK((*box)->counts()->balanced());
    tally.kept = (*box)->counts()->accepted;
    return tally;
}

} // namespace

TEST_CASE("kiosk and hub killed at any moment lose nothing that was thanked for, and count nothing twice") {
    const std::uint64_t kills = number_from("KIOSK_KILLS", sanitized ? 15 : 40),
                        seed = number_from("KIOSK_SEED", 1);
    std::mt19937_64 random(seed);
    const Hall hall;
    std::set<record::Id> thanked;
    int ended = 0;
    pid_t hub = start_process(hall, be_hub);
    for (std::uint64_t i = 0; i < kills; ++i) {
        const pid_t kiosk = start_process(hall, be_kiosk);
        pause_ms(3 + random() % (sanitized ? 1'500 : 150));
        if (random() % 4 == 0) {
            kill_process(hub, ended);
            hub = start_process(hall, be_hub);
            pause_ms(random() % 60);
        }
        kill_process(kiosk, ended);
        hall.take_thanked(thanked);
    }
    CHECK(ended == 0); // none ended by itself
    const Tally tally = compare(hall, thanked);
    CHECK(tally.lost == 0);
    {
        auto box = std::move(outbox::SqliteOutbox::open({hall.folder / "state", ""})).value();
        outbox::DirectAccess access(*box);
        const auto transport = hall.transport();
        upload::Uploader uploader(access, *transport, hall.options(), upload::random_bits);
        for (int i = 0; i < 20'000 && box->counts()->waiting > 0; ++i) {
            uploader.try_now();
            (void)uploader.step(platform::monotonic_now(), platform::wall_now());
            if (uploader.status().failures > 0) pause_ms(5);
        }
        CHECK(box->counts()->waiting == 0);
        CHECK(box->counts()->quarantined == 0);
        CHECK(box->counts()->balanced());
    }
    kill_process(hub, ended);
    const auto store = std::move(hub::open_sqlite_store((hall.folder / "hub.db").string())).value();
    std::set<record::Id> arrived;
    std::uint64_t rows = 0;
    for (std::uint64_t cursor = 0;;) {
        const auto page = store->page_after("hall-1", cursor, 500);
        REQUIRE(page.ok());
        if (page->empty()) break;
        cursor = page->back().cursor;
        rows += page->size();
        for (const auto& row : *page) arrived.insert(row.record.id);
    }
    std::size_t missing = 0;
    for (const record::Id& id : thanked) missing += arrived.contains(id) ? 0U : 1U;
    std::cout << "kills " << kills << ", seed " << seed << ": " << tally.thanked << " thanked, " << tally.kept
              << " accepted, " << rows << " at the hub, lost " << missing << "\n";
    CHECK(thanked.size() > kills / 8); // the kiosk did work
    CHECK(missing == 0);
    CHECK(rows == arrived.size());
    CHECK(rows == tally.kept);
    CHECK(store->gaps("hall-1", 10)->empty());
    CHECK(store->totals()->conflicts == 0);
}

TEST_CASE("a kiosk that thanks before it has stored is noticed by the same comparison") {
    std::mt19937_64 random(7);
    const Hall hall;
    std::set<record::Id> thanked;
    int ended = 0;
    for (int i = 0; i < 40; ++i) {
        const pid_t kiosk = start_process(hall, be_hasty_kiosk);
        pause_ms((20 + random() % 40) * (sanitized ? 8 : 1));
        kill_process(kiosk, ended);
        hall.take_thanked(thanked);
        // An id that the next run gives again is no loss: only the ids of the last moment are looked at.
        if (compare(hall, thanked).lost > 0) return;
    }
    FAIL("no thanks without a stored sign-up was noticed in 40 kills");
}
