#include <doctest/doctest.h>

#include "platform/fingers.hpp"

using namespace kiosk;
using kiosk::platform::Fingers;

namespace {
constexpr Instant start{1'000'000'000};
}

TEST_CASE("one touch gives one down and one up, and its mouse echo gives nothing") {
    Fingers fingers;
    std::vector<FingerEvent> out;
    fingers.touched(Touch::Down, 7, 1, {10, 20}, start, out);
    fingers.moused(Touch::Down, {10, 20}, start, out);
    fingers.moused(Touch::Up, {10, 20}, start + milliseconds(40), out);
    fingers.touched(Touch::Up, 7, 1, {12, 20}, start + milliseconds(50), out);
    fingers.moused(Touch::Down, {12, 20}, start + milliseconds(300), out);
    fingers.moused(Touch::Up, {12, 20}, start + milliseconds(310), out);
    REQUIRE(out.size() == 2);
    CHECK(out[0].touch == Touch::Down);
    CHECK(out[1].touch == Touch::Up);
    CHECK(out[1].at == Point{12, 20});
    CHECK(out[0].finger == out[1].finger);
}

TEST_CASE("the mouse of a desk works again one second after the last touch") {
    Fingers fingers;
    std::vector<FingerEvent> out;
    fingers.touched(Touch::Down, 1, 1, {}, start, out);
    fingers.touched(Touch::Up, 1, 1, {}, start, out);
    out.clear();
    fingers.moused(Touch::Down, {5, 5}, start + milliseconds(999), out);
    CHECK(out.empty());
    fingers.moused(Touch::Down, {5, 5}, start + milliseconds(1000), out);
    fingers.moused(Touch::Up, {6, 5}, start + milliseconds(1010), out);
    REQUIRE(out.size() == 2);
    CHECK(out[0].finger == platform::mouse_finger);
}

TEST_CASE("a contact that never ends is cancelled after ten silent seconds, and its late end is nobody's") {
    Fingers fingers;
    std::vector<FingerEvent> out;
    fingers.touched(Touch::Down, 1, 3, {1, 1}, start, out);
    fingers.touched(Touch::Move, 1, 3, {2, 2}, start + seconds(4), out);
    CHECK(fingers.next_tick() == start + seconds(14));
    fingers.tick(start + seconds(14) - milliseconds(1), out);
    CHECK(out.size() == 2);
    fingers.tick(start + seconds(14), out);
    REQUIRE(out.size() == 3);
    CHECK(out[2].touch == Touch::Cancelled);
    CHECK(fingers.next_tick() == Instant::never());
    fingers.touched(Touch::Up, 1, 3, {2, 2}, start + seconds(15), out);
    CHECK(out.size() == 3);
}

TEST_CASE("a lost end is made good by the next beginning of the same contact") {
    Fingers fingers;
    std::vector<FingerEvent> out;
    fingers.touched(Touch::Down, 1, 3, {1, 1}, start, out);
    fingers.touched(Touch::Down, 1, 3, {9, 9}, start + seconds(1), out);
    REQUIRE(out.size() == 3);
    CHECK(out[1].touch == Touch::Cancelled);
    CHECK(out[1].finger == out[0].finger);
    CHECK(out[2].touch == Touch::Down);
    CHECK(out[2].finger != out[0].finger);
}

TEST_CASE("five fingers stay five, and losing the window cancels each of them once") {
    Fingers fingers;
    std::vector<FingerEvent> out;
    for (int i = 0; i < 5; ++i) fingers.touched(Touch::Down, 1, i, {}, start, out);
    out.clear();
    fingers.cancel_all(start, out);
    CHECK(out.size() == 5);
    fingers.cancel_all(start, out);
    CHECK(out.size() == 5);
}

TEST_CASE("each beginning has exactly one end through ten thousand random contacts, losses included") {
    Fingers fingers;
    std::vector<FingerEvent> out;
    std::uint32_t seed = 7;
    const auto random = [&seed] { return seed = seed * 1664525U + 1013904223U, seed >> 16; };
    Instant now = start;
    for (int i = 0; i < 10'000; ++i) {
        now = now + milliseconds(random() % 400);
        const auto kind = static_cast<Touch>(random() % 3);
        if (random() % 5 == 0)
            fingers.moused(kind, {}, now, out);
        else
            fingers.touched(kind, 1, random() % 6, {}, now, out);
        fingers.tick(now, out);
    }
    fingers.cancel_all(now, out);
    std::map<std::int64_t, bool> down;
    for (const FingerEvent& event : out) {
        bool& is_down = down[event.finger];
        CHECK(is_down == (event.touch != Touch::Down));
        is_down = event.touch == Touch::Down || event.touch == Touch::Move;
    }
    for (const auto& [finger, is_down] : down) CHECK_FALSE(is_down);
}
