// The moment at which tests happen that need one and do not care which.
// For tests only.
#pragma once

#include "base/time.hpp"

namespace kiosk::test {

constexpr WallTime noon{1'772'280'000'000}; // 28 February 2026, 12:00 UTC

} // namespace kiosk::test
