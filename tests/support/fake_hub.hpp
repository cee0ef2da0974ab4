// A hub in a few lines, behind the Transport port: parses what was sent as strictly as the real one, keeps id
// and sha, signs its receipts. Faults are put between it and the uploader one request at a time. It has no
// clock.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "record/held.hpp"
#include "record/receipt.hpp"
#include "record/wire.hpp"
#include "upload/transport.hpp"

namespace kiosk::test {

class FakeHub final : public upload::Transport {
  public:
    enum class Fault : std::uint8_t {
        None,
        LostRequest, // nothing arrives
        LostReply,   // stored, and the reply is lost
        CutReply,    // stored, and half the reply comes
        LoginPage,
        Redirect,
        OtherJson, // 200, as some portals say to a POST
        Tls,
        TlsClock, // the certificate is not valid at this machine's date
        Busy,
        BusyForADay,
        Unauthorised,
        WrongKey,    // stored, and signed by somebody else
        OldReceipt,  // nothing stored; the last receipt once more
        RefuseAll,   // 400
        BrokenStore, // 500
        Count
    };

    FakeHub() : signer_(record::HubSigner::generate()), other_(record::HubSigner::generate()) {}

    upload::Reply send(const upload::Request& request) override {
        ++requests;
        const Fault fault = next_fault ? next_fault() : Fault::None;
        upload::Reply reply;
        reply.took = milliseconds(20);
        if (bytes_a_second > 0)
            reply.took.ms += static_cast<std::int64_t>(request.body.size()) * 1000 / bytes_a_second;
        if (reply.took > seconds(60)) {
            reply.took = seconds(60);
            reply.trouble = upload::Trouble::Timeout;
            return reply;
        }
        if (before_hub(fault, reply)) return reply;
        if (request.path.starts_with("/v1/ping")) {
            ping(request, reply);
        } else if (request.path == "/v1/heartbeat") {
            ++heartbeats;
            reply.status = 204;
        } else if (request.path == "/v1/held") {
            held(request, reply);
        } else {
            batch(request, fault, reply);
        }
        after_hub(fault, reply);
        return reply;
    }

    [[nodiscard]] std::vector<record::HubKey> keys() const { return {signer_.public_key()}; }

    std::function<Fault()> next_fault;
    std::set<record::Id> poison, reject; // refused with the whole batch; rejected one by one
    std::int64_t bytes_a_second = 0;     // of the line; 0: as fast as it goes. A request ends after 60 s
    WallTime now{1'772'298'245'000};
    std::vector<record::Id> erase;
    std::map<record::Id, record::Sha256> stored;
    std::map<record::Id, int> times_stored;
    std::vector<std::size_t> batch_sizes; // of each batch that came to the hub
    int requests = 0, heartbeats = 0, helds = 0, pings = 0;

  private:
    static bool before_hub(Fault fault, upload::Reply& reply) {
        const auto status = [&](int code, const char* type, const char* body) {
            reply.status = code;
            reply.content_type = type;
            reply.body = body;
            return true;
        };
        switch (fault) {
        case Fault::LostRequest: reply.trouble = upload::Trouble::Timeout; return true;
        case Fault::LoginPage: return status(200, "text/html", "<html>Welcome to the hall's Wi-Fi</html>");
        case Fault::Redirect: return status(302, "text/html", "");
        case Fault::OtherJson: return status(200, "application/json", "{\"ok\":true}");
        case Fault::Tls: reply.trouble = upload::Trouble::Tls; return true;
        case Fault::TlsClock: reply.trouble = upload::Trouble::TlsClock; return true;
        case Fault::Busy: return status(503, "application/json", "{}");
        case Fault::BusyForADay: reply.retry_after = "86400"; return status(429, "application/json", "{}");
        case Fault::Unauthorised: return status(401, "application/json", "{}");
        case Fault::RefuseAll: return status(400, "application/json", "{}");
        case Fault::BrokenStore: return status(500, "application/json", "{}");
        default: return false;
        }
    }

    static void after_hub(Fault fault, upload::Reply& reply) {
        if (fault == Fault::LostReply)
            reply = {upload::Trouble::Cut, 56, 0, "", "", "", "", "", "", milliseconds(20)};
        if (fault == Fault::CutReply) {
            reply.trouble = upload::Trouble::Cut;
            reply.body.resize(reply.body.size() / 2);
        }
    }

    void ping(const upload::Request& request, upload::Reply& reply) {
        ++pings;
        const auto nonce =
            record::parse_id(std::string_view(request.path).substr(sizeof "/v1/ping?nonce=" - 1));
        reply.status = nonce ? 204 : 400;
        reply.server_time = rfc3339(now);
        if (nonce) reply.signature = record::sign_ping(*nonce, now, signer_);
    }

    void held(const upload::Request& request, upload::Reply& reply) {
        ++helds;
        const auto lines = record::parse_held_body(request.body);
        reply.status = 400;
        if (!lines) return;
        record::Receipt receipt{header(request, "Idempotency-Key"), header(request, "X-Nonce"), now, {}, {}};
        for (const record::HeldLine& line : *lines) {
            const auto found = stored.find(line.id);
            const bool here = found != stored.end() && found->second == line.sha;
            receipt.results.push_back({line.id, line.sha,
                                       here ? record::Verdict::Duplicate : record::Verdict::Rejected,
                                       here ? "" : std::string(record::not_held_code)});
        }
        reply.status = 200;
        reply.content_type = record::receipt_content_type;
        reply.body = record::write_receipt(receipt, signer_);
    }

    void batch(const upload::Request& request, Fault fault, upload::Reply& reply) {
        const auto records = record::parse_wire_body(request.body);
        reply.status = 400;
        if (!records) return;
        batch_sizes.push_back(records->size());
        for (const record::WireRecord& record : *records)
            if (poison.contains(record.id)) return;
        record::Receipt receipt{
            header(request, "Idempotency-Key"), header(request, "X-Nonce"), now, {}, erase};
        for (const record::WireRecord& record : *records) {
            auto verdict = record::Verdict::Stored;
            if (reject.contains(record.id)) {
                verdict = record::Verdict::Rejected;
            } else if (const auto known = stored.find(record.id); known != stored.end()) {
                verdict =
                    known->second == record.sha ? record::Verdict::Duplicate : record::Verdict::Conflict;
            } else {
                stored[record.id] = record.sha;
                ++times_stored[record.id];
            }
            receipt.results.push_back({record.id, record.sha, verdict, ""});
        }
        reply.status = 201;
        reply.content_type = record::receipt_content_type;
        const std::string body = record::write_receipt(receipt, fault == Fault::WrongKey ? other_ : signer_);
        reply.body = fault == Fault::OldReceipt && !last_.empty() ? last_ : body;
        last_ = body;
    }

    static record::Id header(const upload::Request& request, std::string_view name) {
        for (const auto& [key, value] : request.headers)
            if (key == name) return record::parse_id(value).value_or(record::Id{});
        return {};
    }

    record::HubSigner signer_, other_;
    std::string last_;
};

} // namespace kiosk::test
