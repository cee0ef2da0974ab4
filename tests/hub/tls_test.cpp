// TLS between the real transport and the real hub: whom a kiosk trusts, and what staff are told when it does
// not. Certificates are made with Debian's openssl for each run.
#include <memory>
#include <string>

#include <doctest/doctest.h>

#include "hub/server.hpp"
#include "hub/service.hpp"
#include "hub/store_sqlite.hpp"
#include "outbox/outbox_memory.hpp"
#include "support/authority.hpp"
#include "support/sealed_entries.hpp"
#include "support/temporary_folder.hpp"
#include "upload/random_sodium.hpp"
#include "upload/transport_curl.hpp"
#include "upload/uploader.hpp"

using namespace kiosk;

namespace {

constexpr WallTime noon{1'772'280'000'000};

// The state of sending after one step towards a hub with this certificate.
upload::Health try_once(const Authority& authority, const std::string& certificate,
                        upload::CurlOptions curl) {
    auto store = std::move(hub::open_sqlite_store(":memory:")).value();
    REQUIRE(store->put_token("kiosk-1", hub::token_hash("abc"), noon).ok());
    hub::ServerOptions options;
    options.wall = [] { return noon; };
    options.tls_certificate = authority.read(certificate + ".pem");
    options.tls_key = authority.read(certificate + ".key");
    auto server = hub::Server::start(std::move(options), std::move(store), record::HubSigner::generate());
    REQUIRE(server.ok());
    curl.url = (*server)->url();
    curl.token = "abc";
    REQUIRE(curl.url.starts_with("https://"));
    auto transport = upload::make_curl_transport(curl);
    REQUIRE(transport.ok());

    outbox::MemoryOutbox outbox;
    REQUIRE(outbox.append(sealed_entry_of(1)).ok());
    outbox::DirectAccess access(outbox);
    upload::UploaderOptions uploader_options;
    uploader_options.hub_keys = {(*server)->public_key()};
    upload::Uploader uploader(access, **transport, uploader_options, upload::random_bits);
    (void)uploader.step({1'000'000}, noon);
    const bool good = uploader.status().health == upload::Health::Good;
    CHECK(outbox.counts()->acked == (good ? 1U : 0U));
    return uploader.status().health;
}

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
