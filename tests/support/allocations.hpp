// Counts calls of operator new in a test program that links allocations.cpp, to prove that a frame takes
// none.
#pragma once

#include <cstddef>

namespace kiosk::test {

[[nodiscard]] std::size_t allocations_so_far();

class AllocationCount {
  public:
    AllocationCount() : start_(allocations_so_far()) {}
    [[nodiscard]] std::size_t so_far() const { return allocations_so_far() - start_; }

  private:
    std::size_t start_;
};

} // namespace kiosk::test
