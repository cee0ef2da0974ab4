#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <mutex>
#include <netinet/in.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

#include <microhttpd.h>

#include "base/secret.hpp"
#include "hub/commands.hpp"
#include "hub/server.hpp"
#include "hub/service.hpp"

namespace kiosk::hub {

namespace {

constexpr unsigned threads = 8;            // as many as a store has lines at most (pool_libpq.hpp)
constexpr unsigned connections_max = 1000; // file descriptors are bounded; the rest wait in the listen queue
constexpr unsigned idle_timeout_s = 30;    // a stalled kiosk gives its place free
constexpr std::size_t connection_bytes = 32 * 1024; // headers of one request; more is 431
// A body that goes on after it was found too large is read so far, so that the 413 can be heard; then the
// line is cut.
constexpr std::size_t drained_bytes_max = 4 * request_body_bytes_max;

constexpr int stop_patience_ms = 5000, stop_look_ms = 10; // for requests under way when the hub is stopped

struct DaemonStop {
    void operator()(MHD_Daemon* daemon) const { MHD_stop_daemon(daemon); }
};
struct ResponseDestroy {
    void operator()(MHD_Response* response) const { MHD_destroy_response(response); }
};

// One request while its parts come in.
struct Incoming {
    HttpRequest request;
    std::string body;
    std::size_t drained_bytes = 0;
};

std::string value_of(MHD_Connection* connection, MHD_ValueKind kind, const char* name) {
    const char* const value = MHD_lookup_connection_value(connection, kind, name);
    return value ? value : "";
}

std::string header(MHD_Connection* connection, const char* name) {
    return value_of(connection, MHD_HEADER_KIND, name);
}

// Who asks, for the limits only. Of IPv6 the first half: the rest is the asker's own to choose.
std::string peer_of(MHD_Connection* connection) {
    const MHD_ConnectionInfo* const info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    if (!info || !info->client_addr) return "";
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (info->client_addr->sa_family == AF_INET6) {
        sockaddr_in6 in{};
        std::memcpy(&in, info->client_addr, sizeof in);
        std::memset(in.sin6_addr.s6_addr + 8, 0, 8);
        inet_ntop(AF_INET6, &in.sin6_addr, text.data(), text.size());
    } else {
        sockaddr_in in{};
        std::memcpy(&in, info->client_addr, sizeof in);
        inet_ntop(AF_INET, &in.sin_addr, text.data(), text.size());
    }
    return text.data();
}

// The last name in the list is the one that our own proxy wrote; those before it are hearsay.
std::string forwarded_for(std::string_view list) {
    const std::size_t comma = list.rfind(',');
    if (comma != std::string_view::npos) list.remove_prefix(comma + 1);
    while (list.starts_with(' ')) list.remove_prefix(1);
    return std::string(list.substr(0, INET6_ADDRSTRLEN));
}

// Paths that are not ours may be anything, a token too: the log names them all "other".
std::string_view path_in_log(std::string_view path) {
    constexpr std::array<std::string_view, 14> known{"/",
                                                     "/v1/batches",
                                                     "/v1/held",
                                                     "/v1/heartbeat",
                                                     "/v1/ping",
                                                     "/healthz",
                                                     "/metrics",
                                                     "/staff",
                                                     "/staff/",
                                                     "/staff/login",
                                                     "/staff/logout",
                                                     "/staff/bundle",
                                                     "/staff/style.css",
                                                     "/staff/icon.svg"};
    return std::ranges::find(known, path) == known.end() ? "other" : path;
}

constexpr std::size_t stream_block_bytes = 64 * 1024;
constexpr std::size_t method_chars_max = 16;

// A long body, on its way to the socket.
struct Stream {
    BodySource source;
    std::string piece;
    std::size_t taken = 0;
};

ssize_t read_stream(void* state, std::uint64_t, char* out, std::size_t most) {
    auto& stream = *static_cast<Stream*>(state);
    if (stream.taken == stream.piece.size()) {
        auto piece = stream.source();
        if (!piece)
            return MHD_CONTENT_READER_END_WITH_ERROR; // without the last chunk: the browser sees a failed
                                                      // download
        if (piece->empty()) return MHD_CONTENT_READER_END_OF_STREAM;
        stream.piece = std::move(*piece);
        stream.taken = 0;
    }
    const std::size_t count = std::min(most, stream.piece.size() - stream.taken);
    std::copy_n(stream.piece.begin() + static_cast<std::ptrdiff_t>(stream.taken), count, out);
    stream.taken += count;
    return static_cast<ssize_t>(count);
}

void free_stream(void* state) {
    const std::unique_ptr<Stream> gone(static_cast<Stream*>(state));
}

using Response = std::unique_ptr<MHD_Response, ResponseDestroy>;

Response body_of(HttpResponse& answer) {
    if (!answer.source)
        return Response(
            MHD_create_response_from_buffer(answer.body.size(), answer.body.data(), MHD_RESPMEM_MUST_COPY));
    auto stream = std::make_unique<Stream>(Stream{std::move(answer.source), {}, 0});
    Response response(MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, stream_block_bytes, &read_stream,
                                                        stream.get(), &free_stream));
    if (response) (void)stream.release(); // free_stream deletes it
    return response;
}

Result<sockaddr_storage> parse_address(const std::string& address, std::uint16_t port) {
    sockaddr_storage storage{};
    in_addr v4{};
    in6_addr v6{};
    if (inet_pton(AF_INET, address.c_str(), &v4) == 1) {
        sockaddr_in in{};
        in.sin_family = AF_INET;
        in.sin_port = htons(port);
        in.sin_addr = v4;
        std::memcpy(&storage, &in, sizeof in);
    } else if (inet_pton(AF_INET6, address.c_str(), &v6) == 1) {
        sockaddr_in6 in{};
        in.sin6_family = AF_INET6;
        in.sin6_port = htons(port);
        in.sin6_addr = v6;
        std::memcpy(&storage, &in, sizeof in);
    } else {
        return usage_error(
            "--listen: expected an address by number and a port, such as 127.0.0.1:8443 or [::1]:8443");
    }
    return storage;
}

class MicrohttpdServer final : public Server {
  public:
    MicrohttpdServer(ServerOptions options, std::unique_ptr<Store> store, record::HubSigner signer)
        : options_(std::move(options)),
          store_(std::move(store)),
          signer_(std::move(signer)),
          service_(*store_, signer_, options_.limits, [this](const LogLine& line) { log(line); }) {
        if (options_.site) options_.site->set_log([this](const LogLine& line) { log(line); });
    }

