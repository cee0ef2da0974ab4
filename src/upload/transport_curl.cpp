#include "upload/transport_curl.hpp"

#include <algorithm>
#include <atomic>
#include <cctype>

#include <curl/curl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include "record/receipt.hpp"

namespace kiosk::upload {

namespace {

constexpr long low_speed_bytes = 100;               // slower than this ...
constexpr long low_speed_seconds = 20;              // ... for so long is a stalled network
constexpr std::size_t header_bytes_max = 64 * 1024; // of all headers of a reply
// Some networks swallow large packets and say nothing: a ping goes through, and no batch ever does. After so
// many time-outs in a row new connections ask for segments that every network must carry (RFC 9293, 3.7.1).
constexpr int timeouts_to_small_segments = 2;
constexpr int small_segment_bytes = 536;
// Of the X.509 verification (OpenSSL's numbers): not valid yet, and expired.
constexpr long x509_not_yet_valid = 9, x509_expired = 10;

struct EasyDelete {
    void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
struct ListDelete {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
struct UrlDelete {
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using Easy = std::unique_ptr<CURL, EasyDelete>;
using List = std::unique_ptr<curl_slist, ListDelete>;

// curl asks for it once before the first thread.
bool start_curl() {
    static const bool started = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    return started;
}

struct Receiving {
    Reply* reply;
    std::size_t header_bytes = 0;
    bool too_large = false;
};

std::size_t receive_body(char* bytes, std::size_t size, std::size_t count, void* user) {
    auto& receiving = *static_cast<Receiving*>(user);
    if (receiving.reply->body.size() + size * count > record::receipt_body_bytes_max) {
        receiving.too_large = true;
        return 0; // ends the transfer
    }
    receiving.reply->body.append(bytes, size * count);
    return size * count;
}

bool same_name(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, [](char x, char y) {
        return std::tolower(static_cast<unsigned char>(x)) == std::tolower(static_cast<unsigned char>(y));
    });
}

std::size_t receive_header(char* bytes, std::size_t size, std::size_t count, void* user) {
    auto& receiving = *static_cast<Receiving*>(user);
    const std::string_view line(bytes, size * count);
    receiving.header_bytes += line.size();
    if (receiving.header_bytes > header_bytes_max) {
        receiving.too_large = true;
        return 0;
    }
    if (line.starts_with("HTTP/")) { // a new reply begins: that of the proxy, or 100, counts for nothing
        receiving.reply->content_type.clear();
        receiving.reply->retry_after.clear();
        receiving.reply->date.clear();
        receiving.reply->signature.clear();
        receiving.reply->server_time.clear();
        return line.size();
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return line.size();
    std::string_view value = line.substr(colon + 1);
    while (!value.empty() && std::isspace(static_cast<unsigned char>(value.front()))) value.remove_prefix(1);
    while (!value.empty() && std::isspace(static_cast<unsigned char>(value.back()))) value.remove_suffix(1);
    const std::string_view name = line.substr(0, colon);
    if (same_name(name, "content-type")) receiving.reply->content_type = value;
    if (same_name(name, "retry-after")) receiving.reply->retry_after = value;
    if (same_name(name, "date")) receiving.reply->date = value;
    if (same_name(name, "x-signature")) receiving.reply->signature = value;
    if (same_name(name, "x-server-time")) receiving.reply->server_time = value;
    return line.size();
}

// Called by curl about once a second while it waits; anything but 0 ends the request.
int look_for_cancel(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<const std::atomic<bool>*>(user)->load() ? 1 : 0;
}

// Called by curl for each new socket, before it connects: what is set then is told to the other side too.
int ask_for_small_segments(void*, curl_socket_t socket, curlsocktype) {
    ::setsockopt(socket, IPPROTO_TCP, TCP_MAXSEG, &small_segment_bytes, sizeof small_segment_bytes);
    return CURL_SOCKOPT_OK; // without it the connection is as any other
}

Trouble trouble_of(CURLcode code, long verify_result) {
    switch (code) {
    case CURLE_OK: return Trouble::None;
    case CURLE_COULDNT_RESOLVE_HOST: return Trouble::Resolve;
    case CURLE_COULDNT_CONNECT: return Trouble::Connect;
    case CURLE_OPERATION_TIMEDOUT: return Trouble::Timeout;
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_PROXY: return Trouble::Proxy;
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH: return Trouble::TlsPin;
    case CURLE_PEER_FAILED_VERIFICATION:
        return verify_result == x509_not_yet_valid || verify_result == x509_expired ? Trouble::TlsClock
                                                                                    : Trouble::Tls;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CLIENTCERT: // the hub wants a certificate of ours
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
    case CURLE_USE_SSL_FAILED: return Trouble::Tls;
    case CURLE_PARTIAL_FILE:
    case CURLE_GOT_NOTHING:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR: return Trouble::Cut;
    default: return Trouble::Other;
    }
}

class CurlTransport final : public Transport {
  public:
    CurlTransport(Easy easy, CurlOptions options, bool plain)
        : easy_(std::move(easy)),
          options_(std::move(options)),
          plain_(plain) {}

    Reply send(const Request& request) override {
        Reply reply;
        Receiving receiving{&reply};
        CURL* const easy = easy_.get();
        curl_easy_reset(easy); // the connection stays
        const List headers = headers_of(request);
        const std::string url = options_.url + request.path;
        curl_easy_setopt(easy, CURLOPT_URL, url.c_str());
        curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers.get());
        if (request.method == Method::Post) {
            curl_easy_setopt(easy, CURLOPT_POST, 1L);
            curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request.body.data());
            curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
        }
        set_bounds(easy);
        set_trust(easy);
        curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &receive_body);
        curl_easy_setopt(easy, CURLOPT_WRITEDATA, &receiving);
        curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &receive_header);
        curl_easy_setopt(easy, CURLOPT_HEADERDATA, &receiving);

        curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 0L);
        curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, &look_for_cancel);
        curl_easy_setopt(easy, CURLOPT_XFERINFODATA, &cancelled_);

        const CURLcode code = curl_easy_perform(easy);
        long status = 0, verify_result = 0;
        curl_off_t took_us = 0;
        curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
        curl_easy_getinfo(easy, CURLINFO_SSL_VERIFYRESULT, &verify_result);
        curl_easy_getinfo(easy, CURLINFO_TOTAL_TIME_T, &took_us);
        reply.status = static_cast<int>(status);
        reply.trouble = receiving.too_large ? Trouble::TooLarge : trouble_of(code, verify_result);
        reply.library_code = code;
        reply.took = milliseconds(took_us / 1000);
        timeouts_ = reply.trouble == Trouble::Timeout ? timeouts_ + 1 : 0;
        small_segments_ = small_segments_ || timeouts_ >= timeouts_to_small_segments;
        return reply;
    }

    void cancel() override { cancelled_ = true; }

  private:
    List headers_of(const Request& request) const {
        curl_slist* list = nullptr;
        const auto add = [&](const std::string& line) {
            if (curl_slist* const longer = curl_slist_append(list, line.c_str())) list = longer;
        };
        add("Authorization: Bearer " + options_.token);
        add("Expect:"); // a pause before the body that stalls behind some proxies
        add("User-Agent: pledge-kiosk");
        if (!request.content_type.empty()) add("Content-Type: " + request.content_type);
        for (const auto& [name, value] : request.headers) add(name + ": " + value);
        return List(list);
    }

    void set_bounds(CURL* easy) const {
        curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
        curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, plain_ ? "http" : "https");
        curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
        curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options_.connect_timeout.ms));
        curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(options_.timeout.ms));
        curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, low_speed_bytes);
        curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, low_speed_seconds);
        if (small_segments_) curl_easy_setopt(easy, CURLOPT_SOCKOPTFUNCTION, &ask_for_small_segments);
        curl_easy_setopt(easy, CURLOPT_DNS_CACHE_TIMEOUT, 0L); // what a login page said of our hub's name
        curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(easy, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
        curl_easy_setopt(easy, CURLOPT_PROXY,
                         plain_ ? "" : options_.proxy.c_str()); // "" forbids the environment's too
        curl_easy_setopt(easy, CURLOPT_NOPROXY, plain_ ? "*" : "");
    }

    void set_trust(CURL* easy) const {
        curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
        curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
        curl_easy_setopt(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
        if (!options_.ca_file.empty()) {
            curl_easy_setopt(easy, CURLOPT_CAINFO, options_.ca_file.c_str());
            curl_easy_setopt(easy, CURLOPT_CAPATH, nullptr); // that file, and not the system's as well
        }
        if (!options_.client_certificate.empty()) {
            curl_easy_setopt(easy, CURLOPT_SSLCERT, options_.client_certificate.c_str());
            curl_easy_setopt(easy, CURLOPT_SSLKEY, options_.client_key.c_str());
        }
        if (!options_.pins.empty()) {
            std::string pins;
            for (const std::string& pin : options_.pins) pins += (pins.empty() ? "" : ";") + pin;
            curl_easy_setopt(easy, CURLOPT_PINNEDPUBLICKEY, pins.c_str());
        }
    }

    Easy easy_;
    CurlOptions options_;
    bool plain_;
    int timeouts_ = 0;            // in a row
    bool small_segments_ = false; // from then on, as long as the program runs: it costs a few per cent
    std::atomic<bool> cancelled_{false};
};

