// Says that a test can't run on this machine. ctest reads the line and counts the test as skipped, not as
// passed (cmake/Rooms.cmake); the test then returns.
#pragma once

#include <iostream>
#include <string_view>

namespace kiosk::test {

inline void say_skipped(std::string_view why) {
    std::cout << "SKIPPED: " << why << "\n";
}

} // namespace kiosk::test
