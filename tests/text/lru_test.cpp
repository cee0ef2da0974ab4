#include <doctest/doctest.h>

#include "text/lru.hpp"

using kiosk::text::Lru;

TEST_CASE("what is held over the budget stays until the cache is trimmed, and then the oldest leaves first") {
    Lru<int, int> cache(2);
    const auto find = [&](int key) {
        return cache.find(static_cast<std::uint64_t>(key), [key](int k) { return k == key; });
    };
    const int* first = &cache.hold(1, 1, 10, 1);
    cache.hold(2, 2, 20, 1);
    cache.hold(3, 3, 30, 1);
    CHECK(cache.used() == 3);
    CHECK(find(1) == first);
    cache.trim();
    CHECK(cache.used() == 2);
    CHECK(find(2) == nullptr); // 1 was looked at since
    CHECK(find(1) == first);
    CHECK(*find(3) == 30);
    cache.put(4, 4, 40, 1);
    CHECK(find(1) == nullptr);
    CHECK(*find(4) == 40);
}
