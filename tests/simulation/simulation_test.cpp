// The promises of the outbox and the upload over whole weekends: nothing that was thanked for is lost (I1),
// nothing is counted twice (I2), the ledger adds up (I3), nothing is acked that the hub has not got (I4), and
// no number is missing (I7). KIOSK_WEEKENDS sets how many; KIOSK_SEED the first. A kiosk that is broken on
// purpose must be noticed.
#include "simulation/weekend.hpp"

#include <cstdlib>
#include <iostream>

#include <doctest/doctest.h>

#include "support/number_from.hpp"
#include "support/sanitized.hpp"

using namespace kiosk::simulation;

namespace {

// Whether one of `count` weekends shows a fault.
bool noticed(Break broken, std::uint64_t count) {
    for (std::uint64_t seed = 1; seed <= count; ++seed)
        if (!run_weekend(seed, broken).fault.empty()) return true;
    return false;
}

} // namespace

TEST_CASE("weekends of visitors, dead networks, jumping clocks and power cuts lose nothing and count nothing "
          "twice") {
    const std::uint64_t first = kiosk::number_from("KIOSK_SEED", 1),
                        weekends = kiosk::number_from("KIOSK_WEEKENDS", kiosk::sanitized ? 40 : 200);
    Outcome all;
    for (std::uint64_t seed = first; seed < first + weekends; ++seed) {
        const Outcome one = run_weekend(seed, Break::Nothing);
        CHECK_MESSAGE(one.fault.empty(),
                      one.fault << "; replay: KIOSK_SEED=" << seed
                                << " KIOSK_WEEKENDS=1 build/release/tests/test_simulation -tc='weekends*'");
        all.visitors += one.visitors;
        all.thanked += one.thanked;
        all.power_cuts += one.power_cuts;
        all.restarts += one.restarts;
        all.requests += one.requests;
    }
    std::cout << "weekends " << weekends << ", first seed " << first << ": " << all.visitors << " visitors, "
              << all.thanked << " thanked, " << all.power_cuts << " power cuts, " << all.restarts
              << " restarts, " << all.requests << " requests\n";
    CHECK(all.thanked > weekends * 10);
    CHECK(all.power_cuts > weekends);
}

TEST_CASE("the same comparison notices a kiosk that thanks before it has stored") {
    CHECK(noticed(Break::ThanksTooEarly, 20));
}

TEST_CASE("the same comparison notices a disk whose sync lies") {
    CHECK(noticed(Break::DiskLies, 20));
}

TEST_CASE("the same comparison notices a kiosk that believes any reply") {
    CHECK(noticed(Break::BelievesAnyReply, 20));
}
