// The port through which the uploader reaches the hub: one request, one reply, in bounded time and memory.
// Real: transport_curl.hpp; in tests: scripted. It follows no redirect, keeps no cookie, and decides nothing.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/time.hpp"

namespace kiosk::upload {

enum class Method : std::uint8_t { Get, Post };

struct Request {
    Method method = Method::Post;
    std::string path; // from the upload url on, such as "/v1/batches"
    std::string body;
    std::string content_type;
    std::vector<std::pair<std::string, std::string>>
        headers; // besides Authorization, which the transport adds
};

// Why there is no whole reply.
enum class Trouble : std::uint8_t {
    None,     // there is one: look at the status
    Resolve,  // the hub's name could not be found
    Connect,  // nobody answered there
    Timeout,  // too slow, or stalled
    Cut,      // the connection broke, or the reply ended too early
    TooLarge, // more than 256 KiB: not our hub
    Tls,      // no trusted connection
    TlsClock, // the certificate is not valid at this machine's date
    TlsPin,   // the certificate is not one that the settings pin
    Proxy,    // the proxy of the settings said no
    Share,    // upload.kind = "folder": the share is not there, or does not keep what is written
    Other,
};

struct Reply {
    Trouble trouble = Trouble::None;
    int library_code = 0; // the library's own number behind the trouble
    int status = 0;
    std::string content_type;
    std::string retry_after, date, signature; // headers: Retry-After, Date, X-Signature
    std::string server_time;                  // X-Server-Time
    std::string body;
    Duration took; // from the call to its return
};

class Transport {
  public:
    virtual ~Transport() = default;
    [[nodiscard]] virtual Reply send(const Request& request) = 0;
    // From any thread, once and for all: the request under way ends soon, later ones at once. The program is
    // leaving.
    virtual void cancel() {}
};

} // namespace kiosk::upload
