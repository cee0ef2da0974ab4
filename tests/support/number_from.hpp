// How much of a proof to run: scripts/prove asks for all of it by an environment variable, ctest for the
// usual.
#pragma once

#include <cstdint>
#include <cstdlib>

namespace kiosk {

inline std::uint64_t number_from(const char* variable, std::uint64_t usual) {
    const char* text = std::getenv(variable);
    return text != nullptr ? std::strtoull(text, nullptr, 10) : usual;
}

} // namespace kiosk
