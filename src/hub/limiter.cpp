#include "hub/limiter.hpp"

#include <algorithm>
#include <cmath>

namespace kiosk::hub {

int Limiter::wait_s(std::string_view key, Instant now) {
    if (rate_.per_second <= 0) return 0;
    const std::lock_guard lock(mutex_);
    if (buckets_.size() >= keys_max && !buckets_.contains(key)) drop_full(now);
    if (buckets_.size() >= keys_max && !buckets_.contains(key)) key = "";
    Bucket& bucket = buckets_.try_emplace(std::string(key), Bucket{rate_.burst, now}).first->second;
    const double rested_s = static_cast<double>(std::max<std::int64_t>(0, now.us - bucket.at.us)) / 1e6;
    bucket.tokens = std::min(rate_.burst, bucket.tokens + rested_s * rate_.per_second);
    bucket.at = now;
    if (bucket.tokens >= 1) {
        bucket.tokens -= 1;
        return 0;
    }
    return std::max(1, static_cast<int>(std::ceil((1 - bucket.tokens) / rate_.per_second)));
}

void Limiter::forget(std::string_view key) {
    const std::lock_guard lock(mutex_);
    if (const auto found = buckets_.find(key); found != buckets_.end()) buckets_.erase(found);
}

std::size_t Limiter::size() const {
    const std::lock_guard lock(mutex_);
    return buckets_.size();
}

// A bucket that would be full again says nothing that a new one would not.
void Limiter::drop_full(Instant now) {
    std::erase_if(buckets_, [&](const auto& entry) {
        const double rested_s = static_cast<double>(now.us - entry.second.at.us) / 1e6;
        return entry.second.tokens + rested_s * rate_.per_second >= rate_.burst;
    });
}

} // namespace kiosk::hub
