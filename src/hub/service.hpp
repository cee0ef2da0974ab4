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
#include "hub/histogram.hpp"
#include "hub/http.hpp"
#include "hub/limiter.hpp"
#include "hub/log_line.hpp"
#include "hub/store.hpp"
#include "record/receipt.hpp"

namespace kiosk::hub {

constexpr std::size_t request_body_bytes_max = record::wire_body_bytes_max;
constexpr Duration erase_list_age =
    seconds(60 * 86'400); // a kiosk that was in a cupboard for two months hears of it

// How often one kiosk, and one address, may ask. A kiosk that drains ten thousand pledges asks a hundred
// times in some seconds; behind one address may stand a hall of kiosks.
struct Limits {
    Rate kiosk{50, 500}, address{200, 2000};
};

// Counted since the start, for /metrics.
struct Counters {
    std::atomic<std::uint64_t> batches{0}, stored{0}, duplicates{0}, conflicts{0}, rejected{0}, refused{0},
        unauthorised{0}, limited{0}, failed{0}, heartbeats{0}, store_errors{0};
};

class Service {
  public:
    // Lines beside those of the requests: alarms, and trouble of the store.
    using Log = std::function<void(const LogLine& line)>;

    // Both must outlive the service.
    Service(Store& store, const record::HubSigner& signer, Limits limits, Log log)
        : store_(store),
          signer_(signer),
          by_kiosk_(limits.kiosk),
          by_address_(limits.address),
          log_(std::move(log)) {}

    [[nodiscard]] HttpResponse answer(const HttpRequest& request, WallTime now, Instant at);
    // For /metrics: a request of any kind was answered.
    void count(const HttpResponse& response, std::int64_t took_us);

  private:
    // Who asks, and when.
    struct Asked {
        std::string kiosk;
        WallTime now;
    };
    [[nodiscard]] HttpResponse batches(const HttpRequest& request, const Asked& asked);
    [[nodiscard]] HttpResponse held(const HttpRequest& request, const Asked& asked);
    [[nodiscard]] HttpResponse heartbeat(const HttpRequest& request, const Asked& asked);
    [[nodiscard]] HttpResponse ping(const HttpRequest& request, WallTime now);
    [[nodiscard]] HttpResponse limited(int wait_s);
    [[nodiscard]] HttpResponse health();
    [[nodiscard]] HttpResponse metrics();
    [[nodiscard]] HttpResponse store_failed(const Error& error);
    // The kiosk whose token this is; otherwise the response that says no.
    [[nodiscard]] std::optional<std::string> kiosk_of(const HttpRequest& request, HttpResponse& otherwise);

    Store& store_;
    const record::HubSigner& signer_;
    Limiter by_kiosk_, by_address_;
    Log log_;
    Counters counters_;
    Histogram took_;
};

// Tokens are 128 random bits, so that a plain hash of them cannot be guessed back.
[[nodiscard]] record::Sha256 token_hash(std::string_view token);

} // namespace kiosk::hub
