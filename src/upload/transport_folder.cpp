#include "upload/transport_folder.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace kiosk::upload {

namespace {

constexpr std::string_view ping_path = "/v1/ping?nonce=";

record::Id id_in(const Request& request, std::string_view header) {
    for (const auto& [name, value] : request.headers)
        if (name == header)
            if (const auto id = record::parse_id(value)) return *id;
    return {};
}

Reply no_share(const Error& error) {
    Reply reply;
    reply.trouble = Trouble::Share;
    reply.library_code = error.code;
    return reply;
}

class FolderTransport final : public Transport {
  public:
    FolderTransport(FolderPort port, record::HubSigner signer)
        : port_(std::move(port)),
          signer_(std::move(signer)) {}

    Reply send(const Request& request) override {
        if (const auto there = port_.look(); !there) return no_share(there.error());
        if (request.method == Method::Get) return ping(request);
        if (request.path == "/v1/batches") return keep(request);
        Reply reply; // a heartbeat: that the share is there is all there is to say
        reply.status = 204;
        return reply;
    }

  private:
    Reply ping(const Request& request) const {
        Reply reply;
        const auto nonce = record::parse_id(
            std::string_view(request.path).substr(std::min(ping_path.size(), request.path.size())));
        reply.status = nonce ? 204 : 400;
        if (!nonce) return reply;
        const WallTime now = port_.wall();
        reply.server_time = rfc3339(now);
        reply.signature = record::sign_ping(*nonce, now, signer_);
        return reply;
    }

    Reply keep(const Request& request) const {
        Reply reply;
        const auto records = record::parse_wire_body(request.body);
        if (!records) {
            reply.status = 400; // a record that does not fit the wire: found by halving, as with a hub
            return reply;
        }
        record::Receipt receipt{
            id_in(request, "Idempotency-Key"), id_in(request, "X-Nonce"), port_.wall(), {}, {}};
        for (const record::WireRecord& record : *records) {
            const bool whole = record::intact(record);
            receipt.results.push_back({record.id, record.sha,
                                       whole ? record::Verdict::Stored : record::Verdict::Rejected,
                                       whole ? "" : "not-intact"});
        }
        if (const auto kept = port_.keep(*records, request.body); !kept) return no_share(kept.error());
        reply.status = 201;
        reply.content_type = record::receipt_content_type;
        reply.body = record::write_receipt(receipt, signer_);
        return reply;
    }

    FolderPort port_;
    record::HubSigner signer_;
};

} // namespace

FolderLine make_folder_transport(FolderPort port) {
    auto signer = record::HubSigner::generate();
    const record::HubKey key = signer.public_key();
    return {std::make_unique<FolderTransport>(std::move(port), std::move(signer)), key};
}

} // namespace kiosk::upload
