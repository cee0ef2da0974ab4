// The ids that were met, for leaving out what comes twice: 16 bytes each and as much again for room, so that
// a million of them take 32 to 64 MiB. Called by the readers of bundles.
#pragma once

#include <cstdint>
#include <cstring>
#include <vector>

#include "record/sign_up.hpp"

namespace kiosk::handover {

class SeenIds {
  public:
    [[nodiscard]] bool contains(const record::Id& id) const {
        return !slots_.empty() && (id == record::Id{} ? zero_ : slots_[place_of(id)] == id);
    }
    void insert(const record::Id& id) {
        if ((used_ + 1) * 4 > slots_.size() * 3) grow();
        if (id == record::Id{}) {
            zero_ = true; // the mark of a free slot
        } else if (auto& slot = slots_[place_of(id)]; slot != id) {
            slot = id;
            ++used_;
        }
    }

  private:
    // The id's slot, or the free one where it belongs. Ids are random; what is not is spread by the product.
    [[nodiscard]] std::size_t place_of(const record::Id& id) const {
        std::uint64_t halves[2];
        std::memcpy(halves, id.bytes.data(), sizeof halves);
        const std::uint64_t mixed = (halves[0] ^ (halves[1] * 0x9E3779B97F4A7C15ULL)) * 0xD6E8FEB86659FD93ULL;
        std::size_t at = (mixed ^ (mixed >> 32U)) & (slots_.size() - 1);
        while (slots_[at] != record::Id{} && slots_[at] != id) at = (at + 1) & (slots_.size() - 1);
        return at;
    }
    void grow() {
        constexpr std::size_t first_slots = 1024;
        std::vector<record::Id> old(slots_.empty() ? first_slots : slots_.size() * 2);
        old.swap(slots_);
        for (const record::Id& id : old)
            if (id != record::Id{}) slots_[place_of(id)] = id;
    }

    std::vector<record::Id> slots_; // a power of two
    std::size_t used_ = 0;
    bool zero_ = false;
};

} // namespace kiosk::handover
