#include "scene/show.hpp"

#include <vector>

#include "doctest/doctest.h"
#include "scene/sample_deck.hpp"
#include "support/allocations.hpp"

using namespace kiosk;
using scene::Control;
using scene::ControlKind;

namespace {

std::vector<scene::Look> looks_of_shows() {
    return {scene::Look{}, scene::Look{.orientation = scene::Orientation::Portrait},
            scene::Look{.contrast = deck::Contrast::High, .text_size = 1.4F},
            scene::Look{.orientation = scene::Orientation::Portrait,
                        .contrast = deck::Contrast::Light,
                        .text_size = 1.4F},
            scene::Look{.still = true}};
}

struct ShownFrame {
    draw::DrawList list;
    scene::HitMap hits;
};

scene::ShowMoment moment_of(const motion::Playlist& playlist, Instant now) {
    scene::ShowMoment moment;
    moment.play = playlist.moment();
    moment.today = {37, 60};
    moment.now = now;
    return moment;
}

void frame_of(const scene::Show& show, const scene::ShowMoment& moment, ShownFrame& frame,
              const scene::Feel& feel = {}) {
    frame.list.clear(), frame.hits.clear();
    show.draw(frame.list, frame.hits, moment, feel);
}

bool shows(const ShownFrame& frame, std::string_view words) {
    for (const draw::Command& command : frame.list.commands())
        if (const auto* run = std::get_if<draw::GlyphRun>(&command.shape))
            if (frame.list.characters(run->text) == words) return true;
    return false;
}

} // namespace

TEST_CASE("no frame of a whole round differs before the moment that the show names") {
    test::Stage stage;
    test::fill_sample_deck(stage.deck);
    for (const scene::Look& look : looks_of_shows()) {
        const scene::Show show = scene::Show::make(stage.context(look));
        motion::Playlist playlist(show.entries(), Instant{});
        const scene::Feel feel;
        ShownFrame here, later;
        Instant now{};
        int waits = 0;
        while (now.us < 40'000'000) {
            playlist.advance(now);
            scene::ShowMoment moment = moment_of(playlist, now);
            moment.untouched_since = Instant{-25'000'000};
            const Instant next = std::min(show.next_change(moment, feel), playlist.next_change());
            REQUIRE(next >= now);
            // A frame may come a little late, never early: look at what a frame every 40 ms would show.
            Instant probe = now + milliseconds(40);
            if (probe < next) {
                ++waits;
                frame_of(show, moment, here, feel);
                motion::Playlist ahead = playlist;
                for (int i = 0; i < 6 && probe < next; ++i, probe = probe + milliseconds(40)) {
                    ahead.advance(probe);
                    scene::ShowMoment then = moment_of(ahead, probe);
                    then.untouched_since = moment.untouched_since;
                    frame_of(show, then, later, feel);
                    CAPTURE(now.us / 1000);
                    CAPTURE(probe.us / 1000);
                    REQUIRE(test::same(here.list, later.list));
                }
            }
            now = std::min(std::max(next, now + milliseconds(40)), now + milliseconds(280));
        }
        CHECK(waits > 10); // there is rest to save
    }
}

TEST_CASE("drawing a frame allocates nothing once the list has grown") {
    test::Stage stage;
    test::fill_sample_deck(stage.deck);
    const scene::Show show = scene::Show::make(stage.context());
    const scene::Feel feel;
    ShownFrame frame;
    for (int round = 0; round < 2; ++round) {
        motion::Playlist playlist(show.entries(), Instant{});
        std::size_t allocations = 0;
        for (std::int64_t ms = 0; ms < 40'000; ms += 100) {
            playlist.advance(Instant{ms * 1000});
            const scene::ShowMoment moment = moment_of(playlist, Instant{ms * 1000});
            const test::AllocationCount count;
            frame_of(show, moment, frame, feel);
            allocations += count.so_far();
        }
        if (round == 1) CHECK(allocations == 0);
    }
}

