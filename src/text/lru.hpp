// A bounded cache of values under 64-bit hashes, the least recently used leaving first. For text/ and paint/.
// The full key is compared too: a hash alone never answers. Looking up allocates nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <unordered_map>
#include <utility>

namespace kiosk::text {

template <typename Key, typename Value> class Lru {
  public:
    // `budget` is in the units of the costs given to put(): entries, or bytes.
    explicit Lru(std::size_t budget) : budget_(budget) {}

    // The value for which same(key) holds, now the most recently used; null when there is none.
    template <typename Same> Value* find(std::uint64_t hash, Same same) {
        const auto [first, last] = index_.equal_range(hash);
        for (auto it = first; it != last; ++it) {
            if (!same(it->second->key)) continue;
            entries_.splice(entries_.begin(), entries_, it->second);
            return &it->second->value;
        }
        return nullptr;
    }

    // The caller has looked: the key is not there. The newest entry stays even when it alone is over the
    // budget.
    Value& put(std::uint64_t hash, Key key, Value value, std::size_t cost) {
        Value& put = hold(hash, std::move(key), std::move(value), cost);
        trim();
        return put;
    }
    // The same, but nothing leaves before trim() is called: what was found or put since stays where it is.
    Value& hold(std::uint64_t hash, Key key, Value value, std::size_t cost) {
        entries_.push_front({std::move(key), std::move(value), hash, cost});
        index_.emplace(hash, entries_.begin());
        used_ += cost;
        return entries_.front().value;
    }
    void trim() {
        while (used_ > budget_ && entries_.size() > 1) drop_last();
    }

    [[nodiscard]] std::size_t size() const { return entries_.size(); }
    [[nodiscard]] std::size_t used() const { return used_; }

  private:
    struct Entry {
        Key key;
        Value value;
        std::uint64_t hash;
        std::size_t cost;
    };

    void drop_last() {
        const auto last = std::prev(entries_.end());
        const auto [first, end] = index_.equal_range(last->hash);
        for (auto it = first; it != end; ++it) {
            if (it->second != last) continue;
            index_.erase(it);
            break;
        }
        used_ -= last->cost;
        entries_.pop_back();
    }

    std::size_t budget_, used_ = 0;
    std::list<Entry> entries_; // most recently used first
    std::unordered_multimap<std::uint64_t, typename std::list<Entry>::iterator> index_;
};

} // namespace kiosk::text
