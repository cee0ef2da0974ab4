#include "motion/playlist.hpp"

#include "doctest/doctest.h"

using namespace kiosk;
using namespace kiosk::motion;

namespace {

constexpr Instant zero{};

Instant at(double seconds) {
    return Instant{static_cast<std::int64_t>(seconds * 1e6)};
}

Playlist four() {
    return Playlist({{12'000, Transition::Dusk, 3'000},
                     {10'000, Transition::Plain, 3'000},
                     {14'000, Transition::Turn, 4'000},
                     {16'000, Transition::Flood, 2'000}},
                    zero);
}

void play(Playlist& list, double from, double to) {
    for (double t = from; t < to; t += 1.0 / 60) list.advance(at(t));
    list.advance(at(to));
}

} // namespace

TEST_CASE("a slide runs its own time and its bar fills") {
    Playlist list = four();
    list.advance(at(3));
    CHECK(list.moment().slide == 0);
    CHECK(list.moment().t_ms == doctest::Approx(3000));
    CHECK(list.moment().progress == doctest::Approx(0.25));
    CHECK_FALSE(list.moment().leaving);
    CHECK(list.next_change() == at(11.7));
}

TEST_CASE("the next table starts 300 ms after a plain change has begun, at the end of the slide's time") {
    Playlist list = four();
    play(list, 0, 11.8);
    CHECK(list.moment().slide == 1);
    CHECK(list.moment().pip == 0);
    CHECK(list.moment().t_ms == doctest::Approx(-200).epsilon(0.01));
    REQUIRE(list.moment().leaving);
    CHECK(list.moment().leaving->slide == 0);
    CHECK(list.moment().leaving->since_ms == doctest::Approx(100).epsilon(0.01));
    play(list, 11.8, 12.02);
    CHECK(list.moment().pip == 1);
    CHECK(list.moment().t_ms == doctest::Approx(20).epsilon(0.05));
    CHECK(list.moment().leaving);
    play(list, 12.02, 12.1);
    CHECK_FALSE(list.moment().leaving);
    CHECK(list.moment().t_ms == doctest::Approx(100).epsilon(0.05));
}

TEST_CASE("one step of the clock and many small ones come to the same moment") {
    Playlist many = four(), one = four();
    play(many, 0, 11.75);
    one.advance(at(11.75));
    CHECK(one.moment().slide == many.moment().slide);
    CHECK(one.moment().t_ms == doctest::Approx(many.moment().t_ms).epsilon(0.01));
    REQUIRE(one.moment().leaving);
    CHECK(one.moment().leaving->since_ms == doctest::Approx(many.moment().leaving->since_ms).epsilon(0.01));
}

TEST_CASE("a whole round lasts the sum of the durations, each change in its own way") {
    Playlist list = four();
    play(list, 0, 22.5);
    CHECK(list.moment().transition == Transition::Turn);
    CHECK(list.moment().t_ms == doctest::Approx(500).epsilon(0.01));
    REQUIRE(list.moment().leaving);
    play(list, 22.5, 35.5);
    CHECK(list.moment().transition == Transition::Flood);
    CHECK(list.moment().slide == 3);
    CHECK(list.moment().t_ms == doctest::Approx(-500).epsilon(0.01));
    play(list, 35.5, 51.9);
    CHECK(list.moment().transition == Transition::Dusk);
    CHECK(list.moment().slide == 0);
    play(list, 51.9, 52.5);
    CHECK(list.moment().t_ms == doctest::Approx(500).epsilon(0.02));
}

TEST_CASE("a jump past the end of a slide starts the next one at its beginning, however far it is") {
    for (const double jump : {13.0, 100.0, 1e6, 1e9}) {
        Playlist list = four();
        list.advance(at(jump));
        CHECK(list.moment().slide == 1);
        CHECK(list.moment().t_ms == 0);
        CHECK_FALSE(list.moment().leaving);
    }
}

TEST_CASE("a clock that is set back loses no time and moves nothing") {
    Playlist list = four();
    list.advance(at(5));
    list.advance(at(1));
    CHECK(list.moment().t_ms == doctest::Approx(5000));
    list.advance(at(2));
    CHECK(list.moment().t_ms == doctest::Approx(6000));
}

