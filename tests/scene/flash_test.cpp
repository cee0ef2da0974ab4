#include <cmath>
#include <vector>

#include "doctest/doctest.h"
#include "scene/ground.hpp"
#include "scene/sample_deck.hpp"

using namespace kiosk;

namespace {

constexpr int columns = 16, rows = 9;

// Mean lightness, 0..255, of each cell of a coarse grid over a painted frame.
std::vector<float> lightness(const paint::FrameBuffer& frame) {
    std::vector<float> sums(columns * rows, 0), counts(columns * rows, 0);
    const PixelSize size = frame.size();
    for (int y = 0; y < size.height; ++y)
        for (int x = 0; x < size.width; ++x) {
            const std::uint32_t pixel = frame.row(y)[static_cast<std::size_t>(x)];
            const auto cell =
                static_cast<std::size_t>((y * rows / size.height) * columns + x * columns / size.width);
            const auto channel = [&](int shift) { return static_cast<float>((pixel >> shift) & 0xFF); };
            sums[cell] += 0.2126F * channel(16) + 0.7152F * channel(8) + 0.0722F * channel(0);
            counts[cell] += 1;
        }
    for (std::size_t i = 0; i < sums.size(); ++i) sums[i] /= counts[i];
    return sums;
}

// The turning points of one cell's lightness, in ms: where it has gone a tenth of the range one way and then
// the other. A flash is a pair of them.
struct Turns {
    bool begun = false;
    float extreme = 0; // the farthest since the last turn
    int direction = 0;
    std::vector<int> at_ms;
    void add(float value, int ms) {
        constexpr float visible = 25.5F;
        if (!begun) begun = true, extreme = value;
        const float on = (value - extreme) * static_cast<float>(direction);
        if (direction != 0 && on > 0) extreme = value;
        const bool turns = direction == 0 ? std::fabs(value - extreme) > visible : on < -visible;
        if (!turns) return;
        direction = value > extreme ? 1 : -1;
        extreme = value;
        at_ms.push_back(ms);
    }
};

bool flashes(const std::vector<Turns>& cells) {
    for (const Turns& cell : cells)
        for (std::size_t i = 6; i < cell.at_ms.size(); ++i)
            if (cell.at_ms[i] - cell.at_ms[i - 6] <= 1000) return true;
    return false;
}

} // namespace

TEST_CASE("no chart flashes while it builds, not even a figure that counts") {
    test::Stage stage;
    stage.deck = *test::deck_of("tests/charts", stage.assets);
    test::Specimen specimen;
    draw::DrawList list;
    constexpr int built_ms = 3'600, step_ms = 40;
    for (const deck::Slide& slide : stage.deck.slides) {
        CAPTURE(slide.id);
        const auto context = stage.context();
        const auto picture = scene::lay_out(slide, context);
        std::vector<Turns> cells(columns * rows);
        for (int ms = 0; ms < built_ms; ms += step_ms) {
            list.clear();
            scene::draw_ground(list, context.palette(slide.ground), {1920, 1080});
            scene::Moment moment;
            moment.t_ms = static_cast<float>(ms);
            moment.today = {37, 60};
            picture->draw(list, moment);
            const std::vector<float> values = lightness(specimen.paint(list, 0.1F));
            for (std::size_t i = 0; i < cells.size(); ++i) cells[i].add(values[i], ms);
        }
        CHECK_FALSE(flashes(cells));
    }
}

TEST_CASE("nothing on the screen flashes more than three times in a second during a whole round") {
    test::Stage stage;
    test::fill_sample_deck(stage.deck);
    const scene::Show show = scene::Show::make(stage.context());
    motion::Playlist playlist(show.entries(), Instant{});
    test::Specimen specimen;
    std::vector<Turns> cells(columns * rows);
    draw::DrawList list;
    scene::HitMap hits;
    constexpr int round_ms = 40'000, step_ms = 100;
    for (int ms = 0; ms < round_ms; ms += step_ms) {
        const Instant now{std::int64_t{ms} * 1000};
        playlist.advance(now);
        scene::ShowMoment moment;
        moment.play = playlist.moment();
        moment.now = now;
        list.clear(), hits.clear();
        show.draw(list, hits, moment, {});
        const std::vector<float> values = lightness(specimen.paint(list, 0.1F));
        for (std::size_t i = 0; i < cells.size(); ++i) cells[i].add(values[i], ms);
    }
    bool changed = false;
    for (const Turns& cell : cells) changed = changed || cell.at_ms.size() > 1;
    CHECK_FALSE(flashes(cells));
    CHECK(changed); // the flood and the dusk were seen
}
