#include "handover/running_hash.hpp"

#include <cstring>

#include <sodium.h>

namespace kiosk::handover {
namespace {

using State = crypto_hash_sha256_state;

} // namespace

RunningHash::RunningHash() {
    static_assert(sizeof(State) <= sizeof(state_) && alignof(State) <= 8);
    State state;
    crypto_hash_sha256_init(&state);
    std::memcpy(state_.data(), &state, sizeof state);
}

void RunningHash::add(std::string_view bytes) {
    State state;
    std::memcpy(&state, state_.data(), sizeof state);
    const auto span = record::bytes_of(bytes);
    crypto_hash_sha256_update(&state, span.data(), span.size());
    std::memcpy(state_.data(), &state, sizeof state);
}

record::Sha256 RunningHash::sha256() const {
    State state;
    std::memcpy(&state, state_.data(), sizeof state);
    record::Sha256 hash;
    crypto_hash_sha256_final(&state, hash.data());
    return hash;
}

} // namespace kiosk::handover
