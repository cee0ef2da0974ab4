// The hub as a running server, for `pledge-hub serve` and, on loopback with a token of its own, for the
// kiosk's demo mode. It owns its threads; stopping waits for the requests under way. It never reads a setting
// or a file.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/time.hpp"
#include "hub/service.hpp"
#include "hub/site.hpp"
#include "hub/store.hpp"
#include "record/receipt.hpp"

namespace kiosk::hub {

struct ServerOptions {
    std::string address = "127.0.0.1";    // a number, IPv4 or IPv6
    std::uint16_t port = 0;               // 0: any that is free
    std::string tls_certificate, tls_key; // PEM texts; both or none
    std::function<WallTime()> wall;       // the hub's clock
    std::function<void(std::string_view line)>
        log; // JSON objects; called from several threads, one at a time
    Limits limits;
    bool behind_proxy = false;  // then X-Forwarded-For tells who asks
    std::unique_ptr<Site> site; // the staff's page; none: /staff/ is 404
};

class Server {
  public:
    virtual ~Server() = default; // stops taking connections, finishes the requests under way
    [[nodiscard]] virtual std::uint16_t port() const = 0;
    [[nodiscard]] virtual std::string url() const = 0; // "http://127.0.0.1:41234"
    [[nodiscard]] virtual record::HubKey public_key() const = 0;

    // Fault::Machine when the address cannot be had.
    [[nodiscard]] static Result<std::unique_ptr<Server>>
    start(ServerOptions options, std::unique_ptr<Store> store, record::HubSigner signer);
};

// A whole hub in one call for the demo and for tests: SQLite in memory or in a file, keys of its own, a token
// for one kiosk.
struct EmbeddedHub {
    std::unique_ptr<Server> server;
    std::string token;
};
[[nodiscard]] Result<EmbeddedHub> start_embedded(std::string_view kiosk, const std::string& store_path,
                                                 std::function<WallTime()> wall);

// A new bearer token: 128 random bits in hex.
[[nodiscard]] std::string make_token();

} // namespace kiosk::hub
