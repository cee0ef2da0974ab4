// 64 random bits from the system's cryptographic source, for nonces, batches and jitter. Called by whoever
// makes an Uploader for real use; tests give it a seeded sequence instead.
#pragma once

#include <cstdint>

namespace kiosk::upload {

[[nodiscard]] std::uint64_t random_bits();

} // namespace kiosk::upload
