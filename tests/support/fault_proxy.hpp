// A TCP proxy on loopback that harms what goes through it: cuts a reply after so many bytes, stalls, resets,
// swallows the request, or answers itself like a hall's login page. For tests of the real transport against
// the real hub. One connection at a time, on a thread of its own; ends the test program when it gets no
// socket.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>

namespace kiosk {

struct NetworkFault {
    enum class Kind : std::uint8_t {
        None,
        CutReply,       // the line ends after `bytes` of the hub's reply, which has been made in full
        ResetReply,     // the same, by a reset
        SwallowRequest, // nothing reaches the hub; the line ends
        Stall,          // nothing reaches the hub; nothing comes back until the client gives up
        Drip,           // the hub's reply comes, a byte every 20 ms; a client that waits for all waits long
        Answer,         // `answer` is sent instead of the hub's reply; the hub sees nothing
    };
    Kind kind = Kind::None;
    std::size_t bytes = 0;
    std::string answer;
};

class FaultProxy {
  public:
    explicit FaultProxy(std::uint16_t target_port);
    ~FaultProxy();
    FaultProxy(const FaultProxy&) = delete;
    FaultProxy& operator=(const FaultProxy&) = delete;

    [[nodiscard]] std::string url() const;
    void set(NetworkFault fault); // for the connections from now on
    // Bytes of the last reply that the hub sent through here, whatever reached the client.
    [[nodiscard]] std::size_t last_reply_bytes() const { return last_reply_bytes_; }
    // That reply itself; not while another is under way.
    [[nodiscard]] const std::string& last_reply() const { return last_reply_; }
    [[nodiscard]] int connections() const { return connections_; }

  private:
    void run();
    void serve(int client);
    void forward(int client, const std::string& request, const NetworkFault& fault);

    std::uint16_t target_port_;
    std::uint16_t port_ = 0;
    int listening_ = -1;
    std::mutex mutex_;
    NetworkFault fault_;
    std::atomic<bool> stopping_{false};
    std::atomic<std::size_t> last_reply_bytes_{0};
    std::string last_reply_;
    std::atomic<int> connections_{0};
    std::thread thread_;
};

} // namespace kiosk
