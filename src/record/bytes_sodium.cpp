#include "record/bytes.hpp"
#include "record/sign_up.hpp"

#include <sodium.h>

namespace kiosk::record {

Sha256 sha256(std::span<const std::uint8_t> bytes) {
    Sha256 hash{};
    crypto_hash_sha256(hash.data(), bytes.data(), bytes.size());
    return hash;
}

Id make_id() {
    Id id;
    randombytes_buf(id.bytes.data(), id.bytes.size());
    return id;
}

} // namespace kiosk::record
