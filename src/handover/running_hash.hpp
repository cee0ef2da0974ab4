// SHA-256 over bytes that come piece by piece. Called by VerifiedFile and the readers of bundles.
// Never holds what went through it.
#pragma once

#include <memory>
#include <string_view>

#include "record/bytes.hpp"

namespace kiosk::handover {

class RunningHash {
  public:
    RunningHash();
    RunningHash(RunningHash&&) noexcept;
    RunningHash& operator=(RunningHash&&) noexcept;
    ~RunningHash();
    void add(std::string_view bytes);
    // Of all bytes so far; more may follow.
    [[nodiscard]] record::Sha256 sha256() const;

  private:
    struct State; // the library's, which no header of ours names
    std::unique_ptr<State> state_;
};

} // namespace kiosk::handover
