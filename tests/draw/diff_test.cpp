#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "draw/diff.hpp"
#include "draw/draw_list.hpp"
#include "support/allocations.hpp"

using namespace kiosk;
using draw::Damage;
using draw::Differ;
using draw::DrawList;
using draw::Viewport;

namespace {

constexpr PixelSize screen{400, 300};
constexpr Viewport viewport{screen, 1, {}};

// A list of boxes, each a colour and a place.
struct Box {
    int x = 0, y = 0;
    std::uint8_t colour = 0;
};
DrawList list_of(const std::vector<Box>& boxes) {
    DrawList list;
    for (const Box& box : boxes) {
        list.fill_rect({static_cast<float>(box.x), static_cast<float>(box.y), 20, 20},
                       Colour{box.colour, 0, 0});
    }
    return list;
}

Damage damage_between(const std::vector<Box>& before, const std::vector<Box>& after) {
    Differ differ;
    Damage damage;
    differ.compare(list_of(before), list_of(after), viewport, damage);
    return damage;
}

bool is_damaged(const Damage& damage, int x, int y) {
    return std::any_of(damage.rects().begin(), damage.rects().end(), [&](const PixelRect& r) {
        return x >= r.x && x < r.right() && y >= r.y && y < r.bottom();
    });
}

// What a pixel shows: the digests of the commands over it, in their order.
std::vector<std::uint64_t> stack_at(const DrawList& list, int x, int y) {
    std::vector<std::uint64_t> stack;
    for (const draw::Command& command : list.commands()) {
        const PixelRect r = viewport.to_pixels(command.bounds);
        if (x >= r.x && x < r.right() && y >= r.y && y < r.bottom()) stack.push_back(command.digest);
    }
    return stack;
}

} // namespace

TEST_CASE("equal lists have no damage") {
    CHECK(damage_between({{10, 10, 1}, {50, 50, 2}}, {{10, 10, 1}, {50, 50, 2}}).empty());
    CHECK(damage_between({}, {}).empty());
}

TEST_CASE("a moved command damages where it was and where it is") {
    const Damage damage = damage_between({{10, 10, 1}, {200, 200, 2}}, {{10, 10, 1}, {300, 100, 2}});
    CHECK(is_damaged(damage, 210, 210));
    CHECK(is_damaged(damage, 310, 110));
    CHECK_FALSE(is_damaged(damage, 15, 15));
}

TEST_CASE("an inserted and a removed command damage only themselves") {
    const std::vector<Box> few{{10, 10, 1}, {200, 200, 3}}, more{{10, 10, 1}, {100, 100, 2}, {200, 200, 3}};
    for (const Damage& damage : {damage_between(few, more), damage_between(more, few)}) {
        REQUIRE(damage.rects().size() == 1);
        CHECK(damage.rects()[0] == PixelRect{99, 99, 22, 22});
    }
}

TEST_CASE("a swap of overlapping commands is damage") {
    const Damage damage = damage_between({{10, 10, 1}, {20, 20, 2}}, {{20, 20, 2}, {10, 10, 1}});
    CHECK(is_damaged(damage, 25, 25));
}

TEST_CASE("one copy more of the same command is damage") {
    const Damage damage = damage_between({{10, 10, 1}, {10, 10, 1}}, {{10, 10, 1}, {10, 10, 1}, {10, 10, 1}});
    CHECK(is_damaged(damage, 15, 15));
}

TEST_CASE("a pixel without damage shows the same commands in the same order, whatever was changed") {
    for (unsigned seed = 1; seed <= 300; ++seed) {
        CAPTURE(seed);
        std::mt19937 random(seed);
        const auto below = [&](int limit) {
            return static_cast<int>(random() % static_cast<unsigned>(limit));
        };
        std::vector<Box> before;
        for (int i = below(40); i > 0; --i) {
            before.push_back({below(19) * 20, below(14) * 20, static_cast<std::uint8_t>(below(4))});
        }
        std::vector<Box> after = before;
        for (int i = below(6); i > 0; --i) {
            const Box box{below(380), below(280), static_cast<std::uint8_t>(below(4))};
            const int kind = below(4);
            const auto at = [&] { return after.begin() + below(static_cast<int>(after.size())); };
            if (kind == 0 || after.empty())
                after.insert(after.begin() + below(static_cast<int>(after.size()) + 1), box);
            else if (kind == 1)
                after.erase(at());
            else if (kind == 2)
                std::iter_swap(at(), at());
            else
                *at() = box;
        }
        const DrawList a = list_of(before), b = list_of(after);
        Damage damage;
        Differ().compare(a, b, viewport, damage);
        for (int y = 1; y < screen.height; y += 7) {
            for (int x = 1; x < screen.width; x += 7) {
                if (is_damaged(damage, x, y)) continue;
                CAPTURE(x);
                CAPTURE(y);
                REQUIRE(stack_at(a, x, y) == stack_at(b, x, y));
            }
        }
    }
}

TEST_CASE("damage keeps to its number of rectangles and covers all that was added") {
    std::mt19937 random(7);
    Damage damage;
    std::vector<PixelRect> added;
    for (int i = 0; i < 500; ++i) {
        added.push_back({static_cast<int>(random() % 1900), static_cast<int>(random() % 1000), 12, 12});
        damage.add(added.back());
        REQUIRE(damage.rects().size() <= Damage::rects_max);
    }
    for (const PixelRect& r : added) {
        const bool is_covered =
            std::any_of(damage.rects().begin(), damage.rects().end(), [&](const PixelRect& d) {
                return r.x >= d.x && r.y >= d.y && r.right() <= d.right() && r.bottom() <= d.bottom();
            });
        REQUIRE(is_covered);
    }
}

TEST_CASE("damage keeps far rectangles apart and joins near ones") {
    Damage damage;
    damage.add({0, 0, 20, 20});
    damage.add({1800, 1000, 20, 20});
    CHECK(damage.rects().size() == 2);
    damage.add({15, 5, 20, 20});
    CHECK(damage.rects().size() == 2);
    damage.add({40, 40, 0, 5});
    CHECK(damage.rects().size() == 2);
}

TEST_CASE("a viewport fits the canvas in the middle, and rounds rectangles outwards") {
    const Viewport small = Viewport::fit({1920, 1080}, {960, 600});
    CHECK(small.scale == doctest::Approx(0.5));
    CHECK(small.offset == Point{0, 30});
    CHECK(small.to_pixels({1, 1, 2, 2}) == PixelRect{0, 30, 2, 2});
    CHECK(small.to_pixels({-500, -500, 5000, 5000}) == PixelRect{0, 0, 960, 600});
    CHECK(small.to_pixels({5000, 0, 10, 10}).empty());
    CHECK(small.to_design({480, 300}) == Point{960, 540});
}

TEST_CASE("comparing takes no memory once it has grown") {
    std::vector<Box> boxes;
    for (int i = 0; i < 300; ++i) boxes.push_back({i, i % 200, static_cast<std::uint8_t>(i % 5)});
    const DrawList before = list_of(boxes);
    std::reverse(boxes.begin(), boxes.end());
    const DrawList after = list_of(boxes);
    Differ differ;
    Damage damage;
    differ.compare(before, after, viewport, damage);
    damage.clear();
    const test::AllocationCount count;
    differ.compare(before, after, viewport, damage);
    CHECK(count.so_far() == 0);
}
