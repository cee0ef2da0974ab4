#include "upload/reply.hpp"

#include <memory>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace kiosk;
using namespace kiosk::upload;
using record::HubSigner;
using record::Verdict;

namespace {

struct Exchange {
    std::shared_ptr<const HubSigner> signer = std::make_shared<HubSigner>(HubSigner::generate());
    std::vector<record::HubKey> keys{signer->public_key()};
    std::vector<record::WireRecord> records;
    Sent sent;
    record::Receipt receipt;

    Exchange() {
        sent.batch.bytes[0] = 1;
        sent.nonce.bytes[0] = 2;
        receipt = {sent.batch, sent.nonce, {1'772'298'245'000}, {}, {}};
        for (std::uint8_t i = 0; i < 4; ++i) {
            record::WireRecord record;
            record.id.bytes[0] = i;
            record.sealed = {i};
            record.sha = record::sha256(record.sealed);
            receipt.results.push_back({record.id, record.sha, static_cast<Verdict>(i), ""});
            records.push_back(std::move(record));
        }
    }
    [[nodiscard]] Reply reply(int status = 201) const {
        Reply made;
        made.status = status;
        made.content_type = record::receipt_content_type;
        made.body = record::write_receipt(receipt, *signer);
        return made;
    }
    [[nodiscard]] Health health(const Reply& given) const { return judge(given, sent, keys).health; }
};

Reply plain(int status, std::string type = "", std::string body = "") {
    Reply reply;
    reply.status = status;
    reply.content_type = std::move(type);
    reply.body = std::move(body);
    return reply;
}

} // namespace

TEST_CASE("a 201 with a good receipt for this batch and nonce is the one success") {
    const Exchange exchange;
    const Judgement judgement = judge(exchange.reply(), exchange.sent, exchange.keys);
    CHECK(judgement.health == Health::Good);
    REQUIRE(judgement.receipt.has_value());
    CHECK(judgement.receipt->results.size() == 4);
    CHECK(judgement.server_time == WallTime{1'772'298'245'000});
}

TEST_CASE("the same body under any other status is no success") {
    const Exchange exchange;
    for (int status = 100; status < 600; ++status) {
        if (status == 201) continue;
        CAPTURE(status);
        const Judgement judgement = judge(exchange.reply(status), exchange.sent, exchange.keys);
        CHECK(judgement.health != Health::Good);
        CHECK_FALSE(judgement.receipt.has_value());
    }
}

TEST_CASE("a receipt of another batch, another nonce, another key, another type, or after trouble is not "
          "believed") {
    const Exchange exchange;
    Exchange other = exchange;
    other.receipt.batch.bytes[0] = 9;
    CHECK(exchange.health(other.reply()) == Health::Unexpected);
    other = exchange;
    other.receipt.nonce.bytes[0] = 9;
    CHECK(exchange.health(other.reply()) == Health::Unexpected);
    other = Exchange();
    CHECK(exchange.health(other.reply()) == Health::WrongKey);
    Reply reply = exchange.reply();
    reply.content_type = "application/json";
    CHECK(exchange.health(reply) == Health::Unexpected);
    reply = exchange.reply();
    reply.trouble = Trouble::Cut;
    CHECK(exchange.health(reply) == Health::Offline);
    reply = exchange.reply();
    reply.body.pop_back();
    CHECK(exchange.health(reply) == Health::Unexpected);
}

TEST_CASE("the twelve shapes of a venue's login page leave everything as it was, and most are named") {
    const Exchange exchange;
    const auto health = [&](const Reply& reply) { return exchange.health(reply); };
    CHECK(health(plain(200, "text/html", "<html>Welcome")) == Health::LoginWanted);
    CHECK(health(plain(200, "text/html; charset=utf-8", "")) == Health::LoginWanted);
    CHECK(health(plain(200, "application/json", "{\"ok\":true}")) == Health::LoginWanted);
    CHECK(health(plain(200, std::string(record::receipt_content_type), exchange.reply().body)) ==
          Health::LoginWanted);
    CHECK(health(plain(201, "text/html", "<html>")) == Health::LoginWanted);
    CHECK(health(plain(204)) == Health::Unexpected);
    for (const int status : {301, 302, 303, 307, 308}) CHECK(health(plain(status)) == Health::LoginWanted);
    CHECK(health(plain(511, "text/html")) == Health::LoginWanted);
    CHECK(health(plain(403, "text/html", "<html>log in")) == Health::LoginWanted);
    CHECK(health(plain(201, std::string(record::receipt_content_type), "\x1f")) == Health::Unexpected);
    Reply tls;
    tls.trouble = Trouble::Tls;
    CHECK(health(tls) == Health::TlsTrouble);
    tls.trouble = Trouble::TlsClock;
    CHECK(health(tls) == Health::ClockWrong);
    tls.trouble = Trouble::TooLarge;
    CHECK(health(tls) == Health::Unexpected);
}

