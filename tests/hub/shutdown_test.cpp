// A hub that is told to end, as systemd tells it, while a kiosk is in the middle of a batch.
#include <array>
#include <chrono>
#include <cstdlib>
#include <string>
#include <thread>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <doctest/doctest.h>

#include "hub/service.hpp"
#include "hub/store_sqlite.hpp"
#include "support/hub_process.hpp"
#include "support/noon.hpp"
#include "support/sealed_entries.hpp"
#include "support/temporary_folder.hpp"
#include "upload/batch.hpp"

using namespace kiosk;
using test::noon;

namespace {

int connect_to(const std::string& url) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(std::atoi(url.c_str() + url.rfind(':') + 1)));
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return socket;
    ::close(socket);
    return -1;
}

std::string rest_of(int socket) {
    std::string text;
    std::array<char, 4096> part{};
    for (ssize_t got = 0; (got = ::recv(socket, part.data(), part.size(), 0)) > 0;)
        text.append(part.data(), static_cast<std::size_t>(got));
    return text;
}

} // namespace

TEST_CASE(
    "a hub that is told to end while a batch comes in takes the rest, signs for it, lets nobody new in, "
    "and ends in order") {
    const TemporaryFolder state;
    const std::string path = (state / "hub.db").string();
    HubProcess process(HUB_PROGRAM, path, state.path());
    const auto store = std::move(hub::open_sqlite_store(path)).value();
    REQUIRE(store->put_token("kiosk-1", hub::token_hash("abc"), noon).ok());
    const std::string body = upload::body_of({upload::to_wire(sealed_entry_of(1))});
    const std::string request =
        "POST /v1/batches HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer abc\r\nContent-Type: "
        "application/jsonl\r\nX-Nonce: " +
        std::string(32, 'a') + "\r\nIdempotency-Key: " + std::string(32, 'b') +
        "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
    const int kiosk = connect_to(process.url());
    REQUIRE(kiosk >= 0);
    const std::size_t half = request.size() - body.size() / 2;
    REQUIRE(::send(kiosk, request.data(), half, MSG_NOSIGNAL) == static_cast<ssize_t>(half));
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    int status = -1;
    std::thread stopping([&] { status = process.stop(); });
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    REQUIRE(::send(kiosk, request.data() + half, request.size() - half, MSG_NOSIGNAL) > 0);
    const std::string reply = rest_of(kiosk);
    ::close(kiosk);
    stopping.join();
    CHECK(reply.starts_with("HTTP/1.1 201"));
    CHECK(reply.find("\"stored\"") != std::string::npos);
    CHECK(status == 0);
    CHECK(store->totals()->records == 1);
    CHECK(connect_to(process.url()) == -1);
}