bool is_token(std::string_view token) {
    return !token.empty() && token.size() <= 256 && std::ranges::all_of(token, [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) ||
               std::string_view("-._~+/=").find(c) != std::string_view::npos;
    });
}

// Whether the url is plain HTTP to this very machine; an error when it is neither that nor HTTPS.
Result<bool> is_plain(const std::string& url) {
    const std::unique_ptr<CURLU, UrlDelete> parsed(curl_url());
    const Error bad = input_error(
        "upload.url: expected https://HOST, or http:// to 127.0.0.1 or [::1] only; plain HTTP never "
        "leaves this machine");
    if (!parsed || curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK) return bad;
    const auto part = [&](CURLUPart which) {
        char* text = nullptr;
        std::string value;
        if (curl_url_get(parsed.get(), which, &text, 0) == CURLUE_OK) value = text;
        curl_free(text);
        return value;
    };
    if (!part(CURLUPART_USER).empty() || !part(CURLUPART_QUERY).empty() || !part(CURLUPART_FRAGMENT).empty())
        return bad;
    if (part(CURLUPART_SCHEME) == "https") return false;
    const std::string host = part(CURLUPART_HOST);
    // By number only: a name, even "localhost", is whatever the network's resolver says.
    if (part(CURLUPART_SCHEME) == "http" && (host == "127.0.0.1" || host == "[::1]")) return true;
    return bad;
}

} // namespace

Result<std::unique_ptr<Transport>> make_curl_transport(CurlOptions options) {
    if (!start_curl()) return machine_error("libcurl did not start");
    while (options.url.ends_with('/')) options.url.pop_back();
    const auto plain = is_plain(options.url);
    if (!plain) return plain.error();
    if (!is_token(options.token))
        return input_error(
            "the upload token: expected one word, as `pledge-hub tokens add` prints it, in the token file");
    if (options.pins.size() == 1)
        return input_error("upload.pins: expected none, or at least two; a lone pin stops all kiosks when "
                           "the certificate is renewed");
    for (const std::string& pin : options.pins)
        if (!pin.starts_with("sha256//") || pin.find(';') != std::string::npos)
            return input_error(
                "upload.pins: expected \"sha256//\" and base64 of the SHA-256 of the public key");
    if (options.client_certificate.empty() != options.client_key.empty())
        return input_error("upload.client_certificate and upload.client_key: expected both or none");
    Easy easy(curl_easy_init());
    if (!easy) return machine_error("libcurl gave no handle: too little memory");
    return std::unique_ptr<Transport>(
        std::make_unique<CurlTransport>(std::move(easy), std::move(options), *plain));
}

} // namespace kiosk::upload
