// A wire between two network namespaces that loses, repeats, delays, slows and swallows packets, made of two
// TUN devices and a thread between them: the kernel's own TCP on both sides, and no module of its own needed.
// For tests of a kiosk and a hub over a network that can be harmed. Needs a kernel with user namespaces and
// /dev/net/tun, or root.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace kiosk::test {

struct Weather {
    double loss = 0, twice = 0; // of packets, each way
    std::int64_t delay_ms = 0, jitter_ms = 0;
    std::int64_t bits_a_second = 0;       // 0: as fast as it goes
    std::size_t packet_bytes_max = 65535; // larger ones vanish, and nobody is told
    bool to_hub = true, to_kiosk = true;  // false: swallowed on this way
};

// The two ends; addresses of the kiosk end in 1, of the hub in 2, of a stranger beside the hub in 3.
class BadWire {
  public:
    static constexpr const char* hub_v4 = "10.77.0.2";
    static constexpr const char* stranger_v4 = "10.77.0.3";
    static constexpr const char* hub_v6 = "fd77::2";

    // Nothing where the kernel does not allow it; `why` then says what is missing.
    [[nodiscard]] static std::unique_ptr<BadWire> make(std::string& why);
    ~BadWire();
    BadWire(const BadWire&) = delete;
    BadWire& operator=(const BadWire&) = delete;

    void set(const Weather& weather);
    // The kiosk's own end: its cable. Down, its routes go too.
    void set_cable(bool in) const;
    [[nodiscard]] std::uint64_t packets() const { return packets_; }

    // The calling thread, and those that it starts, are at this end for as long as the object lives.
    class At {
      public:
        explicit At(int place);
        ~At();
        At(const At&) = delete;
        At& operator=(const At&) = delete;

      private:
        int before_;
    };
    [[nodiscard]] At at_kiosk() const { return At(kiosk_place_); }
    [[nodiscard]] At at_hub() const { return At(hub_place_); }

  private:
    BadWire() = default;
    void run();

    int kiosk_place_ = -1, hub_place_ = -1, kiosk_device_ = -1, hub_device_ = -1;
    std::mutex mutex_;
    Weather weather_;
    std::atomic<std::uint64_t> packets_{0};
    std::atomic<bool> stopping_{false};
    std::thread thread_;
};

} // namespace kiosk::test
