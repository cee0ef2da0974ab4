// What the hub answers, without a socket: one request in, one response out. Called by server_microhttpd.cpp
// from several threads at once, and by tests. It signs a receipt only after the store has committed, and logs
// no body, token or code.
#pragma once

#include <atomic>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time.hpp"
#include "hub/store.hpp"
#include "record/receipt.hpp"

namespace kiosk::hub {

constexpr std::size_t request_body_bytes_max = record::wire_body_bytes_max;
constexpr Duration erase_list_age =
    seconds(60 * 86'400); // a kiosk that was in a cupboard for two months hears of it

struct HttpRequest {
    std::string method, path;  // the path without its query
    std::string query_nonce;   // of /v1/ping
    std::string authorization; // header values; empty when absent
    std::string content_type, nonce, batch;
    std::string_view body;
    bool too_large = false; // the body went past the limit and is not here
};

struct HttpResponse {
    int status = 200;
    std::string content_type;
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;
};

// Counted since the start, for /metrics.
struct Counters {
    std::atomic<std::uint64_t> batches{0}, stored{0}, duplicates{0}, conflicts{0}, rejected{0}, refused{0},
        unauthorised{0}, heartbeats{0}, store_errors{0};
};

class Service {
  public:
    // One line of the log: pairs of name and value, without personal data.
    using Log = std::function<void(std::string_view line)>;

    // Both must outlive the service.
    Service(Store& store, const record::HubSigner& signer, Log log)
        : store_(store),
          signer_(signer),
          log_(std::move(log)) {}

    [[nodiscard]] HttpResponse answer(const HttpRequest& request, WallTime now);

  private:
    [[nodiscard]] HttpResponse batches(const HttpRequest& request, WallTime now);
    [[nodiscard]] HttpResponse heartbeat(const HttpRequest& request, WallTime now);
    [[nodiscard]] HttpResponse ping(const HttpRequest& request, WallTime now);
    [[nodiscard]] HttpResponse health();
    [[nodiscard]] HttpResponse metrics();
    [[nodiscard]] HttpResponse store_failed(const Error& error);
    // The kiosk whose token this is; otherwise the response that says no.
    [[nodiscard]] std::optional<std::string> kiosk_of(const HttpRequest& request, HttpResponse& otherwise);

    Store& store_;
    const record::HubSigner& signer_;
    Log log_;
    Counters counters_;
};

// Tokens are 128 random bits, so that a plain hash of them cannot be guessed back.
[[nodiscard]] record::Sha256 token_hash(std::string_view token);

} // namespace kiosk::hub
