#include <array>

#include <sodium.h>

#include "hub/server.hpp"
#include "record/bytes.hpp"

namespace kiosk::hub {

std::string make_token() {
    std::array<std::uint8_t, 16> bits{};
    randombytes_buf(bits.data(), bits.size());
    return record::hex(bits);
}

} // namespace kiosk::hub
