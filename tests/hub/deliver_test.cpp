// The real uploader and transport against the real hub over loopback, with harm in between.
#include <chrono>
#include <iostream>
#include <memory>
#include <string>
#include <thread>

#include <doctest/doctest.h>

#include "hub/server.hpp"
#include "hub/store_sqlite.hpp"
#include "outbox/outbox_memory.hpp"
#include "outbox/store_thread.hpp"
#include "support/fault_proxy.hpp"
#include "support/noon.hpp"
#include "support/number_from.hpp"
#include "support/sealed_entries.hpp"
#include "support/temporary_folder.hpp"
#include "upload/random_sodium.hpp"
#include "upload/transport_curl.hpp"
#include "upload/uploader.hpp"
#include "upload/worker.hpp"

using namespace kiosk;
using test::noon;

namespace {

struct Line {
    TemporaryFolder folder;
    hub::EmbeddedHub hub;
    std::unique_ptr<hub::Store> desk; // a second opener, to look into the store
    std::unique_ptr<FaultProxy> proxy;
    outbox::MemoryOutbox outbox;
    outbox::DirectAccess access{outbox};
    std::unique_ptr<upload::Transport> transport;
    std::unique_ptr<upload::Uploader> uploader;
    Instant now{1'000'000};

    explicit Line(Duration timeout = seconds(10)) {
        const std::string path = (folder / "hub.db").string();
        auto started = hub::start_embedded("kiosk-1", path, [] { return noon; });
        REQUIRE(started.ok());
        hub = std::move(*started);
        desk = std::move(hub::open_sqlite_store(path)).value();
        proxy = std::make_unique<FaultProxy>(hub.server->port());
        upload::CurlOptions options;
        options.url = proxy->url();
        options.token = hub.token;
        options.timeout = timeout;
        transport = std::move(upload::make_curl_transport(options)).value();
        restart();
    }
    void restart() {
        upload::UploaderOptions options;
        options.hub_keys = {hub.server->public_key()};
        options.heartbeat = false;
        uploader = std::make_unique<upload::Uploader>(access, *transport, options, upload::random_bits);
    }
    void add(std::uint64_t from, std::uint64_t to) {
        for (std::uint64_t seq = from; seq <= to; ++seq) REQUIRE(outbox.append(sealed_entry_of(seq)).ok());
    }
    void step() { now = std::max(now, uploader->step(now, noon)); }
    void drain() {
        for (int i = 0; i < 50 && outbox.counts()->waiting > 0; ++i) step();
    }
    [[nodiscard]] std::uint64_t arrived() const { return desk->totals()->records; }
};

} // namespace

TEST_CASE("what waits goes over the wire into the hub's store, byte for byte") {
    Line line;
    line.add(1, 150);
    line.drain();
    CHECK(line.outbox.counts()->acked == 150);
    CHECK(line.arrived() == 150);
    const auto page = line.desk->page_after("kiosk-1", 0, 200);
    for (const auto& row : *page) CHECK(row.record.sealed == sealed_entry_of(row.record.seq).sealed);
    CHECK(line.desk->gaps("kiosk-1", 10)->empty());
}

TEST_CASE("a reply cut at any byte leaves the record waiting, and in the end it is there once") {
    Line line;
    line.add(1, 1);
    line.drain();
    const std::size_t reply_bytes = line.proxy->last_reply_bytes();
    REQUIRE(reply_bytes > 300);
    std::uint64_t seq = 2;
    const std::uint64_t stride = number_from("PLEDGE_CUT_STRIDE", 3); // scripts/prove-net: every byte
    const std::uint64_t rounds = number_from("PLEDGE_CUT_ROUNDS", 1); // and again and again
    for (std::size_t cut = 0; cut < reply_bytes * rounds; cut += stride, ++seq) {
        CAPTURE(cut);
        line.add(seq, seq);
        line.restart(); // so that one failure does not follow another into the back-off
        REQUIRE(line.outbox.set_value(upload::state_key, "").ok());
        line.proxy->set({cut % 2 == 0 ? NetworkFault::Kind::CutReply : NetworkFault::Kind::ResetReply,
                         cut % reply_bytes, ""});
        line.step();
        CHECK(line.outbox.find(id_of(seq)).value()->state == outbox::State::Pending);
        CHECK(line.arrived() == seq); // the hub had it already
        line.proxy->set({});
        line.drain();
        CHECK(line.outbox.find(id_of(seq)).value()->state == outbox::State::Acked);
    }
    CHECK(line.arrived() == seq - 1);
    CHECK(line.outbox.counts()->acked == seq - 1);
    std::cout << "replies cut: " << seq - 2 << ", each record at the hub once\n";
}

