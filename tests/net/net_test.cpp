// A kiosk and a hub in network namespaces of their own, with a wire between them that loses, delays, slows
// and swallows packets: the real uploader, transport, TLS, server and store over the kernel's real TCP. Short
// here; scripts/prove-net runs the same with more records and worse weather. Skipped where the kernel lends
// no namespace or no TUN device.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fcntl.h>
#include <fstream>
#include <memory>
#include <sched.h>
#include <string>
#include <sys/mount.h>
#include <vector>

#include <doctest/doctest.h>

#include "hub/server.hpp"
#include "hub/service.hpp"
#include "hub/store_sqlite.hpp"
#include "outbox/outbox_memory.hpp"
#include "support/authority.hpp"
#include "support/bad_wire.hpp"
#include "support/noon.hpp"
#include "support/number_from.hpp"
#include "support/sealed_entries.hpp"
#include "support/skip.hpp"
#include "support/small_dns.hpp"
#include "support/temporary_folder.hpp"
#include "upload/network_watch.hpp"
#include "upload/random_sodium.hpp"
#include "upload/transport_curl.hpp"
#include "upload/uploader.hpp"

using namespace kiosk;
using test::BadWire;
using test::noon;
using test::SmallDns;
using test::Weather;

namespace {

constexpr std::uint16_t port = 8443;
using Steady = std::chrono::steady_clock;

const bool at_length = number_from("PLEDGE_NET_LONG", 0) != 0;
const std::uint64_t many = number_from("PLEDGE_NET_RECORDS", 30);

std::unique_ptr<BadWire> wire_or_skip() {
    std::string why;
    auto wire = BadWire::make(why);
    if (!wire) test::say_skipped(why);
    return wire;
}

// A hub at one end, a kiosk at the other.
struct Hall {
    BadWire& wire;
    TemporaryFolder folder;
    Authority authority;
    std::string path = (folder / "hub.db").string();
    std::unique_ptr<hub::Store> desk = std::move(hub::open_sqlite_store(path)).value();
    SecretBytes key = record::HubSigner::generate().to_text();
    std::unique_ptr<hub::Server> server;
    outbox::MemoryOutbox outbox;
    outbox::DirectAccess access{outbox};
    std::unique_ptr<upload::Transport> transport;
    std::unique_ptr<upload::Uploader> uploader;
    Instant now{1'000'000};
    std::uint64_t seq = 0;
    Duration longest{}; // of a step, in real time

