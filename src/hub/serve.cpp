#include <charconv>
#include <csignal>
#include <cstdio>
#include <utility>

#include "hub/commands.hpp"
#include "hub/server.hpp"
#include "hub/state.hpp"

namespace kiosk::hub {

namespace {

constexpr std::size_t pem_bytes_max = 256 * 1024; // a chain of certificates
constexpr int rate_max = 100'000;

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

// "N" requests a second, ten times as many at once; 0 for no limit.
Result<void> read_rate(const Arguments& arguments, const std::string& option, Rate& rate) {
    if (!arguments.has(option)) return Done{};
    const std::string text = arguments.value_or(option, "");
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number < 0 || number > rate_max)
        return usage_error("--" + option + ": expected a number of requests a second, 0 to 100000");
    rate = {static_cast<double>(number), static_cast<double>(number) * 10};
    return Done{};
}

Result<std::unique_ptr<Site>> make_site(const Arguments& arguments, const std::filesystem::path& folder,
                                        bool secure) {
    const std::string given = arguments.value_or("store", "");
    auto store = open_store(given, folder);
    if (!store) return store.error();
    auto staff = open_staff_store(given, folder);
    if (!staff) return staff.error();
    return std::make_unique<Site>(SiteOptions{secure, KIOSK_VERSION, utc_offset_s}, std::move(*store),
                                  std::move(*staff));
}

// Blocked before the server's threads start, so that they come to sigwait() here and nowhere else.
sigset_t block_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return signals;
}

void print_log(std::string_view line) {
    std::fprintf(stderr, "%.*s\n", static_cast<int>(line.size()), line.data());
}

} // namespace

Result<void> serve(const Arguments& arguments) {
    const auto listen = parse_listen(arguments.value_or("listen", "127.0.0.1:8443"));
    if (!listen) return listen.error();
    ServerOptions options;
    if (const auto tls = read_tls(arguments, options); !tls) return tls;
    for (const auto& [option, rate] :
         {std::pair("kiosk-rate", &options.limits.kiosk), std::pair("address-rate", &options.limits.address)})
        if (const auto read = read_rate(arguments, option, *rate); !read) return read;
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

    const bool secure = !options.tls_certificate.empty() || arguments.has("behind-proxy");
    auto site = make_site(arguments, *folder, secure);
    if (!site) return site.error();
    options.site = std::move(*site);
    options.address = listen->address;
    options.port = listen->port;
    options.behind_proxy = arguments.has("behind-proxy");
    options.wall = wall_now;
    options.log = print_log;
    const sigset_t signals = block_signals();
    auto server = Server::start(std::move(options), std::move(*store), std::move(*signer));
    if (!server) return server.error();
    std::printf("listening on %s\nhub key for the kiosks' settings (upload.hub_keys): %s\n",
                (*server)->url().c_str(), record::to_text((*server)->public_key()).c_str());
    std::fflush(stdout);

    int signal = 0;
    sigwait(&signals, &signal);
    print_log(LogLine().text("at", rfc3339(wall_now())).text("event", "stopping").object());
    server->reset(); // finishes the requests under way
    return Done{};
}

} // namespace kiosk::hub