TEST_CASE("a visitor's step runs at double speed, starts 1 s into the table and stays 20 s") {
    Playlist list = four();
    list.advance(at(2));
    list.step(1, at(2));
    CHECK(list.moment().slide == 1);
    CHECK(list.moment().pip == 1);
    CHECK(list.moment().arrival == 0);
    list.advance(at(2.1));
    CHECK(list.moment().t_ms < 0);
    list.advance(at(2.15));
    CHECK(list.moment().t_ms == doctest::Approx(1000).epsilon(0.001));
    list.advance(at(2.2));
    CHECK_FALSE(list.moment().leaving);
    CHECK(list.moment().arrival > 0.2F);
    CHECK(list.moment().arrival < 0.4F);
    list.advance(at(2.4));
    CHECK(list.moment().arrival == 1);
    play(list, 2.4, 21.9);
    CHECK(list.moment().slide == 1);
    play(list, 21.9, 22.5);
    CHECK(list.moment().slide == 2);
}

TEST_CASE("steps wrap at both ends, and a step back is plain") {
    Playlist list = four();
    list.step(-1, at(1));
    CHECK(list.moment().slide == 3);
    CHECK(list.moment().transition == Transition::Plain);
    CHECK(list.moment().direction == -1);
    list.step(1, at(3));
    CHECK(list.moment().slide == 0);
    CHECK(list.moment().transition == Transition::Dusk);
}

TEST_CASE("steps in quick order leave the slide that was seen, and never get stuck") {
    Playlist list = four();
    list.advance(at(2));
    list.step(1, at(2));
    list.step(1, at(2.05));
    list.step(1, at(2.1));
    CHECK(list.moment().slide == 3);
    REQUIRE(list.moment().leaving);
    CHECK(list.moment().leaving->slide == 0);
    play(list, 2.1, 4);
    CHECK_FALSE(list.moment().leaving);
    CHECK(list.moment().slide == 3);
    CHECK(list.moment().t_ms > 1000);
}

TEST_CASE("a paused slide finishes what it began, then stands still until the pause ends") {
    Playlist list = four();
    list.advance(at(1));
    list.toggle_pause(at(1));
    CHECK(list.moment().paused);
    CHECK(list.next_change() == Instant::never());
    list.advance(at(100));
    CHECK(list.moment().slide == 0);
    CHECK(list.moment().t_ms == 3000);
    CHECK(list.moment().progress == doctest::Approx(1.0 / 12));
    list.toggle_pause(at(100));
    list.advance(at(101));
    CHECK(list.moment().t_ms == doctest::Approx(4000));
    CHECK(list.moment().progress == doctest::Approx(2.0 / 12));
}

TEST_CASE("a pause later than the table moves nothing at all") {
    Playlist list = four();
    list.advance(at(6));
    list.toggle_pause(at(6));
    list.advance(at(9));
    CHECK(list.moment().t_ms == doctest::Approx(6000));
}

TEST_CASE("a touch on the slide keeps it for 20 s, and never cuts it short") {
    Playlist list = four();
    list.advance(at(10));
    list.hold(at(10));
    play(list, 10, 29.6);
    CHECK(list.moment().slide == 0);
    CHECK_FALSE(list.moment().leaving);
    play(list, 29.6, 30.1);
    CHECK(list.moment().slide == 1);
}

TEST_CASE("restart goes to the first moment of the opening and ends the pause") {
    Playlist list = four();
    list.step(1, at(1));
    list.toggle_pause(at(2));
    list.restart(at(3));
    CHECK(list.moment().slide == 0);
    CHECK(list.moment().t_ms == 0);
    CHECK_FALSE(list.paused());
    CHECK_FALSE(list.moment().leaving);
}

TEST_CASE("time that passes unseen moves nothing on") {
    Playlist list = four();
    list.advance(at(5));
    list.skip_to(at(500));
    list.advance(at(501));
    CHECK(list.moment().t_ms == doctest::Approx(6000));
}

TEST_CASE("a deck of one slide stays on it for good") {
    Playlist list({{12'000, Transition::Plain, 3'000}}, zero);
    list.advance(at(13));
    CHECK(list.moment().slide == 0);
    CHECK_FALSE(list.moment().leaving);
    CHECK(list.moment().t_ms == doctest::Approx(13'000));
    list.step(1, at(14));
    CHECK(list.moment().slide == 0);
}

TEST_CASE("nothing changes in a playlist before the moment that it names") {
    Playlist list = four();
    for (int step = 0; step < 200; ++step) {
        const Instant next = list.next_change();
        REQUIRE(next != Instant::never());
        const PlaylistMoment before = list.moment();
        if (!before.leaving) {
            Playlist probe = list;
            probe.advance(Instant{next.us - 2000});
            CHECK_FALSE(probe.moment().leaving);
            CHECK(probe.moment().slide == before.slide);
        }
        list.advance(before.leaving ? next + milliseconds(16) : next + milliseconds(1));
    }
}