TEST_CASE("login pages in all their shapes are told to staff, and nothing is marked as sent") {
    const std::string date = "Date: Sat, 28 Feb 2026 12:00:00 GMT\r\n";
    const auto with = [&](const std::string& status, const std::string& headers, const std::string& body) {
        return "HTTP/1.1 " + status + "\r\n" + date + headers +
               "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
    };
    struct Shape {
        std::string answer;
        upload::Health health;
    };
    const std::string html = "Content-Type: text/html\r\n", json = "Content-Type: application/json\r\n";
    const Shape shapes[] = {
        {with("200 OK", html, "<html>Welcome"), upload::Health::LoginWanted},
        {with("200 OK", json, "{\"ok\":true}"), upload::Health::LoginWanted},
        {with("200 OK", "Content-Encoding: gzip\r\n" + html, "\x1f"), upload::Health::LoginWanted},
        {with("201 Created", html, "<html>"), upload::Health::LoginWanted},
        {with("302 Found", "Location: http://127.0.0.1:1/login\r\n", ""), upload::Health::LoginWanted},
        {with("307 Temporary Redirect", "Location: http://127.0.0.1:1/login\r\n", ""),
         upload::Health::LoginWanted},
        {with("511 Network Authentication Required", html, "<html>"), upload::Health::LoginWanted},
        {with("403 Forbidden", html, "<html>"), upload::Health::LoginWanted},
        {with("204 No Content", "", ""), upload::Health::Unexpected},
        {with("404 Not Found", html, "<html>"), upload::Health::Unexpected},
        {with("502 Bad Gateway", html, "<html>"), upload::Health::Busy},
        {with("201 Created", "Content-Type: application/vnd.pledge-kiosk.receipt+json\r\n", "{}"),
         upload::Health::Unexpected},
        {"<html>not even HTTP</html>", upload::Health::Offline},
        {"HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n" + std::string(300 * 1024, 'x'),
         upload::Health::Unexpected},
        {"HTTP/1.1 200 OK\r\n" + std::string(200, 'x') + ": " + std::string(90 * 1024, 'y') + "\r\n\r\n",
         upload::Health::Unexpected},
    };
    Line line;
    line.add(1, 5);
    const std::uint64_t rounds = number_from("PLEDGE_PORTAL_ROUNDS", 1);
    for (std::uint64_t i = 0; i < rounds * std::size(shapes); ++i) {
        const Shape& shape = shapes[i % std::size(shapes)];
        CAPTURE(shape.answer.substr(0, 60));
        line.restart();
        REQUIRE(line.outbox.set_value(upload::state_key, "").ok());
        line.proxy->set({NetworkFault::Kind::Answer, 0, shape.answer});
        line.step();
        CHECK(upload::health_name(line.uploader->status().health) == upload::health_name(shape.health));
        CHECK(line.outbox.counts()->waiting == 5);
    }
    line.proxy->set({});
    line.drain();
    CHECK(line.outbox.counts()->acked == 5);
    CHECK(line.arrived() == 5);
    std::cout << "login pages and other liars: " << rounds * std::size(shapes) << " answers, none believed\n";
}

TEST_CASE("whatever status comes with a good receipt of an earlier request, nothing is marked as sent") {
    Line line;
    line.add(1, 1);
    line.drain();
    const std::string whole = line.proxy->last_reply(), receipt = whole.substr(whole.find("\r\n\r\n") + 4);
    REQUIRE(record::read_receipt(receipt, std::vector{line.hub.server->public_key()}).ok());
    line.add(2, 6);
    for (int status = 100; status < 600; ++status) {
        CAPTURE(status);
        line.restart();
        REQUIRE(line.outbox.set_value(upload::state_key, "").ok());
        line.proxy->set(
            {NetworkFault::Kind::Answer, 0,
             "HTTP/1.1 " + std::to_string(status) +
                 " Word\r\nRetry-After: 1e9\r\nContent-Type: " + std::string(record::receipt_content_type) +
                 "\r\nContent-Length: " + std::to_string(receipt.size()) + "\r\n\r\n" + receipt});
        line.step();
        CHECK(line.uploader->status().health != upload::Health::Good);
        REQUIRE(line.outbox.counts()->waiting == 5);
    }
    line.proxy->set({});
    line.restart();
    REQUIRE(line.outbox.set_value(upload::state_key, "").ok());
    line.drain();
    CHECK(line.outbox.counts()->acked == 6);
    CHECK(line.arrived() == 6);
}

