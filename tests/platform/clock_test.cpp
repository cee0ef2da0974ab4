#include <doctest/doctest.h>

#include "platform/clock.hpp"

using namespace kiosk;
using namespace kiosk::platform;

TEST_CASE("the monotonic clock moves on by what was slept, and never back") {
    const Instant before = monotonic_now();
    sleep_until(before + milliseconds(20));
    const Instant after = monotonic_now();
    CHECK(after - before >= milliseconds(20));
    CHECK(after - before < seconds(20));
    sleep_until(before); // past: returns at once
    CHECK(monotonic_now() - after < seconds(10));
}

TEST_CASE("a clock of 1970 or 2025 counts as unset even when the kernel calls it disciplined") {
    CHECK(judge_clock(true, {0}) == ClockTrust::Unset);
    CHECK(judge_clock(true, {1'767'225'599'999}) == ClockTrust::Unset);
    CHECK(judge_clock(true, {1'767'225'600'000}) == ClockTrust::Synced);
    CHECK(judge_clock(false, {1'767'225'600'000}) == ClockTrust::Set);
}

TEST_CASE("the boot has an identity that stays the same") {
    CHECK(boot_id().size() == 36);
    CHECK(boot_id() == boot_id());
}