TEST_CASE("every control of a slide lies on the screen, is large enough and overlaps no other") {
    test::Stage stage;
    test::fill_sample_deck(stage.deck);
    stage.deck.languages = {{"en", "Bahasa Indonesia"}};
    for (const scene::Look& look : looks_of_shows()) {
        const scene::Show show = scene::Show::make(stage.context(look));
        const Size size = scene::canvas(look.orientation);
        for (std::size_t place = 0; place < show.entries().size(); ++place) {
            scene::ShowMoment moment;
            moment.play.slide = moment.play.pip = place;
            moment.play.t_ms = 5'000;
            ShownFrame frame;
            frame_of(show, moment, frame);
            const auto& targets = frame.hits.targets();
            for (std::size_t i = 0; i < targets.size(); ++i) {
                if (targets[i].control.kind == ControlKind::Slide) continue;
                const Rect& rect = targets[i].rect;
                CAPTURE(place);
                CAPTURE(static_cast<int>(targets[i].control.kind));
                CAPTURE(rect.x);
                CHECK(rect.x >= 0);
                CHECK(rect.y >= 0);
                CHECK(rect.right() <= size.width);
                CHECK(rect.bottom() <= size.height);
                CHECK(rect.width >= 88);
                CHECK(rect.height >= 88);
                for (std::size_t j = 0; j < i; ++j)
                    if (targets[j].control.kind != ControlKind::Slide) {
                        CAPTURE(static_cast<int>(targets[j].control.kind));
                        CHECK(intersection(rect, targets[j].rect).empty());
                    }
            }
            for (const ControlKind kind :
                 {ControlKind::NeedHelp, ControlKind::LanguagePicker, ControlKind::TextContrast,
                  ControlKind::PipsBack, ControlKind::PipsOn, ControlKind::Pause, ControlKind::Pledge,
                  ControlKind::CharityName}) {
                CAPTURE(static_cast<int>(kind));
                CHECK_FALSE(frame.hits.rect_of({kind}).empty());
            }
        }
    }
}

TEST_CASE("the controls stand where the design puts them") {
    test::Stage stage;
    test::fill_sample_deck(stage.deck);
    const scene::Show show = scene::Show::make(stage.context());
    scene::ShowMoment moment;
    moment.play.t_ms = 5'000;
    ShownFrame frame;
    frame_of(show, moment, frame);
    CHECK(frame.hits.rect_of({ControlKind::NeedHelp}) == Rect{96, 948, 262, 88});
    CHECK(frame.hits.rect_of({ControlKind::LanguagePicker}) == Rect{378, 948, 204, 88});
    CHECK(frame.hits.rect_of({ControlKind::TextContrast}) == Rect{602, 948, 88, 88});
    CHECK(frame.hits.rect_of({ControlKind::Pause}) == Rect{1187, 948, 88, 88});
    CHECK(frame.hits.rect_of({ControlKind::Pledge}) == Rect{1444, 940, 380, 104});
    const scene::Show portrait =
        scene::Show::make(stage.context({.orientation = scene::Orientation::Portrait}));
    frame_of(portrait, moment, frame);
    CHECK(frame.hits.rect_of({ControlKind::NeedHelp}) == Rect{64, 1808, 262, 88});
    CHECK(frame.hits.rect_of({ControlKind::Pause}) == Rect{920, 1684, 96, 96});
    CHECK(frame.hits.rect_of({ControlKind::Pledge}) == Rect{64, 1680, 840, 104});
}

TEST_CASE("one pledge button takes the touch at every moment of a round") {
    test::Stage stage;
    test::fill_sample_deck(stage.deck);
    for (const scene::Look& look :
         {scene::Look{}, scene::Look{.orientation = scene::Orientation::Portrait}}) {
        const scene::Show show = scene::Show::make(stage.context(look));
        motion::Playlist playlist(show.entries(), Instant{});
        ShownFrame frame;
        for (std::int64_t ms = 0; ms < 40'000; ms += 25) {
            playlist.advance(Instant{ms * 1000});
            frame_of(show, moment_of(playlist, Instant{ms * 1000}), frame);
            int pledges = 0, helps = 0;
            for (const auto& target : frame.hits.targets()) {
                pledges += target.control.kind == ControlKind::Pledge ? 1 : 0;
                helps += target.control.kind == ControlKind::NeedHelp ? 1 : 0;
            }
            CAPTURE(ms);
            CHECK(helps == 1);
            CHECK(pledges >= 1);
            CHECK(pledges <= 2);
        }
    }
}

TEST_CASE("a slide that leaves fades under the ground while the source line crosses over") {
    test::Stage stage;
    test::fill_sample_deck(stage.deck);
    stage.deck.slides[0].title = test::words("Dry.");
    stage.deck.slides[1].source = test::words("Source: Another board.");
    const scene::Show show = scene::Show::make(stage.context());
    motion::Playlist playlist(show.entries(), Instant{});
    ShownFrame frame;
    playlist.advance(Instant{5'850'000});
    frame_of(show, moment_of(playlist, Instant{5'850'000}), frame);
    CHECK(shows(frame, "Source: Water Board, 2020. A direction, not a count."));
    CHECK(shows(frame, "Source: Another board."));
    CHECK(shows(frame, "Dry."));
    playlist.advance(Instant{6'900'000});
    frame_of(show, moment_of(playlist, Instant{6'900'000}), frame);
    CHECK_FALSE(shows(frame, "Source: Water Board, 2020. A direction, not a count."));
    CHECK(shows(frame, "Source: Another board."));
    CHECK(shows(frame, "over"));
}

TEST_CASE("changes follow the slides: a flood before a bright ask, dusk after it") {
    test::Stage stage;
    test::fill_sample_deck(stage.deck);
    const auto entries = scene::Show::make(stage.context()).entries();
    REQUIRE(entries.size() == 6);
    CHECK(entries[5].into == motion::Transition::Flood);
    CHECK(entries[0].into == motion::Transition::Dusk);
    CHECK(entries[2].into == motion::Transition::Plain);
}

