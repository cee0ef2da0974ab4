// A port of loopback that nobody listens on, for programs that take a number and not a socket. Another
// process may take it before the program does; tests run too few programs for that to happen.
#pragma once

#include <cstdint>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <doctest/doctest.h>

namespace kiosk {

inline std::uint16_t free_port() {
    const int made = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    REQUIRE(::bind(made, reinterpret_cast<sockaddr*>(&address), size) == 0);
    REQUIRE(::getsockname(made, reinterpret_cast<sockaddr*>(&address), &size) == 0);
    ::close(made);
    return ntohs(address.sin_port);
}

} // namespace kiosk
