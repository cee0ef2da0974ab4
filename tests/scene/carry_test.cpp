#include "scene/carry.hpp"

#include <optional>
#include <string>

#include "doctest/doctest.h"
#include "scene/sample_deck.hpp"

using namespace kiosk;

namespace {

constexpr deck::PartId gate = 7;
constexpr std::string_view gate_words = "Open the gate";

// A step of the first slide is the title of the second.
void fill(deck::Deck& deck) {
    test::fill_sample_deck(deck);
    deck.slides.resize(2);
    deck::Steps steps;
    for (const char* label : {"Plan it", "Open the gate", "Keep watch"})
        steps.items.push_back({test::words(label), {}, "", deck::no_part});
    steps.items[1].part = gate;
    deck.slides[0].kind = steps;
    deck.slides[0].duration_ms = 9'000;
    deck.slides[1].kind = deck::Statement{};
    deck.slides[1].title = test::words(std::string(gate_words) + ".");
    deck.slides[1].parts.title = gate;
}

struct Seen {
    Rect ink;
    int times = 0;
    std::uint8_t alpha = 0;
};

Seen find(const draw::DrawList& list, std::string_view words) {
    Seen seen;
    for (const draw::Command& command : list.commands())
        if (const auto* run = std::get_if<draw::GlyphRun>(&command.shape))
            if (list.characters(run->text).starts_with(words)) {
                seen.ink = command.bounds, seen.alpha = run->ink.colour.a;
                ++seen.times;
            }
    return seen;
}

// `since_ms` after the change from the first slide to the second has begun; below 0: before.
draw::DrawList frame(const scene::Show& show, float since_ms) {
    motion::Playlist playlist(show.entries(), Instant{});
    const float begins = show.entries()[0].duration_ms - motion::lead_ms(show.entries()[1].into);
    for (float ms = 0; ms < begins + since_ms; ms += 20)
        playlist.advance(Instant{static_cast<std::int64_t>(ms * 1000)});
    const Instant now{static_cast<std::int64_t>((begins + since_ms) * 1000)};
    playlist.advance(now);
    scene::ShowMoment moment;
    moment.play = playlist.moment();
    moment.now = now;
    draw::DrawList list;
    scene::HitMap hits;
    show.draw(list, hits, moment, {});
    return list;
}

} // namespace

TEST_CASE("what two slides share goes from its place on the one to its place on the other, in full sight") {
    test::Stage stage;
    fill(stage.deck);
    for (const std::string language : {"en", "ar"}) {
        CAPTURE(language);
        scene::Look look;
        look.language = language;
        const scene::Show show = scene::Show::make(stage.context(look));
        REQUIRE(show.entries()[1].into == motion::Transition::Carry);
        const Seen before = find(frame(show, -50), gate_words), after = find(frame(show, 4'000), gate_words);
        REQUIRE(before.times == 1);
        REQUIRE(after.times == 1);
        REQUIRE(after.ink.height > 1.5F * before.ink.height);
        float last = before.ink.height;
        for (const float since : {20.0F, 200.0F, 300.0F, 450.0F, 600.0F, 880.0F, 920.0F}) {
            CAPTURE(since);
            const Seen seen = find(frame(show, since), gate_words);
            CHECK(seen.times == 1);
            CHECK(seen.alpha == 255);
            CHECK(seen.ink.height >= last - 1);
            last = seen.ink.height;
        }
        const Seen first = find(frame(show, 1), gate_words), arrived = find(frame(show, 950), gate_words);
        CHECK(first.ink.x == doctest::Approx(before.ink.x).epsilon(0.005));
        CHECK(first.ink.y == doctest::Approx(before.ink.y).epsilon(0.005));
        CHECK(arrived.ink == after.ink);
    }
}

TEST_CASE("with less movement, or where no neighbour has the name, a change is plain") {
    test::Stage stage;
    fill(stage.deck);
    scene::Look still;
    still.still = true;
    CHECK(scene::Show::make(stage.context(still)).entries()[1].into == motion::Transition::Plain);
    stage.deck.slides[1].parts.title = gate + 1;
    CHECK(scene::Show::make(stage.context()).entries()[1].into == motion::Transition::Plain);
}

TEST_CASE("shapes that are not alike turn into each other without a gap") {
    test::Stage stage;
    fill(stage.deck);
    stage.deck.slides[0].kind = deck::Share{2, 3, {}, "", {}, deck::ShareUnit::Home, false};
    stage.deck.slides[1].kind = deck::Field{};
    stage.deck.slides[1].title = test::words("Another title.");
    for (deck::Slide& slide : stage.deck.slides) slide.parts.title = deck::no_part, slide.parts.lights = gate;
    const scene::Show show = scene::Show::make(stage.context());
    REQUIRE(show.entries()[1].into == motion::Transition::Carry);
    // At every moment something of each of the eight lit panes is opaque.
    const Colour ember = stage.context().palette(deck::Ground::Night).accent;
    for (const float since : {50.0F, 250.0F, 450.0F, 650.0F, 850.0F}) {
        CAPTURE(since);
        int opaque = 0;
        const draw::DrawList list = frame(show, since);
        for (const draw::Command& command : list.commands())
            if (const auto* rect = std::get_if<draw::FillRect>(&command.shape))
                opaque += rect->ink.gradient == draw::no_gradient && rect->ink.colour.a == 255 &&
                                  rect->rect.width > 30 && rect->rect.width < 70 &&
                                  rect->ink.colour.r > ember.r / 2
                              ? 1
                              : 0;
        CHECK(opaque >= 8);
    }
}

TEST_CASE("a change that comes before a slide stands is plain, since nothing could be carried over") {
    motion::Playlist list(
        {{9'000, motion::Transition::Plain, 3'000}, {9'000, motion::Transition::Carry, 3'000}}, Instant{});
    motion::Playlist late = list;
    list.step(1, Instant{1'000'000});
    CHECK(list.moment().transition == motion::Transition::Plain);
    late.step(1, Instant{4'000'000});
    CHECK(late.moment().transition == motion::Transition::Carry);
}