    Result<void> listen() {
        const auto address = parse_address(options_.address, options_.port);
        if (!address) return address.error();
        const bool tls = !options_.tls_certificate.empty();
        unsigned flags = MHD_USE_AUTO_INTERNAL_THREAD;
        if (address->ss_family == AF_INET6) flags |= MHD_USE_IPv6;
        if (tls) flags |= MHD_USE_TLS;
        MHD_OptionItem tls_items[] = {{MHD_OPTION_HTTPS_MEM_CERT, 0, options_.tls_certificate.data()},
                                      {MHD_OPTION_HTTPS_MEM_KEY, 0, options_.tls_key.data()},
                                      {MHD_OPTION_END, 0, nullptr}};
        const sockaddr_storage& bound = *address;
        daemon_.reset(MHD_start_daemon(
            flags, options_.port, nullptr, nullptr, &MicrohttpdServer::on_request, this, MHD_OPTION_SOCK_ADDR,
            &bound, MHD_OPTION_THREAD_POOL_SIZE, threads, MHD_OPTION_CONNECTION_LIMIT, connections_max,
            MHD_OPTION_CONNECTION_TIMEOUT, idle_timeout_s, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
            connection_bytes, MHD_OPTION_NOTIFY_COMPLETED, &MicrohttpdServer::on_completed, this,
            MHD_OPTION_ARRAY, tls ? tls_items : tls_items + 2, MHD_OPTION_END));
        if (!daemon_)
            return machine_error(
                "cannot listen on " + options_.address + " port " + std::to_string(options_.port) +
                    ": the port is taken, not permitted, or the TLS files are not a PEM pair",
                errno);
        if (const MHD_DaemonInfo* const info = MHD_get_daemon_info(daemon_.get(), MHD_DAEMON_INFO_BIND_PORT))
            port_ = info->port;
        return Done{};
    }

    std::uint16_t port() const override { return port_; }
    std::string url() const override {
        const bool v6 = options_.address.find(':') != std::string::npos;
        return std::string(options_.tls_certificate.empty() ? "http://" : "https://") + (v6 ? "[" : "") +
               options_.address + (v6 ? "]" : "") + ":" + std::to_string(port_);
    }
    record::HubKey public_key() const override { return signer_.public_key(); }

    // Whoever has sent a whole batch still hears its receipt; nobody new is let in.
    ~MicrohttpdServer() override {
        if (!daemon_) return;
        const MHD_socket listening = MHD_quiesce_daemon(daemon_.get());
        for (int waited_ms = 0; in_flight_ != 0 && waited_ms < stop_patience_ms; waited_ms += stop_look_ms)
            std::this_thread::sleep_for(std::chrono::milliseconds(stop_look_ms));
        daemon_.reset();
        if (listening != MHD_INVALID_SOCKET) ::close(listening);
    }
    MicrohttpdServer(const MicrohttpdServer&) = delete;
    MicrohttpdServer& operator=(const MicrohttpdServer&) = delete;

  private:
    void log(const LogLine& line) {
        if (!options_.log) return;
        const std::string object =
            LogLine().text("at", rfc3339(options_.wall())).members(line.fields()).object();
        const std::lock_guard lock(log_mutex_);
        options_.log(object);
    }

    static void on_completed(void* self, MHD_Connection*, void** state, MHD_RequestTerminationCode) {
        if (*state) --static_cast<MicrohttpdServer*>(self)->in_flight_;
        const std::unique_ptr<Incoming> incoming(static_cast<Incoming*>(*state));
        *state = nullptr;
        if (incoming) wipe(incoming->body.data(), incoming->body.size()); // it may hold a passphrase
    }

