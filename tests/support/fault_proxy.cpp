#include "support/fault_proxy.hpp"

#include <arpa/inet.h>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace kiosk {

namespace {

constexpr int look_ms = 20; // how often a wait looks whether the test has ended

sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

const sockaddr* plain(const sockaddr_in& address) {
    return static_cast<const sockaddr*>(static_cast<const void*>(&address));
}

void send_all(int socket, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

// Appends what comes; false at the end of the line.
bool receive(int socket, std::string& into, const std::atomic<bool>& stopping) {
    for (;;) {
        pollfd waiting{socket, POLLIN, 0};
        const int ready = ::poll(&waiting, 1, look_ms);
        if (stopping) return false;
        if (ready == 0) continue;
        std::array<char, 16 * 1024> part{};
        const ssize_t got = ::recv(socket, part.data(), part.size(), 0);
        if (got <= 0) return false;
        into.append(part.data(), static_cast<std::size_t>(got));
        return true;
    }
}

// Header and body by Content-Length; enough for what curl and the hub say to each other.
bool whole(const std::string& message) {
    const std::size_t end = message.find("\r\n\r\n");
    if (end == std::string::npos) return false;
    const std::size_t at = message.find("Content-Length: ");
    std::size_t body = 0;
    if (at < end) std::from_chars(message.data() + at + 16, message.data() + end, body);
    return message.size() >= end + 4 + body;
}

bool receive_message(int socket, std::string& message, const std::atomic<bool>& stopping) {
    while (!whole(message))
        if (!receive(socket, message, stopping)) return false;
    return true;
}

void reset(int socket) {
    const linger now{1, 0};
    ::setsockopt(socket, SOL_SOCKET, SO_LINGER, &now, sizeof now);
}

} // namespace

FaultProxy::FaultProxy(std::uint16_t target_port) : target_port_(target_port) {
    listening_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in any = loopback(0);
    if (listening_ < 0 || ::bind(listening_, plain(any), sizeof any) != 0 || ::listen(listening_, 16) != 0)
        std::abort();
    sockaddr_in bound{};
    socklen_t size = sizeof bound;
    if (::getsockname(listening_, static_cast<sockaddr*>(static_cast<void*>(&bound)), &size) != 0)
        std::abort();
    port_ = ntohs(bound.sin_port);
    thread_ = std::thread([this] { run(); });
}

FaultProxy::~FaultProxy() {
    stopping_ = true;
    thread_.join();
    ::close(listening_);
}

std::string FaultProxy::url() const {
    return "http://127.0.0.1:" + std::to_string(port_);
}

void FaultProxy::set(NetworkFault fault) {
    const std::lock_guard lock(mutex_);
    fault_ = std::move(fault);
}

void FaultProxy::run() {
    while (!stopping_) {
        pollfd waiting{listening_, POLLIN, 0};
        if (::poll(&waiting, 1, look_ms) <= 0) continue;
        const int client = ::accept(listening_, nullptr, nullptr);
        if (client < 0) continue;
        ++connections_;
        serve(client);
        ::close(client);
    }
}

// One request a connection: the line ends after each reply, so that each fault meets a fresh one.
void FaultProxy::serve(int client) {
    std::string request;
    if (!receive_message(client, request, stopping_)) return;
    NetworkFault fault;
    {
        const std::lock_guard lock(mutex_);
        fault = fault_;
    }
    switch (fault.kind) {
    case NetworkFault::Kind::SwallowRequest: return;
    case NetworkFault::Kind::Stall: {
        std::string rest;
        while (receive(client, rest, stopping_)) {
        }
        return;
    }
    case NetworkFault::Kind::Answer: send_all(client, fault.answer); return;
    default: forward(client, request, fault); return;
    }
}

void FaultProxy::forward(int client, const std::string& request, const NetworkFault& fault) {
    const int hub = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in target = loopback(target_port_);
    std::string reply;
    if (hub >= 0 && ::connect(hub, plain(target), sizeof target) == 0) {
        send_all(hub, request);
        receive_message(hub, reply, stopping_);
    }
    if (hub >= 0) ::close(hub);
    last_reply_ = reply;
    last_reply_bytes_ = reply.size();
    if (fault.kind == NetworkFault::Kind::None) {
        send_all(client, reply);
        return;
    }
    if (fault.kind == NetworkFault::Kind::Drip) {
        for (std::size_t i = 0; i < reply.size() && !stopping_; ++i) {
            if (::send(client, &reply[i], 1, MSG_NOSIGNAL) != 1) return;
            std::this_thread::sleep_for(std::chrono::milliseconds(look_ms));
        }
        return;
    }
    send_all(client, std::string_view(reply).substr(0, fault.bytes));
    if (fault.kind == NetworkFault::Kind::ResetReply) reset(client);
}

} // namespace kiosk
