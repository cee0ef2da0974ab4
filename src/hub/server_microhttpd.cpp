#include <arpa/inet.h>
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

#include "hub/server.hpp"
#include "hub/service.hpp"

namespace kiosk::hub {

namespace {

constexpr unsigned threads = 4;            // more would only wait for the store
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

std::string header(MHD_Connection* connection, const char* name) {
    const char* const value = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
    return value ? value : "";
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
          service_(*store_, signer_, [this](std::string_view line) { log(line); }) {}

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
    void log(std::string_view line) {
        if (!options_.log) return;
        const std::lock_guard lock(log_mutex_);
        options_.log("at=" + rfc3339(options_.wall()) + " " + std::string(line));
    }

    static void on_completed(void* self, MHD_Connection*, void** state, MHD_RequestTerminationCode) {
        if (*state) --static_cast<MicrohttpdServer*>(self)->in_flight_;
        delete static_cast<Incoming*>(*state);
        *state = nullptr;
    }

    // Called first without a body, then with each part, then once more with none.
    static MHD_Result on_request(void* self, MHD_Connection* connection, const char* url, const char* method,
                                 const char*, const char* part, size_t* part_bytes, void** state) {
        auto& server = *static_cast<MicrohttpdServer*>(self);
        if (*state == nullptr) {
            *state = server.begin(connection, url, method);
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

    static Incoming* begin(MHD_Connection* connection, const char* url, const char* method) {
        auto incoming = std::make_unique<Incoming>();
        HttpRequest& request = incoming->request;
        request.method = method;
        request.path = url;
        if (const char* const nonce = MHD_lookup_connection_value(connection, MHD_GET_ARGUMENT_KIND, "nonce"))
            request.query_nonce = nonce;
        request.authorization = header(connection, MHD_HTTP_HEADER_AUTHORIZATION);
        request.content_type = header(connection, MHD_HTTP_HEADER_CONTENT_TYPE);
        request.nonce = header(connection, "X-Nonce");
        request.batch = header(connection, "Idempotency-Key");
        return incoming.release(); // on_completed deletes it
    }

    MHD_Result reply(MHD_Connection* connection, const HttpRequest& request) {
        HttpResponse answer;
        try {
            answer = service_.answer(request, options_.wall());
        } catch (const std::exception&) { // out of memory at most: the kiosk keeps all and asks again
            return MHD_NO;
        }
        const std::unique_ptr<MHD_Response, ResponseDestroy> response(
            MHD_create_response_from_buffer(answer.body.size(), answer.body.data(), MHD_RESPMEM_MUST_COPY));
        if (!response) return MHD_NO;
        if (!answer.content_type.empty())
            MHD_add_response_header(response.get(), MHD_HTTP_HEADER_CONTENT_TYPE,
                                    answer.content_type.c_str());
        MHD_add_response_header(response.get(), MHD_HTTP_HEADER_CACHE_CONTROL, "no-store");
        for (const auto& [name, value] : answer.headers)
            MHD_add_response_header(response.get(), name.c_str(), value.c_str());
        return MHD_queue_response(connection, static_cast<unsigned>(answer.status), response.get());
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
