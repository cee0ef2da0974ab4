#include "platform/watchdog.hpp"

#include <charconv>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>

#include "platform/descriptor.hpp"

namespace kiosk::platform {

Watchdog::Watchdog() {
    const char* socket = std::getenv("NOTIFY_SOCKET");
    const char* patience = std::getenv("WATCHDOG_USEC");
    if (socket != nullptr) socket_ = socket;
    if (patience == nullptr) return;
    std::int64_t us = 0;
    const auto [end, error] = std::from_chars(patience, patience + std::strlen(patience), us);
    if (error == std::errc() && us > 0) patience_ = milliseconds(us / 1000);
}

Watchdog::Watchdog(std::string socket, std::optional<Duration> patience)
    : socket_(std::move(socket)),
      patience_(patience) {}

void Watchdog::alive(Instant now) {
    if (!patience_ || (last_ && now - *last_ < milliseconds(patience_->ms / 3))) return;
    last_ = now;
    say("WATCHDOG=1");
}

void Watchdog::say(const std::string& line) const {
    sockaddr_un address{};
    if (socket_.empty() || socket_.size() >= sizeof address.sun_path) return;
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, socket_.data(), socket_.size());
    if (address.sun_path[0] == '@') address.sun_path[0] = '\0'; // an abstract socket
    const Descriptor out(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!out) return;
    const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + socket_.size());
    // A supervisor that does not listen is its own fault; the kiosk goes on.
    static_cast<void>(sendto(out.number(), line.data(), line.size(), MSG_NOSIGNAL,
                             reinterpret_cast<const sockaddr*>(&address), length));
}

} // namespace kiosk::platform