TEST_CASE("slides that are switched off are not shown, and a deck without any still has its controls") {
    test::Stage stage;
    test::fill_sample_deck(stage.deck);
    stage.deck.slides[1].enabled = false;
    const scene::Show show = scene::Show::make(stage.context());
    CHECK(show.entries().size() == 5);
    CHECK(show.deck_index(1) == 2);
    for (deck::Slide& slide : stage.deck.slides) slide.enabled = false;
    const scene::Show empty = scene::Show::make(stage.context());
    CHECK(empty.entries().size() == 1);
    ShownFrame frame;
    frame_of(empty, {}, frame);
    CHECK_FALSE(frame.hits.rect_of({ControlKind::NeedHelp}).empty());
}

TEST_CASE("a slide that lacks the visitor's language names the one it is shown in") {
    test::Stage stage;
    test::fill_sample_deck(stage.deck);
    const scene::Show show = scene::Show::make(stage.context({.language = "cy"}));
    scene::ShowMoment moment;
    moment.play.t_ms = 5'000;
    ShownFrame frame;
    frame_of(show, moment, frame);
    CHECK(shows(frame, "Source: Water Board, 2020. A direction, not a count. \u00b7 Dangosir yn: English"));
    CHECK(shows(frame, "Cymraeg"));
}

TEST_CASE("a pressed control shows it in the same frame, and the ring of a bare touch fades away") {
    test::Stage stage;
    test::fill_sample_deck(stage.deck);
    const scene::Show show = scene::Show::make(stage.context());
    scene::ShowMoment moment;
    moment.play.t_ms = 5'000;
    moment.now = Instant{1'000'000};
    ShownFrame rest, pressed;
    frame_of(show, moment, rest);
    scene::Feel feel;
    feel.press({ControlKind::Pledge}, moment.now);
    frame_of(show, moment, pressed, feel);
    CHECK_FALSE(test::same(rest.list, pressed.list));
    CHECK(feel.of({ControlKind::Pledge}, moment.now + milliseconds(80)).scale == doctest::Approx(0.97));
    feel.release(moment.now + milliseconds(90));
    CHECK(feel.of({ControlKind::Pledge}, moment.now + milliseconds(400)).scale == 1);
    feel.clear();
    feel.ring({500, 500}, moment.now);
    CHECK(feel.next_change(moment.now) == moment.now);
    CHECK(feel.next_change(moment.now + milliseconds(500)) == Instant::never());
}

TEST_CASE("nothing rings from the pledge button while somebody touches, and a ring leaves it after 30 s") {
    test::Stage stage;
    test::fill_sample_deck(stage.deck);
    const scene::Show show = scene::Show::make(stage.context());
    scene::ShowMoment moment;
    moment.play.t_ms = 5'000;
    moment.now = Instant{100'000'000};
    ShownFrame without, with;
    frame_of(show, moment, without);
    moment.untouched_since = Instant{80'000'000};
    frame_of(show, moment, with);
    CHECK(test::same(without.list, with.list));
    moment.untouched_since = Instant{69'500'000};
    frame_of(show, moment, with);
    CHECK(with.list.commands().size() == without.list.commands().size() + 1);
    const scene::Show still = scene::Show::make(stage.context({.still = true}));
    frame_of(still, moment, with);
    moment.untouched_since.reset();
    frame_of(still, moment, without);
    CHECK(test::same(without.list, with.list));
}

TEST_CASE("pips of any number of slides stay in their room") {
    for (const bool compact : {false, true})
        for (std::size_t count = 1; count <= 40; ++count) {
            const Rect room{850, 948, 330, 88};
            const scene::Pips pips = scene::Pips::make(count, room, 1015, compact);
            CAPTURE(count);
            CHECK(pips.row().x >= room.x);
            CHECK(pips.row().right() <= room.right() + 0.5F);
            // Each slide has its mark; where there is a bar, its filled part is one more.
            draw::DrawList list;
            pips.draw(list, deck::Palette{}, count - 1, 0.5F);
            CHECK(list.commands().size() >= count);
            CHECK(list.commands().size() <= count + 1);
        }
}

TEST_CASE("the band of a demo is drawn over the top edge and moves nothing") {
    test::Stage stage;
    test::fill_sample_deck(stage.deck);
    scene::ShowMoment moment;
    moment.play.t_ms = 5'000;
    ShownFrame without, with;
    frame_of(scene::Show::make(stage.context()), moment, without);
    frame_of(scene::Show::make(stage.context(), "Demo"), moment, with);
    CHECK(shows(with, "Demo"));
    for (const auto& target : without.hits.targets()) CHECK(with.hits.rect_of(target.control) == target.rect);
}
