// A fair weekend of one kiosk on virtual time, from one number: visitors, a network that comes and goes, a
// hub that refuses, a clock that jumps, and power cuts between any two operations of the disk. Run by the
// tests beside it.
#pragma once

#include <cstdint>
#include <string>

namespace kiosk::simulation {

// What is broken on purpose, so that the same comparison must notice it.
enum class Break : std::uint8_t { Nothing, ThanksTooEarly, DiskLies, BelievesAnyReply };

struct Outcome {
    std::uint64_t visitors = 0, thanked = 0, power_cuts = 0, restarts = 0, requests = 0;
    std::string fault; // the first promise that did not hold; empty: all did
};

[[nodiscard]] Outcome run_weekend(std::uint64_t seed, Break broken);

} // namespace kiosk::simulation
