#include "upload/transport_curl.hpp"

#include <doctest/doctest.h>

using namespace kiosk;
using namespace kiosk::upload;

namespace {

bool made(const std::string& url, const std::string& token = "abc", std::vector<std::string> pins = {}) {
    CurlOptions options;
    options.url = url;
    options.token = token;
    options.pins = std::move(pins);
    return make_curl_transport(std::move(options)).ok();
}

} // namespace

TEST_CASE("plain HTTP goes to loopback by number only, and everything else by HTTPS") {
    for (const char* url :
         {"https://hub.example.org", "https://hub.example.org:8443/", "https://hub.example.org/pledges",
          "http://127.0.0.1:8443", "http://[::1]:8443"}) {
        CAPTURE(url);
        CHECK(made(url));
    }
    for (const char* url :
         {"http://hub.example.org", "http://localhost:8443", "http://127.0.0.1.example.org",
          "http://127.0.0.2", "http://10.0.0.1", "ftp://hub.example.org", "file:///etc/passwd",
          "hub.example.org", "", "https://", "https://user:word@hub.example.org",
          "https://hub.example.org/?a=1", "https://hub.example.org/#a"}) {
        CAPTURE(url);
        CHECK_FALSE(made(url));
    }
}

TEST_CASE("a token that could change the request is refused") {
    for (const char* token : {"", "a b", "a\r\nX-Evil: 1", "a\n", "\xC3\xA9"})
        CHECK_FALSE(made("https://hub.example.org", token));
    CHECK_FALSE(made("https://hub.example.org", std::string(257, 'a')));
}

TEST_CASE("a lone pin is refused, and so is what is no pin") {
    const std::string pin = "sha256//AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    CHECK_FALSE(made("https://hub.example.org", "abc", {pin}));
    CHECK(made("https://hub.example.org", "abc", {pin, pin}));
    CHECK_FALSE(made("https://hub.example.org", "abc", {pin, "cert.pem"}));
    CHECK_FALSE(made("https://hub.example.org", "abc", {pin + ";" + pin, pin}));
}
