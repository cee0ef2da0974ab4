// Locked memory for the keys of one sealing or opening after another. A SecretBytes of its own for each key
// costs eight calls of the system and two pages; a hundred thousand records have a dozen keys each. Called by
// the age format only. What is taken is wiped at the end of its scope, as a SecretBytes is.
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>

#include "base/secret.hpp"

namespace kiosk::record {

class KeyRoom {
  public:
    KeyRoom() : bytes_(capacity) {}

    // Zeros, to be written by the caller; valid until the end of the innermost scope.
    [[nodiscard]] std::span<std::uint8_t> take(std::size_t size) {
        const std::size_t at = bytes_.size();
        [[maybe_unused]] const bool fits = bytes_.resize(at + size);
        assert(fits);
        return bytes_.bytes().subspan(at, size);
    }
    [[nodiscard]] std::size_t taken() const { return bytes_.size(); }

    // Wipes at its end what was taken since its beginning.
    class Scope {
      public:
        explicit Scope(KeyRoom& room) : room_(room), mark_(room.taken()) {}
        ~Scope() { [[maybe_unused]] const bool fits = room_.bytes_.resize(mark_); }
        Scope(const Scope&) = delete;
        Scope& operator=(const Scope&) = delete;

      private:
        KeyRoom& room_;
        std::size_t mark_;
    };

  private:
    static constexpr std::size_t capacity = 512; // the deepest way takes about 200
    SecretBytes bytes_;
};

} // namespace kiosk::record
