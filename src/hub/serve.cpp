#include <csignal>
#include <cstdio>

#include "hub/commands.hpp"
#include "hub/server.hpp"
#include "hub/state.hpp"

namespace kiosk::hub {

namespace {

constexpr std::size_t pem_bytes_max = 256 * 1024; // a chain of certificates

Result<void> read_tls(const Arguments& arguments, ServerOptions& options) {
    if (arguments.has("tls-cert") != arguments.has("tls-key"))
        return usage_error("--tls-cert and --tls-key belong together");
    if (!arguments.has("tls-cert")) return Done{};
    auto certificate = read_file(arguments.value_or("tls-cert", ""), pem_bytes_max);
    if (!certificate) return certificate.error();
    auto key = read_file(arguments.value_or("tls-key", ""), pem_bytes_max);
    if (!key) return key.error();
    options.tls_certificate = std::move(*certificate);
    options.tls_key = std::move(*key);
    return Done{};
}

} // namespace

Result<void> serve(const Arguments& arguments) {
    const auto listen = parse_listen(arguments.value_or("listen", "127.0.0.1:8443"));
    if (!listen) return listen.error();
    ServerOptions options;
    if (const auto tls = read_tls(arguments, options); !tls) return tls;
    // Tokens in the clear on a network are anybody's.
    if (!listen->loopback() && options.tls_certificate.empty() && !arguments.has("behind-proxy"))
        return usage_error("--listen " + listen->address +
                           " without TLS would show the tokens to the network: give --tls-cert and "
                           "--tls-key, or --behind-proxy when nginx or the like does TLS in front");
    const auto folder = state_folder(arguments.value_or("state", ""));
    if (!folder) return folder.error();
    auto signer = load_signer(*folder);
    if (!signer) return signer.error();
    auto store = open_store(arguments.value_or("store", ""), *folder);
    if (!store) return store.error();

    // Blocked before the server's threads start, so that they come to sigwait() here and nowhere else.
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);

    options.address = listen->address;
    options.port = listen->port;
    options.wall = wall_now;
    options.log = [](std::string_view line) {
        std::fprintf(stderr, "%.*s\n", static_cast<int>(line.size()), line.data());
    };
    auto server = Server::start(std::move(options), std::move(*store), std::move(*signer));
    if (!server) return server.error();
    std::printf("listening on %s\nhub key for the kiosks' settings (upload.hub_keys): %s\n",
                (*server)->url().c_str(), record::to_text((*server)->public_key()).c_str());
    std::fflush(stdout);

    int signal = 0;
    sigwait(&signals, &signal);
    std::fprintf(stderr, "at=%s event=stopping\n", rfc3339(wall_now()).c_str());
    server->reset(); // finishes the requests under way
    return Done{};
}

} // namespace kiosk::hub
