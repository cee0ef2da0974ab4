// How often somebody may ask: a bucket of tokens for each key, filled at a steady rate. Used by the service
// (kiosks, addresses) and the site (tries to log in). Time is an argument; memory is bounded. Called by
// several threads at once. Each hub counts for itself: N hubs let N times as much through.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace kiosk::hub {

struct Rate {
    double per_second = 0; // 0: no limit
    double burst = 0;      // so many at once, after a rest
};

class Limiter {
  public:
    explicit Limiter(Rate rate) : rate_(rate) {}
    // Takes one of the key's tokens. Otherwise whole seconds until there is one again; at least 1.
    [[nodiscard]] int wait_s(std::string_view key, Instant now);
    // The key starts afresh, as after a good passphrase.
    void forget(std::string_view key);
    [[nodiscard]] std::size_t size() const;

    // Of keys: about 2 MB. A flood of made-up keys then shares one bucket, and nobody known is thrown out.
    static constexpr std::size_t keys_max = 16'384;

  private:
    struct Bucket {
        double tokens = 0;
        Instant at;
    };
    void drop_full(Instant now);

    Rate rate_;
    mutable std::mutex mutex_;
    std::map<std::string, Bucket, std::less<>> buckets_;
};

} // namespace kiosk::hub
