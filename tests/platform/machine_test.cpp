#include <doctest/doctest.h>

#include "platform/machine.hpp"
#include "support/temporary_folder.hpp"

using namespace kiosk;
using namespace kiosk::platform;

namespace {

constexpr const char* listing = R"(I: Bus=0011 Vendor=0001 Product=0001 Version=ab41
N: Name="AT Translated Set 2 keyboard"
B: PROP=0
B: EV=120013

I: Bus=0003 Vendor=0eef Product=0005 Version=0111
N: Name="eGalax Inc. Touch"
B: PROP=2
B: EV=b
B: KEY=400 0 0 0 0 0
B: ABS=2608000 3

I: Bus=0018 Vendor=06cb Product=7f8a Version=0100
N: Name="A laptop's touch pad"
B: PROP=5
B: ABS=2e0800000000003

I: Bus=0003 Vendor=222a Product=0001 Version=0110
N: Name="ILITEK Multi-Touch"
B: PROP=2
B: ABS=3273800000000003
)";

} // namespace

TEST_CASE("a multi-touch panel is told from keyboards, single-touch frames and touch pads") {
    CHECK(parse_touch_devices(listing) == std::vector<std::string>{"ILITEK Multi-Touch"});
    CHECK(parse_touch_devices("").empty());
    CHECK(parse_touch_devices("B: ABS=zz\nN: Name=").empty());
}

TEST_CASE("a panel that the kernel knows and the session does not see is a matter of groups") {
    const Check check = check_touch(ScreenFacts{}, {"ILITEK"});
    CHECK_FALSE(check.ok);
    CHECK(check.says.find("group input") != std::string::npos);
    ScreenFacts seen;
    seen.touch_devices = {"ILITEK"};
    CHECK(check_touch(seen, {}).ok);
    CHECK_FALSE(check_touch(ScreenFacts{}, {}).ok);
}

TEST_CASE("doctor says what to do for each lack") {
    CHECK_FALSE(check_display(machine_error("there is no display")).ok);
    CHECK_FALSE(check_display(ScreenFacts{}).ok);
    const Check clock = check_clock(ClockTrust::Unset, {0});
    CHECK_FALSE(clock.ok);
    CHECK(clock.says.find("timedatectl") != std::string::npos);
    CHECK(check_clock(ClockTrust::Synced, {1'790'000'000'000}).ok);
    const Check fonts = check_fonts({"Inter", "No Such Family"});
    CHECK_FALSE(fonts.ok);
    CHECK(fonts.says.find("No Such Family") != std::string::npos);
    CHECK(check_fonts({"Inter"}).ok);
    CHECK_FALSE(check_disk("/no/such/folder").ok);
}

TEST_CASE("swap on a disk is told unless the kiosk keeps its memory out of it") {
    const std::string heading = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n";
    const std::string memory = "/dev/zram0                              partition\t8388604\t\t0\t\t100\n";
    const std::string disk = "/dev/vda2                               partition\t8388604\t\t0\t\t-2\n";
    CHECK(check_swap("", false).ok);
    CHECK(check_swap(heading, false).ok);
    CHECK(check_swap(heading + memory, false).ok);
    CHECK(check_swap(heading + memory + disk, true).ok);
    for (const std::string& swaps : {heading + disk, heading + disk + memory, heading + memory + disk}) {
        const Check check = check_swap(swaps, false);
        CHECK_FALSE(check.ok);
        CHECK(check.says.starts_with("/dev/vda2 may"));
        CHECK(check.says.find("swapoff") != std::string::npos);
    }
}
