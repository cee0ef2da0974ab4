#include "upload/network_watch.hpp"

#include <array>
#include <cerrno>

#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>
#include <unistd.h>

namespace kiosk::upload {

namespace {

constexpr unsigned groups =
    RTMGRP_LINK | RTMGRP_IPV4_IFADDR | RTMGRP_IPV6_IFADDR | RTMGRP_IPV4_ROUTE | RTMGRP_IPV6_ROUTE;

} // namespace

NetworkWatch::NetworkWatch()
    : socket_(::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_ROUTE)) {
    sockaddr_nl address{};
    address.nl_family = AF_NETLINK;
    address.nl_groups = groups;
    if (socket_ < 0 || ::bind(socket_, static_cast<const sockaddr*>(static_cast<const void*>(&address)),
                              sizeof address) == 0)
        return;
    ::close(socket_);
    socket_ = -1;
}

NetworkWatch::~NetworkWatch() {
    if (socket_ >= 0) ::close(socket_);
}

bool NetworkWatch::changed() {
    if (socket_ < 0) return false;
    bool any = false;
    std::array<char, 4096> message{};
    for (;;) {
        const ssize_t got = ::recv(socket_, message.data(), message.size(), 0);
        // More than the kernel kept for us: surely something changed.
        any = any || got > 0 || (got < 0 && errno == ENOBUFS);
        if (got <= 0 && errno != ENOBUFS && errno != EINTR) return any;
    }
}

} // namespace kiosk::upload