TEST_CASE("every other status has the meaning of the contract") {
    const Exchange exchange;
    const auto health = [&](int status) { return exchange.health(plain(status, "application/json", "{}")); };
    for (const int status : {401, 403}) CHECK(health(status) == Health::Unauthorised);
    for (const int status : {400, 413, 422}) CHECK(health(status) == Health::Refused);
    for (const int status : {408, 425, 429, 500, 502, 503, 504, 599}) CHECK(health(status) == Health::Busy);
    for (const int status : {404, 405, 409, 410, 415, 418, 202, 203, 205, 206, 207})
        CHECK(health(status) == Health::Unexpected);
    Reply busy = plain(503);
    busy.retry_after = "30";
    CHECK(judge(busy, exchange.sent, exchange.keys).retry_after == seconds(30));
}

TEST_CASE("no random reply is ever taken for a receipt") {
    const Exchange exchange;
    std::uint64_t seed = 42;
    const auto random = [&] {
        return seed = seed * 6364136223846793005ULL + 1442695040888963407ULL, seed >> 33;
    };
    const std::string whole = exchange.reply().body;
    for (int round = 0; round < 5000; ++round) {
        Reply reply = exchange.reply();
        for (std::uint64_t changes = 1 + random() % 4; changes > 0; --changes) {
            const std::size_t at = random() % reply.body.size();
            switch (random() % 3) {
            case 0: reply.body[at] = static_cast<char>(random()); break;
            case 1: reply.body.erase(at, 1 + random() % 20); break;
            default: reply.body.insert(at, whole, random() % whole.size(), random() % 40); break;
            }
        }
        const Judgement judgement = judge(reply, exchange.sent, exchange.keys);
        // Some changes undo themselves; then what was signed must be there unchanged.
        if (judgement.health == Health::Good) CHECK(*judgement.receipt == exchange.receipt);
    }
}

TEST_CASE("a record is settled by its own id and sha only") {
    Exchange exchange;
    Settlement settlement = settle(exchange.records, exchange.receipt);
    CHECK(settlement.acked == std::vector{exchange.records[0].id, exchange.records[1].id});
    CHECK(settlement.conflicts == std::vector{exchange.records[2].id});
    CHECK(settlement.rejected == std::vector{exchange.records[3].id});
    CHECK(settlement.unanswered == 0);

    exchange.receipt.results[0].sha[0] ^= 1;     // another content
    exchange.receipt.results[1].id.bytes[5] = 1; // another record
    settlement = settle(exchange.records, exchange.receipt);
    CHECK(settlement.acked.empty());
    CHECK(settlement.unanswered == 2);
}

TEST_CASE("a record that is answered twice is not settled at all") {
    Exchange exchange;
    exchange.receipt.results[1] = exchange.receipt.results[0];
    exchange.receipt.results[1].verdict = Verdict::Rejected;
    const Settlement settlement = settle(exchange.records, exchange.receipt);
    CHECK(settlement.acked.empty());
    CHECK(settlement.unanswered == 2);
}

TEST_CASE("a ping is good only with the hub's signature over this nonce and time") {
    const HubSigner signer = HubSigner::generate();
    const std::vector keys{signer.public_key()};
    record::Id nonce;
    Reply reply = plain(204);
    CHECK(judge_ping(reply, nonce, keys).health == Health::LoginWanted); // what phones take for "online"
    reply.server_time = "2026-02-28T17:04:05Z";
    reply.signature = record::sign_ping(nonce, {1'772'298'245'000}, signer);
    CHECK(judge_ping(reply, nonce, keys).health == Health::Good);
    reply.server_time = "2026-02-28T17:04:06Z";
    CHECK(judge_ping(reply, nonce, keys).health == Health::WrongKey);
    reply.status = 200;
    CHECK(judge_ping(reply, nonce, keys).health == Health::LoginWanted);
}

TEST_CASE("every state of sending has a name that is read back, and a sentence for staff") {
    for (int i = 0; i <= static_cast<int>(Health::ShareAway); ++i) {
        const auto health = static_cast<Health>(i);
        CHECK(parse_health(health_name(health)) == health);
        CHECK(health_sentence(health).ends_with('.'));
    }
    CHECK_FALSE(parse_health("").has_value());
}
