// How long requests took, as Prometheus counts it: cumulative buckets, their sum and their number (text
// format 0.0.4). Counted by the service from several threads, written by /metrics. Never forgets, never
// locks.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>

namespace kiosk::hub {

class Histogram {
  public:
    // Upper bounds in microseconds: a ping takes 0.1 ms, a full batch on a slow disk half a second.
    static constexpr std::array<std::int64_t, 9> bounds_us{1'000,   2'500,   5'000,   10'000,   25'000,
                                                           100'000, 250'000, 500'000, 2'500'000};
    void count(std::int64_t us) {
        for (std::size_t i = 0; i < bounds_us.size(); ++i)
            if (us <= bounds_us[i]) {
                ++counts_[i];
                break;
            }
        ++all_;
        sum_us_ += static_cast<std::uint64_t>(us > 0 ? us : 0);
    }
    // The lines of `name`, a name in seconds.
    [[nodiscard]] std::string text(std::string_view name, std::string_view help) const;

  private:
    std::array<std::atomic<std::uint64_t>, bounds_us.size()> counts_{};
    std::atomic<std::uint64_t> all_{0}, sum_us_{0};
};

} // namespace kiosk::hub
