// Whole frames as the kiosk makes them, view, comparison and painting: how much memory of ours they take.
#include <doctest/doctest.h>

#include "app/update.hpp"
#include "app/view.hpp"
#include "draw/diff.hpp"
#include "paint/painter_cairo.hpp"
#include "scene/stage.hpp"
#include "support/allocations.hpp"

using namespace kiosk;

namespace {

struct Loop {
    static constexpr PixelSize size{480, 270};
    test::Stage stage;
    test::Specimen made{size};
    app::State state;
    app::View view{made.fonts()};
    paint::FrameBuffer frame{size};
    draw::Viewport viewport = draw::Viewport::fit({1920, 1080}, size);
    draw::DrawList before, list;
    draw::Differ differ;
    draw::Damage damage;
    scene::HitMap hits;
    std::vector<app::Effect> effects;
    Instant now{1'000'000};

    explicit Loop(const std::string& folder) {
        app::start(state, test::deck_of(folder, stage.assets), stage.assets, {}, {}, now);
        view.prepare(state, now);
        damage = draw::Damage::whole(size);
    }
    // One frame, the `ms` after the last one; how often it took memory.
    std::size_t turn(std::int64_t ms) {
        now = now + milliseconds(ms);
        state.last_touch = now;
        app::update(state, app::Tick{}, now, hits, effects);
        view.prepare(state, now);
        const test::AllocationCount count;
        view.draw(state, now, list, hits);
        differ.compare(before, list, viewport, damage);
        if (!damage.empty()) made.painter().paint(list, viewport, damage, frame);
        const std::size_t taken = count.so_far();
        damage.clear();
        std::swap(before, list);
        return taken;
    }
};

} // namespace

TEST_CASE("after the first second of a slide a frame takes no memory of ours, once the deck has been shown") {
    for (const char* folder : {"config/osec", "config/river"}) {
        CAPTURE(folder);
        Loop loop(folder);
        const std::size_t slides = loop.state.playlist.size();
        // Twice through: the caches fill, and lists and masks grow to their sizes.
        std::size_t changes = 0, last = 0;
        std::size_t frames = 0, taking = 0;
        while (changes < 2 * slides) {
            const motion::PlaylistMoment play = loop.state.playlist.moment();
            if (play.slide != last) last = play.slide, ++changes;
            const std::size_t taken = loop.turn(100);
            const motion::PlaylistMoment shown = loop.state.playlist.moment();
            if (changes < slides || shown.leaving || shown.t_ms < 1'100) continue;
            ++frames;
            if (taken == 0) continue;
            ++taking;
            MESSAGE(loop.state.deck->slides.at(shown.slide).id << " at " << shown.t_ms << " ms took memory "
                                                               << taken << " times");
        }
        CHECK(frames > 10 * slides);
        CHECK(taking == 0);
    }
}
