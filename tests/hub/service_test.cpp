#include "hub/service.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "hub/arguments.hpp"
#include "hub/heartbeat.hpp"
#include "hub/server.hpp"
#include "hub/store_sqlite.hpp"
#include "outbox/outbox.hpp"
#include "support/noon.hpp"
#include "support/sealed_entries.hpp"
#include "upload/batch.hpp"
#include "upload/heartbeat.hpp"

using namespace kiosk;
using test::noon;
using namespace kiosk::hub;

namespace {

struct Desk {
    std::unique_ptr<Store> store = std::move(open_sqlite_store(":memory:")).value();
    record::HubSigner signer = record::HubSigner::generate();
    std::string log;
    Service service{*store, signer, Limits{}, [this](const LogLine& line) { log += line.object() + "\n"; }};
    std::string token = make_token();
    std::vector<record::HubKey> keys{signer.public_key()};

    Desk() { REQUIRE(store->put_token("kiosk-1", token_hash(token), noon).ok()); }
    [[nodiscard]] HttpRequest post(std::string_view body) const {
        HttpRequest request;
        request.method = "POST";
        request.path = "/v1/batches";
        request.authorization = "Bearer " + token;
        request.content_type = "application/jsonl";
        request.nonce = "00112233445566778899aabbccddeeff";
        request.batch = "ffeeddccbbaa99887766554433221100";
        request.body = body;
        return request;
    }
    int status(const HttpRequest& request) { return service.answer(request, noon, {}).status; }
};

std::string body_of(std::vector<record::WireRecord> records) {
    return upload::body_of(records);
}
record::WireRecord sample(std::uint64_t seq) {
    return upload::to_wire(sealed_entry_of(seq));
}

} // namespace

TEST_CASE("a batch is answered 201 with a receipt that a kiosk believes") {
    Desk desk;
    const std::string body = body_of({sample(1), sample(2)});
    const HttpResponse response = desk.service.answer(desk.post(body), noon, {});
    CHECK(response.status == 201);
    CHECK(response.content_type == record::receipt_content_type);
    const auto receipt = record::read_receipt(response.body, desk.keys);
    REQUIRE(receipt.ok());
    CHECK(hex(receipt->nonce) == "00112233445566778899aabbccddeeff");
    CHECK(hex(receipt->batch) == "ffeeddccbbaa99887766554433221100");
    CHECK(receipt->server_time == noon);
    REQUIRE(receipt->results.size() == 2);
    CHECK(receipt->results[1].verdict == record::Verdict::Stored);
}

TEST_CASE("a record that is damaged or not sealed is rejected alone") {
    Desk desk;
    auto damaged = sample(1), clear = sample(2);
    damaged.sealed[50] ^= 1;
    clear.sealed[0] = '{';
    clear.sha = record::sha256(clear.sealed);
    const std::string body = body_of({damaged, clear, sample(3)});
    const auto receipt = record::read_receipt(desk.service.answer(desk.post(body), noon, {}).body, desk.keys);
    REQUIRE(receipt.ok());
    CHECK(receipt->results[0].verdict == record::Verdict::Rejected);
    CHECK(receipt->results[0].code == "not-intact");
    CHECK(receipt->results[1].code == "not-sealed");
    CHECK(receipt->results[2].verdict == record::Verdict::Stored);
    CHECK(desk.store->totals()->records == 1);
}

TEST_CASE("what is erased at the hub is in the kiosk's next receipt") {
    Desk desk;
    REQUIRE(desk.service.answer(desk.post(body_of({sample(1)})), noon, {}).status == 201);
    const std::vector ids{id_of(1)};
    REQUIRE(desk.store->erase(ids, noon).ok());
    const std::string body = body_of({sample(2)});
    const auto receipt = record::read_receipt(desk.service.answer(desk.post(body), noon, {}).body, desk.keys);
    CHECK(receipt->erase == ids);
}

