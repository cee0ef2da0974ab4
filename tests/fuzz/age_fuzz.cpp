// A sealed record that somebody made. Oracle: without the key it was sealed to, nothing opens.
#include <array>
#include <cstdint>
#include <cstdlib>
#include <span>

#include "record/seal.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const kiosk::record::Identity identity = kiosk::record::make_identity();
    if (kiosk::record::open({bytes, size}, std::span(&identity, 1))) std::abort();
    return 0;
}