    // Called first without a body, then with each part, then once more with none.
    static MHD_Result on_request(void* self, MHD_Connection* connection, const char* url, const char* method,
                                 const char*, const char* part, size_t* part_bytes, void** state) {
        auto& server = *static_cast<MicrohttpdServer*>(self);
        if (*state == nullptr) {
            *state = server.begin(connection, url, method).release(); // on_completed deletes it
            ++server.in_flight_;
            return MHD_YES;
        }
        auto& incoming = *static_cast<Incoming*>(*state);
        if (*part_bytes != 0) {
            if (incoming.body.size() + *part_bytes > request_body_bytes_max)
                incoming.request.too_large = true;
            if (incoming.request.too_large) {
                incoming.body.clear();
                incoming.drained_bytes += *part_bytes;
                if (incoming.drained_bytes > drained_bytes_max) return MHD_NO;
            } else {
                incoming.body.append(part, *part_bytes);
            }
            *part_bytes = 0;
            return MHD_YES;
        }
        incoming.request.body = incoming.body;
        return server.reply(connection, incoming.request);
    }

    std::unique_ptr<Incoming> begin(MHD_Connection* connection, const char* url, const char* method) const {
        auto incoming = std::make_unique<Incoming>();
        HttpRequest& request = incoming->request;
        request.method = method;
        request.path = url;
        request.query_nonce = value_of(connection, MHD_GET_ARGUMENT_KIND, "nonce");
        request.query_page = value_of(connection, MHD_GET_ARGUMENT_KIND, "page");
        request.query_span = value_of(connection, MHD_GET_ARGUMENT_KIND, "span");
        request.address = options_.behind_proxy ? forwarded_for(header(connection, "X-Forwarded-For"))
                                                : peer_of(connection);
        request.authorization = header(connection, MHD_HTTP_HEADER_AUTHORIZATION);
        request.content_type = header(connection, MHD_HTTP_HEADER_CONTENT_TYPE);
        request.nonce = header(connection, "X-Nonce");
        request.batch = header(connection, "Idempotency-Key");
        request.cookie = header(connection, MHD_HTTP_HEADER_COOKIE);
        request.host = header(connection, MHD_HTTP_HEADER_HOST);
        request.origin = header(connection, MHD_HTTP_HEADER_ORIGIN);
        request.fetch_site = header(connection, "Sec-Fetch-Site");
        return incoming;
    }

    HttpResponse answer(const HttpRequest& request, Instant at) {
        if (options_.site && Site::owns(request.path))
            return options_.site->answer(request, options_.wall(), at);
        return service_.answer(request, options_.wall(), at);
    }

    MHD_Result reply(MHD_Connection* connection, const HttpRequest& request) {
        const Instant began = monotonic_now();
        HttpResponse answered;
        Response response;
        try {
            answered = answer(request, began);
            response = body_of(answered);
            const std::int64_t took_us = monotonic_now().us - began.us;
            service_.count(answered, took_us);
            log(LogLine()
                    .text("event", "request")
                    .text("method", request.method.substr(0, method_chars_max))
                    .text("path", path_in_log(request.path))
                    .number("status", answered.status)
                    .number("us", took_us)
                    .number("bytes", static_cast<std::int64_t>(request.body.size()))
                    .members(answered.log_fields));
        } catch (const std::exception&) { // out of memory at most: the kiosk keeps all and asks again
            return MHD_NO;
        }
        if (!response) return MHD_NO;
        if (!answered.content_type.empty())
            MHD_add_response_header(response.get(), MHD_HTTP_HEADER_CONTENT_TYPE,
                                    answered.content_type.c_str());
        MHD_add_response_header(response.get(), MHD_HTTP_HEADER_CACHE_CONTROL,
                                answered.cacheable ? "public, max-age=3600" : "no-store");
        for (const auto& [name, value] : answered.headers)
            MHD_add_response_header(response.get(), name.c_str(), value.c_str());
        return MHD_queue_response(connection, static_cast<unsigned>(answered.status), response.get());
    }

    ServerOptions options_;
    std::unique_ptr<Store> store_;
    record::HubSigner signer_;
    Service service_;
    std::mutex log_mutex_;
    std::atomic<int> in_flight_{0};
    std::uint16_t port_ = 0;
    std::unique_ptr<MHD_Daemon, DaemonStop> daemon_; // last: its threads end before what they use
};

} // namespace

Result<std::unique_ptr<Server>> Server::start(ServerOptions options, std::unique_ptr<Store> store,
                                              record::HubSigner signer) {
    if (options.tls_certificate.empty() != options.tls_key.empty())
        return usage_error("TLS: expected a certificate and a key, or neither");
    auto server = std::make_unique<MicrohttpdServer>(std::move(options), std::move(store), std::move(signer));
    if (const auto listening = server->listen(); !listening) return listening.error();
    return std::unique_ptr<Server>(std::move(server));
}

} // namespace kiosk::hub
