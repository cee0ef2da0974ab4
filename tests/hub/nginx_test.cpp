// The example configuration that ships, in Debian's nginx, before two hubs on one store: TLS outside, kiosks
// and staff through it. Not listed where nginx or curl is absent. Beside it, the units for systemd.
#include <arpa/inet.h>
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <memory>
#include <netinet/in.h>
#include <string>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include <doctest/doctest.h>

#include "hub/server.hpp"
#include "hub/service.hpp"
#include "outbox/outbox_memory.hpp"
#include "support/authority.hpp"
#include "support/free_port.hpp"
#include "support/run_program.hpp"
#include "support/sealed_entries.hpp"
#include "support/staffed_hub.hpp"
#include "upload/random_sodium.hpp"
#include "upload/transport_curl.hpp"
#include "upload/uploader.hpp"

using namespace kiosk;

namespace {

constexpr const char* nginx_program = "/usr/sbin/nginx";
constexpr const char* curl_program = "/usr/bin/curl";
constexpr const char* analyze_program = "/usr/bin/systemd-analyze";

std::string text_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void replace(std::string& text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    CAPTURE(from);
    REQUIRE(at != std::string::npos); // the example has changed: change this test too
    text.replace(at, from.size(), to);
}

// nginx with the example, its addresses, files and folders replaced by the test's.
class Nginx {
  public:
    Nginx(const Authority& authority, std::uint16_t hub_1, std::uint16_t hub_2, bool asks_certificate = false)
        : port(free_port()) {
        const std::string folder = folder_.path();
        std::string example = text_of(KIOSK_SOURCE_DIR "/config/nginx.example.conf");
        // In comments first: each is replaced once, and the hubs' addresses stand there too.
        while (example.starts_with('#')) example.erase(0, example.find('\n') + 1);
        replace(example, "127.0.0.1:8441", "127.0.0.1:" + std::to_string(hub_1));
        replace(example, "127.0.0.1:8442", "127.0.0.1:" + std::to_string(hub_2));
        replace(example, "listen 443", "listen 127.0.0.1:" + std::to_string(port));
        replace(example, "/etc/ssl/pledge-hub/fullchain.pem", authority.folder.path() + "/hub.pem");
        replace(example, "/etc/ssl/pledge-hub/key.pem", authority.folder.path() + "/hub.key");
        replace(example, "/var/log/nginx/pledge-hub.log", folder + "/access.log");
        if (asks_certificate) {
            for (const std::string line : {"ssl_client_certificate", "ssl_verify_client", "error_page 495",
                                           "location = /no-certificate"})
                replace(example, "# " + line, line);
            replace(example, "/etc/ssl/pledge-hub/kiosks.pem", authority.folder.path() + "/ca.pem");
        }
        std::ofstream(folder + "/nginx.conf")
            << (geteuid() == 0 ? "user root;\n" : "") << "daemon off;\nworker_processes 1;\npid " << folder
            << "/pid;\nerror_log " << folder << "/error.log;\nevents { worker_connections 256; }\nhttp {\n"
            << "client_body_temp_path " << folder << "/body;\nproxy_temp_path " << folder
            << "/proxy;\nfastcgi_temp_path " << folder << "/f;\nuwsgi_temp_path " << folder
            << "/u;\nscgi_temp_path " << folder << "/s;\n"
            << example << "}\n";
        const std::string conf = folder + "/nginx.conf", log = folder + "/error.log";
        child_ = fork();
        if (child_ == 0) {
            const int errors = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
            dup2(errors, 2);
            execl(nginx_program, nginx_program, "-p", folder.c_str(), "-c", conf.c_str(), nullptr);
            _exit(127);
        }
        for (int i = 0; i < 500 && text_of(folder + "/pid").empty(); ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        INFO(text_of(log));
        REQUIRE_FALSE(text_of(folder + "/pid").empty());
    }
    ~Nginx() {
        kill(child_, SIGTERM);
        waitpid(child_, nullptr, 0);
    }
    Nginx(const Nginx&) = delete;
    Nginx& operator=(const Nginx&) = delete;
    [[nodiscard]] std::string url() const { return "https://127.0.0.1:" + std::to_string(port); }
    [[nodiscard]] std::string access_log() const { return text_of(folder_.path() + "/access.log"); }
    const std::uint16_t port;

  private:
    TemporaryFolder folder_;
    int child_ = -1;
};

std::unique_ptr<hub::Server> start_hub(StaffedHub& desk, const record::HubSigner& signer, std::string& log) {
    hub::ServerOptions options;
    options.wall = [] { return StaffedHub::now; };
    options.behind_proxy = true;
    options.log = [&log](std::string_view line) { log += std::string(line) + "\n"; };
    options.site = desk.site(true);
    const SecretBytes key = signer.to_text();
    auto started =
        hub::Server::start(std::move(options), std::move(hub::open_sqlite_store(desk.path)).value(),
                           std::move(record::HubSigner::parse(key.reveal())).value());
    REQUIRE(started.ok());
    return std::move(*started);
}

} // namespace

TEST_CASE("nginx: kiosks deliver through the example configuration to two hubs, also when one of them ends" *
          doctest::skip(access(nginx_program, X_OK) != 0 || access(curl_program, X_OK) != 0)) {
    StaffedHub desk;
    Authority authority;
    authority.sign("hub", "IP:127.0.0.1", "-days 30");
    REQUIRE(desk.store->put_token("kiosk-1", hub::token_hash("abc"), StaffedHub::now).ok());
    const record::HubSigner signer = record::HubSigner::generate();
    std::string log_1, log_2;
    auto hub_1 = start_hub(desk, signer, log_1), hub_2 = start_hub(desk, signer, log_2);
    const Nginx nginx(authority, hub_1->port(), hub_2->port());

    upload::CurlOptions curl;
    curl.url = nginx.url();
    curl.token = "abc";
    curl.ca_file = authority.folder.path() + "/ca.pem";
    const auto transport = std::move(upload::make_curl_transport(curl)).value();
    outbox::MemoryOutbox outbox;
    outbox::DirectAccess access{outbox};
    upload::UploaderOptions options;
    options.hub_keys = {signer.public_key()};
    upload::Uploader uploader(access, *transport, options, upload::random_bits);
    Instant now{1'000'000};
    const auto drain = [&](std::uint64_t from, std::uint64_t to) {
        for (std::uint64_t seq = from; seq <= to; ++seq) REQUIRE(outbox.append(sealed_entry_of(seq)).ok());
        for (int i = 0; i < 30 && outbox.counts()->waiting > 0; ++i)
            now = std::max(now, uploader.step(now, StaffedHub::now));
        return outbox.counts()->acked;
    };
    CHECK(drain(1, 300) == 300);
    hub_1.reset();
    CHECK(drain(301, 600) == 600);
    CHECK(desk.store->totals()->records == 600);

    const std::string ca = authority.folder.path() + "/ca.pem";
    const auto curl_says = [&](const std::string& what, const std::string& path) {
        return run_program(
                   {"sh", "-c",
                    "curl -s -i --max-time 20 --cacert " + ca + " " + what + " " + nginx.url() + path})
            .out;
    };
    CHECK(curl_says("", "/healthz").starts_with("HTTP/2 200"));
    CHECK(curl_says("", "/metrics").starts_with("HTTP/2 404"));
    CHECK(curl_says("", "/v1/../etc/passwd --path-as-is").starts_with("HTTP/2 404"));
    CHECK(curl_says("", "/staff/").find("location: /staff/login") != std::string::npos);
    const std::string login = curl_says(
        "--data 'name=ana&passphrase=seven+paper+lanterns+%26+tea' -H 'Origin: " + nginx.url() + "'",
        "/staff/login");
    CHECK(login.find("set-cookie: __Host-session=") != std::string::npos);
    CHECK(login.find("; Secure") != std::string::npos);
    CHECK(curl_says("--data 'name=ana&passphrase=x' -H 'Origin: https://elsewhere.example'", "/staff/login")
              .starts_with("HTTP/2 403"));
    std::ofstream(desk.folder.path() + "/large") << std::string(300'000, 'x');
    CHECK(curl_says("--data-binary @" + desk.folder.path() + "/large", "/v1/batches")
              .starts_with("HTTP/2 413"));
    // Guessing from one address is slowed, whatever it says of itself.
    int refused = 0;
    for (int i = 0; i < 7; ++i)
        refused += curl_says("--data 'name=ben" + std::to_string(i) +
                                 "&passphrase=x' -H 'X-Forwarded-For: 198.51.100." + std::to_string(i) + "'",
                             "/staff/login")
                           .starts_with("HTTP/2 401")
                       ? 1
                       : 0;
    CHECK(refused == 5);
    for (const std::string& log : {nginx.access_log(), log_1, log_2}) {
        CHECK(log.find("127.0.0.1") == std::string::npos);
        CHECK(log.find("Bearer") == std::string::npos);
    }
}

TEST_CASE(
    "nginx: with the example's lines for certificates, a kiosk with one delivers, and one without is told "
    "that it is not accepted" *
    doctest::skip(access(nginx_program, X_OK) != 0)) {
    StaffedHub desk;
    Authority authority;
    authority.sign("hub", "IP:127.0.0.1", "-days 30");
    authority.sign("kiosk", "DNS:kiosk-1", "-days 30");
    authority.sign_itself("stranger", "DNS:kiosk-1");
    REQUIRE(desk.store->put_token("kiosk-1", hub::token_hash("abc"), StaffedHub::now).ok());
    const record::HubSigner signer = record::HubSigner::generate();
    std::string log;
    const auto hub = start_hub(desk, signer, log);
    const Nginx nginx(authority, hub->port(), hub->port(), true);
    outbox::MemoryOutbox outbox;
    outbox::DirectAccess access{outbox};
    REQUIRE(outbox.append(sealed_entry_of(1)).ok());
    const auto health_with = [&](const std::string& name) {
        upload::CurlOptions curl;
        curl.url = nginx.url();
        curl.token = "abc";
        curl.ca_file = authority.folder.path() + "/ca.pem";
        if (!name.empty()) {
            curl.client_certificate = authority.folder.path() + "/" + name + ".pem";
            curl.client_key = authority.folder.path() + "/" + name + ".key";
        }
        const auto transport = std::move(upload::make_curl_transport(curl)).value();
        upload::UploaderOptions options;
        options.hub_keys = {signer.public_key()};
        options.wait_out_backoff = false;
        upload::Uploader uploader(access, *transport, options, upload::random_bits);
        (void)uploader.step({1'000'000}, StaffedHub::now);
        return uploader.status().health;
    };
    CHECK(health_with("") == upload::Health::Unauthorised);
    CHECK(health_with("stranger") == upload::Health::Unauthorised);
    CHECK(outbox.counts()->waiting == 1);
    CHECK(health_with("kiosk") == upload::Health::Good);
    CHECK(outbox.counts()->acked == 1);
}

TEST_CASE("systemd: the units that ship are understood, and confine what they run" *
          doctest::skip(access(analyze_program, X_OK) != 0)) {
    const TemporaryFolder folder;
    for (const std::string name : {"pledge-hub", "pledge-kiosk"}) {
        CAPTURE(name);
        std::string unit = text_of(KIOSK_SOURCE_DIR "/config/" + name + ".service");
        replace(unit, "ExecStart=/usr/bin/" + name, "ExecStart=/bin/true"); // it need not be installed here
        const std::string path = folder.path() + "/" + name + ".service";
        std::ofstream(path) << unit;
        const Ran verified = run_program({analyze_program, "verify", "--man=no", path});
        CHECK(verified.status == 0);
        CHECK(verified.err.find(name) == std::string::npos); // complaints name the unit
        // Of 10; what a service without any confinement has is 9.6.
        CHECK(run_program({analyze_program, "security", "--offline=true", "--threshold=20", path}).status ==
              0);
    }
}
