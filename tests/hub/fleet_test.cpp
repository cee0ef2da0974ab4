// Ten thousand kiosks that come back together after an outage, on virtual time: the real uploaders with their
// real retry policy, and a hub that counts who opens a connection in which second.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <queue>
#include <random>
#include <vector>

#include <doctest/doctest.h>

#include "outbox/outbox_memory.hpp"
#include "support/fake_hub.hpp"
#include "support/noon.hpp"
#include "support/sanitized.hpp"
#include "support/sealed_entries.hpp"
#include "upload/uploader.hpp"

using namespace kiosk;
using test::noon;

namespace {

constexpr Duration connection_idle = seconds(30); // the hub closes it then (server_microhttpd.cpp)

struct Crowd {
    Instant now;
    bool up = true;
    test::FakeHub hub;
    std::map<std::int64_t, int> opened; // connections that the hub took, by second
};

// A kiosk's line to the hub: opened when there is none, kept while it is used.
class Line final : public upload::Transport {
  public:
    explicit Line(Crowd& crowd) : crowd_(crowd) {}
    upload::Reply send(const upload::Request& request) override {
        if (!crowd_.up) {
            open_until_ = {};
            upload::Reply reply;
            reply.trouble = upload::Trouble::Connect;
            reply.took = milliseconds(20);
            return reply;
        }
        if (crowd_.now > open_until_) ++crowd_.opened[crowd_.now.us / 1'000'000];
        open_until_ = crowd_.now + connection_idle;
        return crowd_.hub.send(request);
    }

  private:
    Crowd& crowd_;
    Instant open_until_;
};

struct Kiosk {
    outbox::MemoryOutbox outbox;
    outbox::DirectAccess access{outbox};
    Line line;
    upload::Uploader uploader;
    Kiosk(Crowd& crowd, const upload::UploaderOptions& options, const std::function<std::uint64_t()>& random)
        : line(crowd),
          uploader(access, line, options, random) {}
};

} // namespace

TEST_CASE("ten thousand kiosks that come back after an outage open at most 40 connections in any second") {
    const char* const given = std::getenv("PLEDGE_FLEET_SEED");
    std::mt19937_64 random(given ? std::strtoull(given, nullptr, 10) : 1);
    constexpr int kiosks = sanitized ? 2'000 : 10'000; // a sanitizer looks at the ways, not at the crowd
    Crowd crowd;
    upload::UploaderOptions options;
    options.hub_keys = crowd.hub.keys();
    options.version = "0.1.0";
    std::vector<std::unique_ptr<Kiosk>> fleet;
    using Due = std::pair<Instant, int>;
    std::priority_queue<Due, std::vector<Due>, std::greater<>> due;
    crowd.up = false; // an hour's outage, with a pledge waiting on each
    for (int i = 0; i < kiosks; ++i) {
        fleet.push_back(std::make_unique<Kiosk>(crowd, options, [&random] { return random(); }));
        REQUIRE(fleet.back()->outbox.append(sealed_entry_of(static_cast<std::uint64_t>(i) + 1, 300)).ok());
        due.emplace(Instant{static_cast<std::int64_t>(random() % 60'000'000)}, i);
    }
    const Instant back{3'600'000'000}, end = back + seconds(2400);
    while (!due.empty() && due.top().first < end) {
        const auto [at, i] = due.top();
        due.pop();
        crowd.now = at;
        crowd.up = at >= back;
        const Instant next = fleet[static_cast<std::size_t>(i)]->uploader.step(at, noon);
        due.emplace(std::max(next, at + milliseconds(5)), i);
    }
    std::uint64_t acked = 0;
    for (const auto& kiosk : fleet) acked += kiosk->outbox.counts()->acked;
    CHECK(acked == kiosks);
    int most = 0, all = 0;
    for (const auto& [second, count] : crowd.opened) {
        most = std::max(most, count);
        all += count;
    }
    std::printf(
        "%d kiosks after an outage of an hour: %d connections in 40 minutes, at most %d in a second\n",
        kiosks, all, most);
    CHECK(most <= 40);
}
