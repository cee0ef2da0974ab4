#include "draw/diff.hpp"

#include <algorithm>
#include <bit>

namespace kiosk::draw {

void Differ::compare(const DrawList& before, const DrawList& after, const Viewport& viewport,
                     Damage& damage) {
    std::span<const Command> a = before.commands(), b = after.commands();
    while (!a.empty() && !b.empty() && a.front().digest == b.front().digest)
        a = a.subspan(1), b = b.subspan(1);
    while (!a.empty() && !b.empty() && a.back().digest == b.back().digest) {
        a = a.first(a.size() - 1), b = b.first(b.size() - 1);
    }
    if (a.empty() && b.empty()) return;
    index(a);
    pair_up(b);
    keep_longest();
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (!kept_[i]) damage.add(viewport.to_pixels(a[i].bounds));
    }
    for (std::size_t i = 0; i < b.size(); ++i) {
        if (pair_[i] == none) damage.add(viewport.to_pixels(b[i].bounds));
    }
}

// Open addressing, at most half full. No command has the digest 0, which marks a free slot. A slot whose
// places are used up keeps its digest and reads `none`, as a free one does: both mean that there is no pair.
Differ::Slot& Differ::slot(std::uint64_t digest) {
    const std::size_t mask = table_.size() - 1;
    std::size_t at = static_cast<std::size_t>(digest) & mask;
    while (table_[at].digest != digest && table_[at].digest != 0) at = (at + 1) & mask;
    return table_[at];
}

void Differ::index(std::span<const Command> before) {
    table_.assign(std::bit_ceil(std::max<std::size_t>(2 * before.size(), 2)), Slot{});
    next_.assign(before.size(), none);
    kept_.assign(before.size(), false);
    // From the back, so that the lists run from the front.
    for (std::size_t i = before.size(); i-- > 0;) {
        Slot& slot = this->slot(before[i].digest);
        slot.digest = before[i].digest;
        next_[i] = slot.first;
        slot.first = static_cast<std::uint32_t>(i);
    }
}

void Differ::pair_up(std::span<const Command> after) {
    pair_.assign(after.size(), none);
    for (std::size_t i = 0; i < after.size(); ++i) {
        Slot& slot = this->slot(after[i].digest);
        if (slot.first == none) continue;
        pair_[i] = slot.first;
        slot.first = next_[slot.first];
    }
}

// Keeps of the pairs those of a longest increasing subsequence, and forgets the others.
void Differ::keep_longest() {
    tails_.clear();
    previous_.assign(pair_.size(), none);
    for (std::uint32_t i = 0; i < pair_.size(); ++i) {
        if (pair_[i] == none) continue;
        const auto place =
            std::lower_bound(tails_.begin(), tails_.end(), pair_[i],
                             [&](std::uint32_t tail, std::uint32_t at) { return pair_[tail] < at; });
        if (place != tails_.begin()) previous_[i] = *(place - 1);
        if (place == tails_.end()) {
            tails_.push_back(i);
        } else {
            *place = i;
        }
    }
    std::uint32_t along = tails_.empty() ? none : tails_.back();
    for (std::size_t i = pair_.size(); i-- > 0;) {
        if (i == along) {
            kept_[pair_[i]] = true;
            along = previous_[i];
        } else {
            pair_[i] = none;
        }
    }
}

} // namespace kiosk::draw
