// The Transport on libcurl: HTTPS to one hub, plain HTTP to loopback only, the settings' proxy and no other,
// nothing remembered between requests but the connection. Made by the app and by `pledge-kiosk upload`; used
// by one thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "upload/transport.hpp"

namespace kiosk::upload {

struct CurlOptions {
    std::string url;                            // "https://hub.example.org", without a path of ours
    std::string token;                          // bearer; letters, digits and -._~+/=
    std::string proxy;                          // "" = none; the environment is never asked
    std::string ca_file;                        // "" = the system's authorities
    std::vector<std::string> pins;              // none, or two or more "sha256//BASE64" of public keys
    std::string client_certificate, client_key; // PEM files by which the hub knows this kiosk; both or none
    Duration connect_timeout = seconds(10);
    Duration timeout = seconds(60); // of a whole request, whatever happens
};

// Fault::Input when the url, token or pins are not of their form, or plain HTTP would leave this machine.
[[nodiscard]] Result<std::unique_ptr<Transport>> make_curl_transport(CurlOptions options);

} // namespace kiosk::upload