TEST_CASE("a batch that is not as agreed is refused with the status of the contract, and nothing is stored") {
    Desk desk;
    const std::string good = body_of({sample(1)});
    HttpRequest request = desk.post(good);
    request.authorization = "";
    CHECK(desk.status(request) == 401);
    request.authorization = "Bearer " + make_token();
    CHECK(desk.status(request) == 401);
    request.authorization = "Basic " + desk.token;
    CHECK(desk.status(request) == 401);
    request = desk.post(good);
    request.nonce = "";
    CHECK(desk.status(request) == 400);
    request = desk.post(good);
    request.batch = "1";
    CHECK(desk.status(request) == 400);
    request = desk.post(good);
    request.content_type = "text/plain";
    CHECK(desk.status(request) == 415);
    request = desk.post(good);
    request.too_large = true;
    CHECK(desk.status(request) == 413);
    request = desk.post("{\"a\":\"\\\"\"}");
    CHECK(desk.status(request) == 400);
    request = desk.post(good);
    request.method = "GET";
    CHECK(desk.status(request) == 405);
    request = desk.post(good);
    request.path = "/v2/batches";
    CHECK(desk.status(request) == 404);
    CHECK(desk.store->totals()->records == 0);
    REQUIRE(desk.store->revoke("kiosk-1", noon).ok());
    CHECK(desk.status(desk.post(good)) == 401);
}

