#include "app/slide_watch.hpp"

#include <stdexcept>

#include <doctest/doctest.h>

#include "app/laid_out.hpp"
#include "app/update.hpp"
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

namespace {

// Gives a slide a kind of which no picture can be made: none at all.
void break_kind(deck::Slide& slide) {
    struct Breaks {
        operator deck::List() const { throw std::runtime_error("a kind that breaks"); }
    };
    try {
        slide.kind.emplace<deck::List>(Breaks{});
    } catch (const std::runtime_error&) { // left without a value
    }
    REQUIRE(slide.kind.valueless_by_exception());
}

} // namespace

TEST_CASE("a slide that cannot be laid out is left out and told, here or elsewhere, and the others go on") {
    test::Specimen made({960, 540});
    const deck::Assets assets = test::small_assets();
    const auto broken = test::small_deck();
    break_kind(broken->slides.at(0));
    app::State state;
    const Instant now{1'000'000};
    app::start(state, broken, assets, {}, {}, now);
    app::View view(made.fonts());
    view.prepare(state, now);
    const auto faults = view.take_faults();
    REQUIRE(faults.size() == 1);
    CHECK(faults.front().slide == "first");
    CHECK_FALSE(faults.front().why.empty());
    CHECK(view.take_faults().empty());
    CHECK(view.shown_slide(state) == "second");
    CHECK(state.playlist.size() + 1 == broken->slides.size());
    draw::DrawList list;
    scene::HitMap hits;
    view.draw(state, now, list, hits);
    CHECK_FALSE(list.commands().empty());
    // Once the state has left it out, nothing is tried again.
    std::vector<app::Effect> effects;
    app::update(state, app::SlideFailed{"first", faults.front().why}, now, hits, effects);
    app::update(state, app::Tick{}, now, hits, effects);
    view.prepare(state, now);
    CHECK(view.take_faults().empty());
    CHECK(view.shown_slide(state) == "second");

    auto twin = made.fonts().twin();
    REQUIRE(twin.ok());
    const auto laid_out = app::lay_deck_out(std::shared_ptr<text::Fonts>(std::move(*twin)), broken, assets,
                                            state.look, state.banner);
    REQUIRE(laid_out.faults.size() == 1);
    CHECK(laid_out.faults.front().slide == "first");
    // Where nobody listens, for a check, it is not passed over.
    CHECK_THROWS(static_cast<void>(scene::Show::make(scene::Context{made.fonts(), *broken, assets, {}})));
}

TEST_CASE("where no slide can be laid out the calm one stands") {
    test::Specimen made({960, 540});
    const deck::Assets assets = test::small_assets();
    const auto broken = test::small_deck();
    for (deck::Slide& slide : broken->slides) break_kind(slide);
    app::State state;
    const Instant now{1'000'000};
    app::start(state, broken, assets, {}, {}, now);
    app::View view(made.fonts());
    view.prepare(state, now);
    CHECK(view.take_faults().size() == broken->slides.size());
    CHECK(state.playlist.size() == 1);
    draw::DrawList list;
    scene::HitMap hits;
    view.draw(state, now, list, hits);
    CHECK_FALSE(hits.rect_of({scene::ControlKind::Pledge, 0, 0}).empty());
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
