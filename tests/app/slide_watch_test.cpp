#include "app/slide_watch.hpp"

#include <doctest/doctest.h>

#include "app/laid_out.hpp"
#include "app/view.hpp"
#include "draw/dump.hpp"
#include "support/small_deck.hpp"
#include "support/specimen.hpp"
#include "support/visit.hpp"

using namespace kiosk;

TEST_CASE(
    "a slide is left out after too many frames over the budget, not before, and one that hangs at once") {
    app::SlideWatch watch;
    for (int i = 0; i < 1000; ++i) CHECK_FALSE(watch.frame("a", app::frame_budget_us).has_value());
    for (int i = 0; i < app::frames_over_budget_max; ++i)
        CHECK_FALSE(watch.frame("a", app::frame_budget_us + 1).has_value());
    CHECK(watch.frame("a", app::frame_budget_us + 1).has_value());
    CHECK_FALSE(watch.frame("b", app::frame_limit_us - 1).has_value()); // another slide begins anew
    CHECK(watch.frame("b", app::frame_limit_us).has_value());
}

TEST_CASE("a slide that failed is left out until another deck comes, and never under a finger") {
    test::Visit visit;
    visit.state.playlist.set_entries({{}, {}, {}}, 0, false, visit.now);
    const auto shows = [&](std::size_t at) { return visit.state.deck->slides.at(at).enabled; };
    visit.finger(Touch::Down, {100, 600});
    visit.feed(app::SlideFailed{"first", "it hangs"});
    visit.wait(milliseconds(16));
    CHECK(shows(0));
    visit.finger(Touch::Up, {100, 600});
    visit.wait(milliseconds(16));
    CHECK_FALSE(shows(0));
    CHECK(shows(1));
    CHECK(visit.state.benched.at("first") == "it hangs");
    // Staff switch another one off: what failed stays out.
    visit.state.staff_panel = true;
    visit.feed(app::SlideSwitch{"second", false});
    visit.wait(milliseconds(16));
    CHECK_FALSE(shows(0));
    CHECK_FALSE(shows(1));
    visit.feed(app::NewDeck{test::small_deck()});
    visit.wait(milliseconds(16));
    CHECK(shows(0));
    CHECK_FALSE(shows(1)); // staff's switch holds
    CHECK(visit.state.benched.empty());
}

TEST_CASE("a deck that was laid out elsewhere is shown as one that is laid out here") {
    test::Specimen made({960, 540});
    const deck::Assets assets = test::small_assets();
    app::State state;
    Instant now{1'000'000};
    app::start(state, test::small_deck(), assets, {}, {}, now);
    app::View view(made.fonts());
    view.prepare(state, now);
    CHECK(view.shown_slide(state) == "first");

    auto twin = made.fonts().twin();
    REQUIRE(twin.ok());
    auto fresh = test::small_deck();
    fresh->slides.erase(fresh->slides.begin()); // it goes on with what followed
    fresh->slides.front().title = test::words("Another title");
    const auto shown = app::shown_deck(*fresh, {});
    view.offer(app::lay_deck_out(std::shared_ptr<text::Fonts>(std::move(*twin)), shown, assets, state.look,
                                 state.banner));
    view.prepare(state, now);
    CHECK_FALSE(view.took_offer()); // the state has the old one yet
    state.deck = shown, state.whole_deck = fresh;
    view.prepare(state, now);
    CHECK(view.took_offer());
    CHECK_FALSE(view.took_offer());
    CHECK(view.shown_slide(state) == "second");

    app::View other(made.fonts());
    other.prepare(state, now);
    now = now + seconds(3);
    state.playlist.advance(now);
    draw::DrawList list, expected;
    scene::HitMap hits;
    view.draw(state, now, list, hits);
    other.draw(state, now, expected, hits);
    CHECK(draw::dump(list) == draw::dump(expected));
    CHECK(draw::dump(list).find("Another title") != std::string::npos);
}