TEST_CASE("no token, receipt code or sealed byte comes into the log") {
    Desk desk;
    const auto record = sample(1);
    const std::string body = body_of({record});
    const auto log_of = [&](const std::string& sent, int status) {
        const HttpResponse response = desk.service.answer(desk.post(sent), noon, {});
        CHECK(response.status == status);
        desk.log += response.log_fields + "\n";
        return response.log_fields;
    };
    CHECK(log_of(body, 201) ==
          R"("kiosk":"kiosk-1","records":1,"stored":1,"duplicate":0,"conflict":0,"rejected":0)");
    CHECK(log_of("{\"CANARY\":1}", 400) == R"("kiosk":"kiosk-1")");
    auto other = record;
    other.sealed[40] ^= 1;
    other.sha = record::sha256(other.sealed);
    CHECK(log_of(body_of({other}), 201).find("\"conflict\":1") != std::string::npos);
    CHECK(desk.log.find(R"({"event":"conflict","alarm":true,"kiosk":"kiosk-1","id":")") != std::string::npos);
    for (const std::string& secret :
         {desk.token, record.receipt, record::base64(record.sealed).substr(0, 20), std::string("CANARY")})
        CHECK(desk.log.find(secret) == std::string::npos);
}

TEST_CASE("the kiosk's heartbeat is what the hub reads, and other bodies are refused") {
    Desk desk;
    outbox::Counts counts;
    counts.accepted = 9;
    counts.waiting = 4;
    counts.acked = 5;
    counts.oldest_waiting = noon;
    const std::string body = upload::heartbeat_body("0.1.0", counts, "login-wanted", 3);
    HttpRequest request = desk.post(body);
    request.path = "/v1/heartbeat";
    CHECK(desk.status(request) == 204);
    const auto kiosks = desk.store->kiosks();
    REQUIRE(kiosks->size() == 1);
    CHECK(kiosks.value()[0].heartbeat == Heartbeat{"0.1.0", "login-wanted", 9, 4, 0, 5, 0, 3});
    for (
        const char* bad :
        {"", "[]", "{}", "{\"accepted\":-1}",
         R"({"accepted":1,"acked":1,"faults":0,"health":"<b>","purged":0,"quarantined":0,"version":"1","waiting":0})"}) {
        request.body = bad;
        CHECK(desk.status(request) == 400);
    }
    request.authorization = "";
    CHECK(desk.status(request) == 401);
}

TEST_CASE("a ping is signed with the hub's time, without a token") {
    Desk desk;
    HttpRequest request;
    request.method = "GET";
    request.path = "/v1/ping";
    request.query_nonce = "00112233445566778899aabbccddeeff";
    const HttpResponse response = desk.service.answer(request, noon, {});
    CHECK(response.status == 204);
    CHECK(response.headers[0].second == "2026-02-28T12:00:00Z");
    CHECK(record::verify_ping(*record::parse_id(request.query_nonce), noon, response.headers[1].second,
                              desk.keys));
    request.query_nonce = "x";
    CHECK(desk.status(request) == 400);
}

TEST_CASE("a kiosk's name is safe in files, logs and pages") {
    for (const char* name : {"kiosk-1", "A", "hall_2.left"}) CHECK(is_kiosk_name(name));
    CHECK(is_kiosk_name(std::string(64, 'a')));
    CHECK_FALSE(is_kiosk_name(std::string(65, 'a')));
    for (const char* name : {"", ".", "..", "-x", "a/b", "a b", "a\n", "<b>", "caf\xC3\xA9"})
        CHECK_FALSE(is_kiosk_name(name));
}

TEST_CASE("an address to listen on is a number and a port") {
    CHECK(parse_listen("127.0.0.1:8443")->port == 8443);
    CHECK(parse_listen("[::1]:0")->address == "::1");
    CHECK(parse_listen("127.0.0.2:1")->loopback());
    CHECK_FALSE(parse_listen("0.0.0.0:1")->loopback());
    for (const char* bad : {"", ":", "8443", ":8443", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536",
                            "::1:8443", "127.0.0.1:80x"})
        CHECK(parse_listen(bad).error().fault == Fault::Usage);
}

TEST_CASE("a kiosk and an address may ask so often, then are told how long to wait") {
    Desk desk;
    const std::string body = body_of({sample(1)});
    Service strict(*desk.store, desk.signer, {{1, 3}, {10, 6}}, [](const LogLine&) {});
    HttpRequest request = desk.post(body);
    request.address = "192.0.2.1";
    Instant at{5'000'000};
    for (int i = 0; i < 3; ++i) CHECK(strict.answer(request, noon, at).status == 201);
    const HttpResponse limited = strict.answer(request, noon, at);
    CHECK(limited.status == 429);
    CHECK(limited.headers[0] == std::pair<std::string, std::string>{"Retry-After", "1"});
    request.authorization = "";
    for (int i = 0; i < 2; ++i) CHECK(strict.answer(request, noon, at).status == 401);
    CHECK(strict.answer(request, noon, at).status == 429); // six from this address
    request.address = "192.0.2.2";
    CHECK(strict.answer(request, noon, at).status == 401);
    at = at + seconds(1);
    request = desk.post(body);
    request.address = "192.0.2.1";
    CHECK(strict.answer(request, noon, at).status == 201);
}

TEST_CASE("a limiter's memory is bounded, and a flood of keys shuts out nobody that it knows") {
    Limiter limiter({1, 2});
    CHECK(limiter.wait_s("known", {0}) == 0);
    for (int i = 0; i < 20'000; ++i) (void)limiter.wait_s(std::to_string(i), {0});
    CHECK(limiter.size() <= Limiter::keys_max + 1);
    CHECK(limiter.wait_s("known", {0}) == 0);
    CHECK(limiter.wait_s("known", {0}) == 1);
    CHECK(limiter.wait_s("stranger", {0}) > 0); // they share what is left
    CHECK(limiter.wait_s("stranger", {10'000'000}) == 0);
    CHECK(limiter.size() < 10);
    Limiter none({0, 0});
    for (int i = 0; i < 100; ++i) CHECK(none.wait_s("a", {0}) == 0);
}

TEST_CASE("a line of the log is one JSON object, whatever stands in it") {
    CHECK(LogLine()
              .text("a", "q\"\\\n\x1b\xC3")
              .number("n", -3)
              .yes("y")
              .members("")
              .members("\"z\":1")
              .object() == R"({"a":"q\"\\\u000a\u001b\u00c3","n":-3,"y":true,"z":1})");
}

TEST_CASE(
    "the hub says which records it holds with the same content, under a signature, and not as a receipt") {
    Desk desk;
    REQUIRE(desk.status(desk.post(body_of({sample(1), sample(2)}))) == 201);
    auto other = sample(2).sha;
    other[0] ^= 1;
    const std::vector<record::HeldLine> lines{
        {id_of(1), sample(1).sha}, {id_of(2), other}, {id_of(3), sample(3).sha}};
    const std::string body = record::write_held_body(lines);
    HttpRequest request = desk.post(body);
    request.path = "/v1/held";
    request.content_type = record::held_content_type;
    const HttpResponse response = desk.service.answer(request, noon, {});
    CHECK(response.status == 200); // a batch's receipt is 201 and nothing else
    const auto receipt = record::read_receipt(response.body, desk.keys);
    REQUIRE(receipt.ok());
    REQUIRE(receipt->results.size() == 3);
    CHECK(receipt->results[0].verdict == record::Verdict::Duplicate);
    for (const std::size_t i : {1U, 2U}) CHECK(receipt->results[i].code == record::not_held_code);
    CHECK(hex(receipt->nonce) == request.nonce);
    request.body = "x";
    CHECK(desk.status(request) == 400);
    request.authorization = "";
    CHECK(desk.status(request) == 401);
}