TEST_CASE("a request that is swallowed, stalls or drips ends within its time, and is sent again") {
    Line line(milliseconds(300));
    line.add(1, 3);
    const auto start = std::chrono::steady_clock::now();
    line.proxy->set({NetworkFault::Kind::Stall, 0, ""});
    line.step();
    CHECK(line.uploader->status().health == upload::Health::Offline);
    line.proxy->set({NetworkFault::Kind::SwallowRequest, 0, ""});
    line.step();
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(10));
    CHECK(line.arrived() == 0);
    line.proxy->set({NetworkFault::Kind::Drip, 0, ""}); // a reply of some kilobytes, a byte at a time
    line.step();
    CHECK(line.uploader->status().health == upload::Health::Offline);
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
    CHECK(line.arrived() == 3); // the hub had them, and says so next time
    CHECK(line.outbox.counts()->waiting == 3);
    line.proxy->set({});
    line.drain();
    CHECK(line.arrived() == 3);
}

TEST_CASE("a hub that is not there is a network that is tried again") {
    Line line;
    line.add(1, 1);
    line.hub.server.reset();
    line.step();
    CHECK(line.uploader->status().health == upload::Health::Offline);
    CHECK(line.outbox.counts()->waiting == 1);
}

TEST_CASE("the worker's thread delivers while the store's thread owns the outbox") {
    Line line;
    outbox::StoreThread store(std::make_unique<outbox::MemoryOutbox>());
    upload::CurlOptions options;
    options.url = line.hub.server->url();
    options.token = line.hub.token;
    upload::UploaderOptions uploader;
    uploader.hub_keys = {line.hub.server->public_key()};
    const auto monotonic = [] {
        return Instant{std::chrono::duration_cast<std::chrono::microseconds>(
                           std::chrono::steady_clock::now().time_since_epoch())
                           .count()};
    };
    int thanked = 0;
    {
        upload::Worker worker(store, std::move(upload::make_curl_transport(options)).value(), uploader,
                              {monotonic, [] { return noon; }});
        for (std::uint64_t seq = 1; seq <= 60; ++seq) {
            REQUIRE(store.post_for_frame(
                [seq, &thanked](outbox::Outbox& outbox) -> outbox::StoreThread::Completion {
                    const bool stored = outbox.append(sealed_entry_of(seq)).ok();
                    return [stored, &thanked] { thanked += stored ? 1 : 0; };
                }));
            worker.something_waits();
        }
        for (int i = 0; i < 1000 && worker.status().delivered < 60; ++i) {
            store.drain();
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        store.drain();
        CHECK(worker.status().delivered == 60);
        CHECK(worker.status().health == upload::Health::Good);
    }
    CHECK(thanked == 60);
    CHECK(line.arrived() == 60);
    CHECK(outbox::ask<outbox::Counts>(store, [](outbox::Outbox& outbox) { return outbox.counts(); })->acked ==
          60);
    store.close();
    CHECK_FALSE(store.with([](outbox::Outbox&) {}));
    CHECK_FALSE(store.post([](outbox::Outbox&) {}));
}

TEST_CASE("a worker that waits for a stalled network ends within seconds, and its records stay") {
    Line line;
    line.add(1, 1);
    line.proxy->set({NetworkFault::Kind::Stall, 0, ""});
    upload::CurlOptions options;
    options.url = line.proxy->url();
    options.token = line.hub.token;
    upload::UploaderOptions uploader;
    uploader.hub_keys = {line.hub.server->public_key()};
    const auto monotonic = [] { return Instant{1'000'000}; };
    const int connections = line.proxy->connections();
    {
        upload::Worker worker(line.access, std::move(upload::make_curl_transport(options)).value(), uploader,
                              {monotonic, [] { return noon; }});
        for (int i = 0; i < 3000 && line.proxy->connections() == connections; ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        REQUIRE(line.proxy->connections() > connections);
        const auto start = std::chrono::steady_clock::now();
        worker.request_stop();
        CHECK(std::chrono::steady_clock::now() - start <
              std::chrono::seconds(2)); // asks, and does not wait for the request's time-out
    }
    CHECK(line.outbox.counts()->waiting == 1);
    CHECK(line.outbox.find(id_of(1)).value()->last_code ==
          -42); // curl's "aborted by callback", not its time-out
}
