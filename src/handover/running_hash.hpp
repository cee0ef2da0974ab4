// SHA-256 over bytes that come piece by piece. Called by VerifiedFile and the readers of bundles.
// Never holds what went through it.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "record/bytes.hpp"

namespace kiosk::handover {

class RunningHash {
  public:
    RunningHash();
    void add(std::string_view bytes);
    // Of all bytes so far; more may follow.
    [[nodiscard]] record::Sha256 sha256() const;

  private:
    alignas(8) std::array<std::byte, 128> state_{}; // libsodium's own state, which no header of ours names
};

} // namespace kiosk::handover
