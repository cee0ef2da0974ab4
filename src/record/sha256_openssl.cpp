// SHA-256 with the processor's own instructions where it has them: four times as quick as libsodium's. For
// public bytes, such as sealed records; the age format's HMAC stays with libsodium.
#include <cstdlib>

#include <openssl/evp.h>

#include "record/bytes.hpp"

namespace kiosk::record {

Sha256 sha256(std::span<const std::uint8_t> bytes) {
    // Looked up once: that takes as long as the hash of a short record.
    static EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    Sha256 hash{};
    unsigned size = 0;
    // Fails only without memory, and nothing may be stored or sent under a wrong sum.
    if (algorithm == nullptr ||
        EVP_Digest(bytes.data(), bytes.size(), hash.data(), &size, algorithm, nullptr) != 1 ||
        size != hash.size())
        std::abort();
    return hash;
}

} // namespace kiosk::record