    explicit Hall(BadWire& given, const std::string& host = BadWire::hub_v4, Duration timeout = seconds(60))
        : wire(given) {
        authority.sign("hub", "IP:10.77.0.2,IP:fd77::2,DNS:hub.example", "-days 30");
        REQUIRE(desk->put_token("kiosk-1", hub::token_hash("abc"), noon).ok());
        server = start(host.starts_with('[') ? BadWire::hub_v6 : BadWire::hub_v4, "hub");
        upload::CurlOptions curl;
        curl.url = "https://" + host + ":" + std::to_string(port);
        curl.token = "abc";
        curl.ca_file = (authority.folder / "ca.pem").string();
        curl.timeout = timeout;
        curl.connect_timeout = std::min(timeout, seconds(10));
        transport = std::move(upload::make_curl_transport(curl)).value();
        upload::UploaderOptions options;
        options.hub_keys = {server->public_key()};
        options.heartbeat = false;
        uploader = std::make_unique<upload::Uploader>(access, *transport, options, upload::random_bits);
    }
    std::unique_ptr<hub::Server> start(const std::string& address, const std::string& certificate) {
        hub::ServerOptions options;
        options.address = address;
        options.port = port;
        options.wall = [] { return noon; };
        options.tls_certificate = authority.read(certificate + ".pem");
        options.tls_key = authority.read(certificate + ".key");
        const auto here = wire.at_hub();
        auto started = hub::Server::start(std::move(options), std::move(hub::open_sqlite_store(path)).value(),
                                          std::move(record::HubSigner::parse(key.reveal())).value());
        REQUIRE(started.ok());
        return std::move(*started);
    }
    void add(std::uint64_t count) {
        for (; count > 0; --count) REQUIRE(outbox.append(sealed_entry_of(++seq)).ok());
    }
    // One request, or one wait of the back-off, which costs no real time.
    upload::Health step() {
        const auto here = wire.at_kiosk();
        const auto start = Steady::now();
        now = std::max(now, uploader->step(now, noon));
        longest = std::max(
            longest,
            milliseconds(
                std::chrono::duration_cast<std::chrono::milliseconds>(Steady::now() - start).count()));
        nothing_acked_that_is_not_there();
        return uploader->status().health;
    }
    // Until nothing waits. True when all of it is at the hub, each once.
    bool drain(int steps_max = 400) {
        for (int i = 0; i < steps_max && outbox.counts()->waiting > 0; ++i) (void)step();
        const auto totals = desk->totals();
        return outbox.counts()->acked == seq && totals->records == seq && totals->conflicts == 0 &&
               desk->gaps("kiosk-1", 1)->empty();
    }
    void nothing_acked_that_is_not_there() {
        std::vector<record::HeldLine> acked;
        const auto rows = outbox.page_after(0, 10'000);
        for (const auto& row : *rows)
            if (row.state == outbox::State::Acked) acked.push_back({row.entry.id, row.entry.sha});
        const auto held = desk->holds(acked);
        REQUIRE(held.ok());
        for (const bool there : *held) REQUIRE(there);
    }
};

// What was asked for and how it went, for scripts/prove-net.
void tell(const std::string& what, const Hall& hall, Steady::time_point start) {
    const double took = std::chrono::duration<double>(Steady::now() - start).count();
    std::printf("%s: %llu records, each there once, in %.1f s; the longest request %.1f s; %llu packets\n",
                what.c_str(), static_cast<unsigned long long>(hall.seq), took,
                static_cast<double>(hall.longest.ms) / 1000,
                static_cast<unsigned long long>(hall.wire.packets()));
}

} // namespace

TEST_CASE("net: over a line that loses packets every record arrives once") {
    const auto wire = wire_or_skip();
    if (!wire) return;
    const std::vector<int> per_cent = at_length ? std::vector{1, 5, 20, 50} : std::vector{5};
    for (const int lost : per_cent) {
        CAPTURE(lost);
        Hall hall(*wire);
        wire->set({static_cast<double>(lost) / 100, 0, 5, 0, 0});
        hall.add(lost == 50 ? many / 10 : many);
        const auto start = Steady::now();
        CHECK(hall.drain());
        CHECK(hall.longest <= seconds(61));
        tell("loss of " + std::to_string(lost) + " % each way", hall, start);
    }
}

TEST_CASE("net: over a line that delays, repeats and reorders packets every record arrives once") {
    const auto wire = wire_or_skip();
    if (!wire) return;
    Hall hall(*wire);
    wire->set({0, 0.1, at_length ? 600 : 20, at_length ? 300 : 20, 0});
    hall.add(many);
    const auto start = Steady::now();
    CHECK(hall.drain());
    tell("late, twice and out of order", hall, start);
}

TEST_CASE("net: over a slow line every record arrives once, in batches that it can carry") {
    const auto wire = wire_or_skip();
    if (!wire) return;
    const std::vector<std::int64_t> speeds =
        at_length ? std::vector<std::int64_t>{64'000, 8'000} : std::vector<std::int64_t>{1'000'000};
    for (const std::int64_t bits_a_second : speeds) {
        CAPTURE(bits_a_second);
        Hall hall(*wire);
        wire->set({0, 0, 50, 0, bits_a_second});
        hall.add(
            std::min<std::uint64_t>(many, bits_a_second < 20'000 ? 50 : 300)); // a minute or two of bytes
        const auto start = Steady::now();
        CHECK(hall.drain());
        CHECK(hall.longest <= seconds(62));
        tell(std::to_string(bits_a_second) + " bits a second", hall, start);
    }
}

TEST_CASE("net: a reply that never comes back makes the next one a duplicate, counted once") {
    const auto wire = wire_or_skip();
    if (!wire) return;
    Hall hall(*wire, BadWire::hub_v4, milliseconds(400));
    hall.add(1);
    REQUIRE(hall.drain());
    for (int round = 0; round < (at_length ? 50 : 2); ++round) {
        Weather one_way;
        one_way.to_kiosk = false;
        wire->set(one_way);
        hall.add(4); // as much as a connection sends before it wants to hear
        CHECK(hall.step() == upload::Health::Offline);
        wire->set({});
        CHECK(hall.drain());
    }
    CHECK(hall.desk->totals()->records == hall.seq);
}

TEST_CASE("net: a half-open connection, whose hub has gone and come back unseen, is noticed and replaced") {
    const auto wire = wire_or_skip();
    if (!wire) return;
    Hall hall(*wire, BadWire::hub_v4, milliseconds(500));
    hall.add(3);
    REQUIRE(hall.drain());
    Weather dark;
    dark.to_hub = dark.to_kiosk = false;
    wire->set(dark);
    hall.server.reset(); // its goodbye is lost
    hall.server = hall.start(BadWire::hub_v4, "hub");
    wire->set({});
    hall.add(3);
    CHECK(hall.drain());
    // And a line that is dead for as long as a request may take: nothing is lost, and the request ends.
    wire->set(dark);
    hall.add(3);
    CHECK(hall.step() == upload::Health::Offline);
    CHECK(hall.outbox.counts()->waiting == 3);
    CHECK(hall.longest <= milliseconds(3000));
    wire->set({});
    CHECK(hall.drain());
}

TEST_CASE("net: a network that swallows large packets without a word is crossed with small ones") {
    const auto wire = wire_or_skip();
    if (!wire) return;
    Hall hall(*wire, BadWire::hub_v4, milliseconds(at_length ? 10'000 : 600));
    Weather black_hole;
    black_hole.packet_bytes_max = 600;
    wire->set(black_hole);
    hall.add(20);
    const auto start = Steady::now();
    CHECK(hall.step() == upload::Health::Offline);
    CHECK(hall.drain());
    tell("packets above 600 bytes swallowed", hall, start);
}

TEST_CASE("net: where there is only IPv6 every record arrives once") {
    const auto wire = wire_or_skip();
    if (!wire) return;
    Hall hall(*wire, std::string("[") + BadWire::hub_v6 + "]");
    CHECK(hall.server->url() == "https://[fd77::2]:8443");
    wire->set({0.02, 0, 2, 0, 0});
    hall.add(many);
    const auto start = Steady::now();
    CHECK(hall.drain());
    tell("IPv6 only", hall, start);
}

TEST_CASE("net: names that are not answered, or answered with another machine, send nothing there, and are "
          "asked for again") {
    const auto wire = wire_or_skip();
    if (!wire) return;
    Hall hall(*wire, "hub.example", seconds(5));
    const std::string conf = (hall.folder / "resolv.conf").string();
    std::ofstream(conf) << "nameserver " << BadWire::hub_v4 << "\noptions timeout:1 attempts:1\n";
    if (::unshare(CLONE_NEWNS) != 0 || ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
        ::mount(conf.c_str(), "/etc/resolv.conf", nullptr, MS_BIND, nullptr) != 0) {
        test::say_skipped("no file of one's own at /etc/resolv.conf");
        return;
    }
    hall.authority.sign("stranger", "DNS:login.example", "-days 30");
    const auto stranger = hall.start(BadWire::stranger_v4, "stranger");
    std::unique_ptr<SmallDns> names;
    {
        const auto here = wire->at_hub();
        names = std::make_unique<SmallDns>(BadWire::hub_v4);
    }
    hall.add(3);
    CHECK(hall.step() == upload::Health::Offline); // silence
    CHECK(names->asked() > 0);
    names->answer(BadWire::stranger_v4);
    hall.uploader->try_now();
    CHECK(hall.step() == upload::Health::TlsTrouble); // the login page's own machine
    CHECK(hall.desk->totals()->records == 0);
    names->answer(BadWire::hub_v4);
    const auto start = Steady::now();
    CHECK(hall.drain(10));
    CHECK(Steady::now() - start < std::chrono::seconds(5)); // the lie is not remembered
    ::umount("/etc/resolv.conf");
}

TEST_CASE("net: a cable that goes out and in is seen at once, and the hub is asked again within 20 s") {
    const auto wire = wire_or_skip();
    if (!wire) return;
    Hall hall(*wire, BadWire::hub_v4, milliseconds(500));
    const auto here = wire->at_kiosk();
    upload::NetworkWatch watch;
    hall.add(1);
    REQUIRE(hall.drain());
    CHECK_FALSE(watch.changed());
    wire->set_cable(false);
    CHECK(watch.changed());
    CHECK_FALSE(watch.changed());
    hall.add(1);
    for (int i = 0; i < 12; ++i) CHECK(hall.step() == upload::Health::Offline); // far into the back-off
    wire->set_cable(true);
    CHECK(watch.changed());
    const Instant back = hall.now;
    hall.uploader->network_changed(hall.now);
    CHECK(hall.drain());
    CHECK(hall.now - back <= seconds(25));
}
