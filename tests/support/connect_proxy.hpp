// An HTTP proxy of a venue on loopback, that only knows CONNECT: lets through, or says no in the ways that
// proxies do. For tests of the kiosk's explicit proxy. One connection at a time, on a thread of its own.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace kiosk {

class ConnectProxy {
  public:
    ConnectProxy() : listening_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address = loopback(0);
        socklen_t size = sizeof address;
        if (::bind(listening_, plain(address), size) != 0 || ::listen(listening_, 16) != 0 ||
            ::getsockname(listening_, static_cast<sockaddr*>(static_cast<void*>(&address)), &size) != 0)
            std::abort();
        port_ = ntohs(address.sin_port);
        thread_ = std::thread([this] { run(); });
    }
    ~ConnectProxy() {
        stopping_ = true;
        thread_.join();
        ::close(listening_);
    }
    ConnectProxy(const ConnectProxy&) = delete;
    ConnectProxy& operator=(const ConnectProxy&) = delete;

    [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
    // What it says to CONNECT instead of letting through, such as "407 Proxy Authentication Required"; "": it
    // lets through. "hang": nothing at all.
    void say(const std::string& status) {
        const std::lock_guard lock(mutex_);
        status_ = status;
    }
    [[nodiscard]] int connects() const { return connects_; }
    // The first line and headers of the last request.
    [[nodiscard]] std::string last() const {
        const std::lock_guard lock(mutex_);
        return last_;
    }

  private:
    static sockaddr_in loopback(std::uint16_t port) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        return address;
    }
    static const sockaddr* plain(const sockaddr_in& address) {
        return static_cast<const sockaddr*>(static_cast<const void*>(&address));
    }
    void run() {
        while (!stopping_) {
            pollfd waiting{listening_, POLLIN, 0};
            if (::poll(&waiting, 1, 20) <= 0) continue;
            const int client = ::accept(listening_, nullptr, nullptr);
            serve(client);
            ::close(client);
        }
    }
    [[nodiscard]] bool readable(int socket) const {
        while (!stopping_) {
            pollfd waiting{socket, POLLIN, 0};
            if (::poll(&waiting, 1, 20) > 0) return true;
        }
        return false;
    }
    void serve(int client) {
        std::string head;
        std::array<char, 4096> part{};
        while (head.find("\r\n\r\n") == std::string::npos) {
            const ssize_t got = readable(client) ? ::recv(client, part.data(), part.size(), 0) : 0;
            if (got <= 0) return;
            head.append(part.data(), static_cast<std::size_t>(got));
        }
        ++connects_;
        std::string status;
        {
            const std::lock_guard lock(mutex_);
            last_ = head;
            status = status_;
        }
        if (status == "hang") {
            while (readable(client) && ::recv(client, part.data(), part.size(), 0) > 0) {
            }
            return;
        }
        const std::string answer = "HTTP/1.1 " + (status.empty() ? "200 Connection established" : status) +
                                   (status.empty() ? "\r\n\r\n" : "\r\nContent-Length: 0\r\n\r\n");
        ::send(client, answer.data(), answer.size(), MSG_NOSIGNAL);
        if (status.empty()) tunnel(client, head);
    }
    void tunnel(int client, const std::string& head) {
        const std::size_t colon = head.find(':');
        const auto port = static_cast<std::uint16_t>(std::strtoul(head.c_str() + colon + 1, nullptr, 10));
        const int hub = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const sockaddr_in target = loopback(port);
        bool open = ::connect(hub, plain(target), sizeof target) == 0;
        std::array<char, 16 * 1024> part{};
        while (open && !stopping_) {
            std::array<pollfd, 2> ends{{{client, POLLIN, 0}, {hub, POLLIN, 0}}};
            ::poll(ends.data(), ends.size(), 20);
            for (std::size_t i = 0; i < 2; ++i) {
                if (ends[i].revents == 0) continue;
                const ssize_t got = ::recv(ends[i].fd, part.data(), part.size(), 0);
                open =
                    open && got > 0 &&
                    ::send(ends[1 - i].fd, part.data(), static_cast<std::size_t>(got), MSG_NOSIGNAL) == got;
            }
        }
        ::close(hub);
    }

    int listening_;
    std::uint16_t port_ = 0;
    mutable std::mutex mutex_;
    std::string status_, last_;
    std::atomic<int> connects_{0};
    std::atomic<bool> stopping_{false};
    std::thread thread_;
};

} // namespace kiosk
