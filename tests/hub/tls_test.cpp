// TLS between the real transport and the real hub: whom a kiosk trusts, and what staff are told when it does
// not. Certificates are made with Debian's openssl for each run.
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <memory>
#include <string>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include <doctest/doctest.h>

#include "hub/server.hpp"
#include "hub/service.hpp"
#include "hub/store_sqlite.hpp"
#include "outbox/outbox_memory.hpp"
#include "support/authority.hpp"
#include "support/connect_proxy.hpp"
#include "support/free_port.hpp"
#include "support/noon.hpp"
#include "support/sealed_entries.hpp"
#include "support/skip.hpp"
#include "support/temporary_folder.hpp"
#include "upload/random_sodium.hpp"
#include "upload/transport_curl.hpp"
#include "upload/uploader.hpp"

using namespace kiosk;
using test::noon;

namespace {

// The state of sending after one step towards `url`.
upload::Health try_url(upload::CurlOptions curl, const record::HubKey& key) {
    curl.token = "abc";
    auto transport = upload::make_curl_transport(curl);
    REQUIRE(transport.ok());
    outbox::MemoryOutbox outbox;
    REQUIRE(outbox.append(sealed_entry_of(1)).ok());
    outbox::DirectAccess access(outbox);
    upload::UploaderOptions uploader_options;
    uploader_options.hub_keys = {key};
    upload::Uploader uploader(access, **transport, uploader_options, upload::random_bits);
    (void)uploader.step({1'000'000}, noon);
    const bool good = uploader.status().health == upload::Health::Good;
    CHECK(outbox.counts()->acked == (good ? 1U : 0U));
    return uploader.status().health;
}

std::unique_ptr<hub::Server> start_hub(const Authority& authority, const std::string& certificate,
                                       const std::string& address = "127.0.0.1") {
    auto store = std::move(hub::open_sqlite_store(":memory:")).value();
    REQUIRE(store->put_token("kiosk-1", hub::token_hash("abc"), noon).ok());
    hub::ServerOptions options;
    options.address = address;
    options.wall = [] { return noon; };
    options.tls_certificate = authority.read(certificate + ".pem");
    options.tls_key = authority.read(certificate + ".key");
    auto server = hub::Server::start(std::move(options), std::move(store), record::HubSigner::generate());
    REQUIRE(server.ok());
    return std::move(*server);
}

// Towards a hub with this certificate.
upload::Health try_once(const Authority& authority, const std::string& certificate, upload::CurlOptions curl,
                        const std::string& address = "127.0.0.1") {
    const auto server = start_hub(authority, certificate, address);
    curl.url = server->url();
    REQUIRE(curl.url.starts_with("https://"));
    return try_url(curl, server->public_key());
}

// Whether anything answers at `url`, and why not: only TLS is asked here.
upload::Trouble reach(upload::CurlOptions curl) {
    curl.token = "abc";
    curl.timeout = seconds(5);
    auto transport = upload::make_curl_transport(curl);
    REQUIRE(transport.ok());
    const upload::Reply reply = (*transport)->send({upload::Method::Get, "/v1/ping", "", "", {}});
    CHECK(reply.status == (reply.trouble == upload::Trouble::None ? 200 : 0));
    return reply.trouble;
}

// openssl's own server, for what ours would never do. It answers every GET with a page.
class OpensslServer {
  public:
    OpensslServer(const Authority& authority, const std::string& options) : port_(free_port()) {
        const std::string line =
            "cd " + authority.folder.path() + " && exec openssl s_server -quiet -www -cert " +
            "hub.pem -key hub.key -accept 127.0.0.1:" + std::to_string(port_) + " " + options;
        child_ = fork();
        if (child_ == 0) {
            const int nowhere = open("/dev/null", O_RDWR);
            for (const int stream : {0, 1, 2}) dup2(nowhere, stream);
            execl("/bin/sh", "sh", "-c", line.c_str(), nullptr);
            _exit(127);
        }
        for (int i = 0; i < 500 && !listens(); ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    ~OpensslServer() {
        kill(child_, SIGTERM);
        waitpid(child_, nullptr, 0);
    }
    OpensslServer(const OpensslServer&) = delete;
    OpensslServer& operator=(const OpensslServer&) = delete;
    [[nodiscard]] std::string url() const { return "https://127.0.0.1:" + std::to_string(port_); }

  private:
    [[nodiscard]] bool listens() const {
        const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port_);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const bool yes = ::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
        ::close(socket);
        return yes;
    }
    std::uint16_t port_;
    pid_t child_ = -1;
};

const std::string this_year = "-days 30";
const std::string long_ago = "-startdate 20200101000000Z -enddate 20200201000000Z";
const std::string far_ahead = "-startdate 20900101000000Z -enddate 20910101000000Z";

} // namespace

TEST_CASE("a kiosk sends to a hub that its authority vouches for, and to no other") {
    Authority authority;
    authority.sign("hub", "IP:127.0.0.1", this_year);
    authority.sign("elsewhere", "DNS:hub.example.org", this_year);
    upload::CurlOptions trusting;
    trusting.ca_file = (authority.folder / "ca.pem").string();
    upload::CurlOptions mistrusting;
    mistrusting.ca_file = (authority.folder / "other.pem").string();
    CHECK(try_once(authority, "hub", trusting) == upload::Health::Good);
    CHECK(try_once(authority, "hub", mistrusting) == upload::Health::TlsTrouble);
    CHECK(try_once(authority, "hub", {}) == upload::Health::TlsTrouble); // the system's authorities
    CHECK(try_once(authority, "elsewhere", trusting) == upload::Health::TlsTrouble);
}

TEST_CASE("a certificate that is not valid at this date is told as a matter of the clock") {
    Authority authority;
    authority.sign("past", "IP:127.0.0.1", long_ago);
    authority.sign("future", "IP:127.0.0.1", far_ahead);
    upload::CurlOptions trusting;
    trusting.ca_file = (authority.folder / "ca.pem").string();
    CHECK(try_once(authority, "past", trusting) == upload::Health::ClockWrong);
    CHECK(try_once(authority, "future", trusting) == upload::Health::ClockWrong);
}

TEST_CASE("with pins, only a pinned key is believed, even under the right authority") {
    Authority authority;
    authority.sign("hub", "IP:127.0.0.1", this_year);
    authority.sign("next", "IP:127.0.0.1", this_year);
    authority.sign("thief", "IP:127.0.0.1", this_year);
    upload::CurlOptions pinned;
    pinned.ca_file = (authority.folder / "ca.pem").string();
    pinned.pins = {authority.pin("hub"), authority.pin("next")};
    CHECK(try_once(authority, "hub", pinned) == upload::Health::Good);
    CHECK(try_once(authority, "next", pinned) == upload::Health::Good);
    CHECK(try_once(authority, "thief", pinned) == upload::Health::TlsTrouble);
}

TEST_CASE("a certificate that nobody vouches for but itself is not believed") {
    Authority authority;
    authority.sign_itself("hub", "IP:127.0.0.1");
    CHECK(try_once(authority, "hub", {}) == upload::Health::TlsTrouble);
    upload::CurlOptions other;
    other.ca_file = (authority.folder / "ca.pem").string();
    CHECK(try_once(authority, "hub", other) == upload::Health::TlsTrouble);
    other.ca_file = (authority.folder / "hub.pem").string(); // unless the settings name it
    CHECK(try_once(authority, "hub", other) == upload::Health::Good);
}

TEST_CASE("TLS below 1.2 is refused, and what speaks no TLS at all is no hub") {
    Authority authority;
    authority.sign("hub", "IP:127.0.0.1", this_year);
    upload::CurlOptions curl;
    curl.ca_file = (authority.folder / "ca.pem").string();
    const auto trouble = [&](const std::string& options) {
        const OpensslServer server(authority, options);
        curl.url = server.url();
        return reach(curl);
    };
    CHECK(trouble("-tls1_2") == upload::Trouble::None);
    CHECK(trouble("-tls1_3") == upload::Trouble::None);
    CHECK(trouble("-tls1_1 -cipher ALL:@SECLEVEL=0") == upload::Trouble::Tls);
    CHECK(trouble("-tls1 -cipher ALL:@SECLEVEL=0") == upload::Trouble::Tls);
    const auto plain = hub::start_embedded("kiosk-1", ":memory:", [] { return noon; });
    REQUIRE(plain.ok());
    curl.url = "https" + plain->server->url().substr(4);
    CHECK(try_url(curl, plain->server->public_key()) == upload::Health::TlsTrouble);
}

TEST_CASE(
    "a server that asks for a kiosk's certificate gets it, and one of another authority does not help") {
    Authority authority;
    authority.sign("hub", "IP:127.0.0.1", this_year);
    authority.sign("kiosk", "DNS:kiosk-1", this_year);
    authority.sign_itself("stolen", "DNS:kiosk-1");
    upload::CurlOptions curl;
    curl.ca_file = (authority.folder / "ca.pem").string();
    for (const std::string version : {"-tls1_2", "-tls1_3"}) {
        CAPTURE(version);
        const OpensslServer server(authority, "-Verify 1 -verify_return_error -CAfile ca.pem " + version);
        curl.url = server.url();
        const auto trouble = [&](const std::string& name) {
            curl.client_certificate = name.empty() ? "" : (authority.folder / (name + ".pem")).string();
            curl.client_key = name.empty() ? "" : (authority.folder / (name + ".key")).string();
            return reach(curl);
        };
        CHECK(trouble("kiosk") == upload::Trouble::None);
        CHECK(trouble("") != upload::Trouble::None);      // TLS 1.3 may say so only after the request
        CHECK(trouble("absent") == upload::Trouble::Tls); // the files are not there
        CHECK(trouble("stolen") != upload::Trouble::None);
    }
}

TEST_CASE("a hub on IPv6 is reached by its number") {
    const int socket = ::socket(AF_INET6, SOCK_STREAM, 0);
    sockaddr_in6 address{};
    address.sin6_family = AF_INET6;
    address.sin6_addr = in6addr_loopback;
    const bool there =
        socket >= 0 && ::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    ::close(socket);
    if (!there) {
        test::say_skipped("this machine has no IPv6");
        return;
    }
    Authority authority;
    authority.sign("hub", "IP:::1", this_year);
    upload::CurlOptions curl;
    curl.ca_file = (authority.folder / "ca.pem").string();
    CHECK(try_once(authority, "hub", curl, "::1") == upload::Health::Good);
}

TEST_CASE(
    "only the proxy of the settings is used, by CONNECT without the token, and what it refuses is told as "
    "no network") {
    Authority authority;
    authority.sign("hub", "IP:127.0.0.1", this_year);
    ConnectProxy proxy;
    upload::CurlOptions curl;
    curl.ca_file = (authority.folder / "ca.pem").string();
    curl.timeout = milliseconds(500);
    ::setenv("https_proxy", proxy.url().c_str(), 1);
    ::setenv("ALL_PROXY", proxy.url().c_str(), 1);
    CHECK(try_once(authority, "hub", curl) == upload::Health::Good);
    CHECK(proxy.connects() == 0); // the environment's is not asked
    curl.proxy = proxy.url();
    ::setenv("no_proxy", "127.0.0.1", 1);
    CHECK(try_once(authority, "hub", curl) == upload::Health::Good);
    CHECK(proxy.connects() == 1); // nor its exceptions
    CHECK(proxy.last().starts_with("CONNECT 127.0.0.1:"));
    CHECK(proxy.last().find("Bearer") == std::string::npos);
    for (const char* const status :
         {"407 Proxy Authentication Required", "403 Forbidden", "502 Bad Gateway", "302 Found", "hang"}) {
        CAPTURE(status);
        proxy.say(status);
        CHECK(try_once(authority, "hub", curl) == upload::Health::Offline);
    }
    curl.proxy = "http://127.0.0.1:1"; // nobody there
    CHECK(try_once(authority, "hub", curl) == upload::Health::Offline);
    for (const char* const name : {"https_proxy", "ALL_PROXY", "no_proxy"}) ::unsetenv(name);
}

TEST_CASE("a thousand records go over one connection, a request after the other") {
    Authority authority;
    authority.sign("hub", "IP:127.0.0.1", this_year);
    const auto server = start_hub(authority, "hub");
    ConnectProxy proxy; // counts connections
    upload::CurlOptions curl;
    curl.url = server->url();
    curl.token = "abc";
    curl.ca_file = (authority.folder / "ca.pem").string();
    curl.proxy = proxy.url();
    const auto transport = std::move(upload::make_curl_transport(curl)).value();
    outbox::MemoryOutbox outbox;
    for (std::uint64_t seq = 1; seq <= 1000; ++seq) REQUIRE(outbox.append(sealed_entry_of(seq, 300)).ok());
    outbox::DirectAccess access(outbox);
    upload::UploaderOptions options;
    options.hub_keys = {server->public_key()};
    upload::Uploader uploader(access, *transport, options, upload::random_bits);
    Instant now{1'000'000};
    for (int i = 0; i < 20 && outbox.counts()->waiting > 0; ++i)
        now = std::max(now, uploader.step(now, noon));
    CHECK(outbox.counts()->acked == 1000);
    CHECK(proxy.connects() == 1);
}
