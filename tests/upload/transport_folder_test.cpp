// The way to a share under the uploader that sends to hubs: acked only after the bundle was kept, waiting
// while the share is away, and again by itself when it is back.
#include "upload/transport_folder.hpp"

#include <map>

#include <doctest/doctest.h>

#include "outbox/outbox_memory.hpp"
#include "support/entries.hpp"
#include "upload/retry.hpp"
#include "upload/uploader.hpp"

using namespace kiosk;
using namespace kiosk::upload;

namespace {

struct ShareScene {
    bool there = true, keeps = true;
    std::map<std::uint64_t, int> kept; // seq -> how often
    int looks = 0;
    outbox::MemoryOutbox outbox;
    outbox::DirectAccess access{outbox};
    FolderLine line = make_folder_transport(
        {[this]() -> Result<void> {
             ++looks;
             if (!there) return network_error("no marker", 2);
             return {};
         },
         [this](std::span<const record::WireRecord> records, std::string_view lines) -> Result<void> {
             CHECK(record::parse_wire_body(lines)->size() == records.size());
             for (const auto& record : records)
                 CHECK(outbox.find(record.id).value()->state == outbox::State::Pending);
             for (const auto& record : records) ++kept[record.seq];
             if (!keeps) return network_error("reads back differently", 5);
             return {};
         },
         [] { return WallTime{1'772'298'245'000}; }});
    std::uint64_t bits = 0x8000'0000'0000'0000ULL;
    Instant now{1'000'000};
    std::unique_ptr<Uploader> uploader;

    explicit ShareScene(std::uint64_t records) {
        for (std::uint64_t seq = 1; seq <= records; ++seq) REQUIRE(outbox.append(entry_of(seq)).ok());
        UploaderOptions options;
        options.hub_keys = {line.key};
        uploader =
            std::make_unique<Uploader>(access, *line.transport, options, [this] { return bits += 77; });
    }
    Duration step() {
        const Instant next = uploader->step(now, {1'772'298'245'000});
        const Duration wait = next > now ? next - now : Duration{};
        now = std::max(now, next);
        return wait;
    }
};

} // namespace

TEST_CASE("what waits is kept on the share in batches, and only then acked") {
    ShareScene scene(150);
    for (int i = 0; i < 5; ++i) scene.step();
    CHECK(scene.outbox.counts()->acked == 150);
    CHECK(scene.kept.size() == 150);
    CHECK(scene.uploader->status().health == Health::Good);
}

TEST_CASE(
    "while the share is away everything waits, with a back-off of at most 15 minutes, and staff are told") {
    ShareScene scene(3);
    scene.there = false;
    Duration longest{};
    for (int i = 0; i < 40; ++i) longest = std::max(longest, scene.step());
    CHECK(scene.kept.empty());
    CHECK(scene.outbox.counts()->waiting == 3);
    CHECK(longest <= backoff_cap);
    CHECK(longest > seconds(60));
    CHECK(scene.uploader->status().health == Health::ShareAway);
    CHECK(scene.uploader->status().code == -2);
    CHECK(health_sentence(Health::ShareAway).find("doctor") != std::string_view::npos);
    scene.there = true;
    for (int i = 0; i < 4; ++i) scene.step();
    CHECK(scene.outbox.counts()->acked == 3);
}

TEST_CASE("a bundle that does not read back acks nothing, and is written again") {
    ShareScene scene(2);
    scene.keeps = false;
    scene.step();
    CHECK(scene.outbox.counts()->waiting == 2);
    scene.keeps = true;
    for (int i = 0; i < 4; ++i) scene.step();
    CHECK(scene.outbox.counts()->acked == 2);
    CHECK(scene.kept[1] == 2);
}

TEST_CASE("a share that goes away while nothing waits is told within one heartbeat") {
    ShareScene scene(1);
    for (int i = 0; i < 3; ++i) scene.step();
    scene.there = false;
    const Instant gone = scene.now;
    while (scene.uploader->status().health == Health::Good && scene.now < gone + seconds(3600)) scene.step();
    CHECK(scene.uploader->status().health == Health::ShareAway);
    CHECK(scene.now - gone <= seconds(960));
}
