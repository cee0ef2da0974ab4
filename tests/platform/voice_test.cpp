// The voice against a daemon of the test's own, which speaks the Speech Synthesis Interface Protocol: words
// arrive there, and a daemon that hangs, or is not there, keeps nobody waiting.
#include <chrono>
#include <cstdlib>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <doctest/doctest.h>

#include "platform/clock.hpp"
#include "platform/speech_speechd.hpp"
#include "support/temporary_folder.hpp"

using namespace kiosk;

namespace {

class Daemon {
  public:
    explicit Daemon(bool answers) : answers_(answers) {
        const std::string path = (folder_ / "speech").string();
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        path.copy(address.sun_path, sizeof address.sun_path - 1);
        listener_ = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        REQUIRE(bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
        REQUIRE(listen(listener_, 4) == 0);
        setenv("SPEECHD_ADDRESS", ("unix_socket:" + path).c_str(), 1);
        thread_ = std::thread([this] { serve(); });
    }
    ~Daemon() {
        shutdown(listener_, SHUT_RDWR);
        {
            const std::lock_guard lock(mutex_);
            if (client_ >= 0) shutdown(client_, SHUT_RDWR);
        }
        thread_.join();
        close(listener_);
        if (client_ >= 0) close(client_);
        unsetenv("SPEECHD_ADDRESS");
    }
    Daemon(const Daemon&) = delete;
    Daemon& operator=(const Daemon&) = delete;

    std::vector<std::string> spoken() {
        const std::lock_guard lock(mutex_);
        return spoken_;
    }
    // Until something was spoken, or a slow machine's patience ends.
    bool wait_for(const std::string& words) {
        const Instant limit = platform::monotonic_now() + seconds(10);
        while (platform::monotonic_now() < limit) {
            for (const std::string& one : spoken())
                if (one == words) return true;
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        return false;
    }

  private:
    void serve() {
        const int client = accept(listener_, nullptr, nullptr);
        if (client < 0) return;
        {
            const std::lock_guard lock(mutex_);
            client_ = client;
        }
        std::string text, line;
        bool in_message = false;
        for (char c = 0; read(client, &c, 1) == 1;) {
            line += c;
            if (c != '\n' || !answers_) continue;
            while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.pop_back();
            std::string reply = "200 OK\r\n";
            if (in_message && line == ".") {
                const std::lock_guard lock(mutex_);
                spoken_.push_back(std::exchange(text, {}));
                in_message = false;
                reply = "225-1\r\n225 OK MESSAGE QUEUED\r\n";
            } else if (in_message) {
                text += line;
                reply.clear();
            } else if (line == "SPEAK" || line == "speak") {
                in_message = true;
                reply = "230 OK RECEIVING DATA\r\n";
            } else if (line == "HISTORY GET CLIENT_ID") {
                reply = "245-1\r\n245 OK CLIENT ID SENT\r\n";
            }
            line.clear();
            if (!reply.empty() && write(client, reply.data(), reply.size()) < 0) return;
        }
    }

    bool answers_;
    TemporaryFolder folder_;
    int listener_ = -1, client_ = -1;
    std::mutex mutex_;
    std::vector<std::string> spoken_;
    std::thread thread_;
};

Duration time_of(const std::function<void()>& work) {
    const Instant start = platform::monotonic_now();
    work();
    return platform::monotonic_now() - start;
}

// A frame is 16 ms; a busy machine gets more, and a daemon that is waited for takes seconds.
constexpr Duration at_once = milliseconds(500);

} // namespace

TEST_CASE("words that are said arrive at the daemon, the latest for certain") {
    Daemon daemon(true);
    platform::Voice voice;
    voice.say("Make a pledge.", "en");
    CHECK(daemon.wait_for("Make a pledge."));
    voice.say("one", "en");
    voice.say("two", "en");
    voice.say("three", "cy");
    CHECK(daemon.wait_for("three"));
    CHECK(voice.trouble().empty());
}

TEST_CASE("a daemon that hangs keeps neither the frame nor the end waiting") {
    Daemon daemon(false);
    CHECK(time_of([] {
              platform::Voice voice;
              for (int i = 0; i < 100; ++i) voice.say("Make a pledge.", "en");
              std::this_thread::sleep_for(std::chrono::milliseconds(50));
              voice.stop();
          }) < at_once);
}

TEST_CASE("without a daemon the kiosk is silent and staff can know why") {
    setenv("SPEECHD_ADDRESS", "unix_socket:/nonexistent/speech", 1);
    platform::Voice voice;
    CHECK(time_of([&] { voice.say("Make a pledge.", "en"); }) < at_once);
    const Instant limit = platform::monotonic_now() + seconds(20);
    while (voice.trouble().empty() && platform::monotonic_now() < limit)
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    CHECK(voice.trouble().find("speech-dispatcher: ") == 0);
    unsetenv("SPEECHD_ADDRESS");
}
