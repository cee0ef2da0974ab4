#include "upload/random_sodium.hpp"

#include <sodium.h>

namespace kiosk::upload {

std::uint64_t random_bits() {
    std::uint64_t bits = 0;
    randombytes_buf(&bits, sizeof bits);
    return bits;
}

} // namespace kiosk::upload
