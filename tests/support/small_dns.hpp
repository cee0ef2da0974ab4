// A name server for one name, that can fall silent or lie. For tests of what a kiosk does then. It answers A
// and AAAA by UDP, on a thread of its own, where it was made; port 53 is its own in a network namespace.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <thread>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace kiosk::test {

class SmallDns {
  public:
    explicit SmallDns(const char* listen_v4) : socket_(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in here{};
        here.sin_family = AF_INET;
        here.sin_port = htons(53);
        inet_pton(AF_INET, listen_v4, &here.sin_addr);
        if (::bind(socket_, static_cast<const sockaddr*>(static_cast<const void*>(&here)), sizeof here) != 0)
            std::abort();
        thread_ = std::thread([this] { run(); });
    }
    ~SmallDns() {
        stopping_ = true;
        thread_.join();
        ::close(socket_);
    }
    SmallDns(const SmallDns&) = delete;
    SmallDns& operator=(const SmallDns&) = delete;

    // Every name is at this address from now on; "": no answer at all.
    void answer(const std::string& v4) {
        in_addr address{};
        if (!v4.empty()) inet_pton(AF_INET, v4.c_str(), &address);
        address_ = address.s_addr;
    }
    [[nodiscard]] int asked() const { return asked_; }

  private:
    void run() {
        while (!stopping_) {
            pollfd waiting{socket_, POLLIN, 0};
            if (::poll(&waiting, 1, 20) <= 0) continue;
            std::array<std::uint8_t, 600> message{};
            sockaddr_in from{};
            socklen_t from_bytes = sizeof from;
            const auto peer = static_cast<sockaddr*>(static_cast<void*>(&from));
            const ssize_t got = ::recvfrom(socket_, message.data(), 512, 0, peer, &from_bytes);
            ++asked_;
            if (got < 17 || address_ == 0) continue;
            const std::size_t bytes = reply(message);
            ::sendto(socket_, message.data(), bytes, 0, peer, from_bytes);
        }
    }

    // RFC 1035, 4.1: the question stays, an address follows it when an A is asked for.
    std::size_t reply(std::array<std::uint8_t, 600>& message) const {
        std::size_t end = 12;
        while (end < 500 && message[end] != 0) end += message[end] + 1U;
        end += 5; // the root label, type, class
        const bool wants_v4 = message[end - 3] == 1;
        message[2] = 0x81; // a reply
        message[3] = 0x80;
        std::memset(message.data() + 6, 0, 6);
        if (!wants_v4) return end;
        message[7] = 1;
        const std::array<std::uint8_t, 12> head{0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4}; // for no second
        std::memcpy(message.data() + end, head.data(), head.size());
        const std::uint32_t address = address_;
        std::memcpy(message.data() + end + head.size(), &address, 4);
        return end + head.size() + 4;
    }

    int socket_;
    std::atomic<std::uint32_t> address_{0};
    std::atomic<int> asked_{0};
    std::atomic<bool> stopping_{false};
    std::thread thread_;
};

} // namespace kiosk::test
