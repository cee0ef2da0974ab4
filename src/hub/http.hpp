// A request and a response of the hub as plain values, so that everything but server_microhttpd.cpp works
// without a socket. Filled by the server, read by service.hpp and site.hpp. A request's body may hold a
// passphrase: it is wiped with the request and never logged.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace kiosk::hub {

struct HttpRequest {
    std::string method, path;  // the path without its query
    std::string query_nonce;   // of /v1/ping
    std::string query_page;    // of /staff/
    std::string query_span;    // of /staff/
    std::string address;       // who asks, as a number; what the proxy says behind a proxy
    std::string authorization; // header values; empty when absent
    std::string content_type, nonce, batch;
    std::string cookie, host, origin, fetch_site;
    std::string_view body;
    bool too_large = false; // the body went past the limit and is not here
};

// The next piece of a long body, "" at its end. An error cuts the line, so that nobody takes a part for the
// whole.
using BodySource = std::function<Result<std::string>()>;

struct HttpResponse {
    int status = 200;
    std::string content_type;
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;
    BodySource source;      // instead of `body` when it is set
    std::string log_fields; // more members for the request's line of the log (log_line.hpp)
    bool cacheable = false; // the same for everybody, for an hour
};

} // namespace kiosk::hub
