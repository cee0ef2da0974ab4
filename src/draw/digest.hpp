// A 64-bit digest of what a command shows, for draw_list.cpp and its tests. Fast and well spread, not for
// security: two different commands meet with a chance near 2^-64. Never stored, never sent.
#pragma once

#include <bit>
#include <cstdint>

#include "base/colour.hpp"
#include "base/geometry.hpp"

namespace kiosk::draw {

class Digest {
  public:
    explicit Digest(std::uint64_t kind) : state_(kind + 0x9E3779B97F4A7C15ULL) {}
    void add(std::uint64_t word) {
        // One multiplication folds the word in, the shift brings its high half back down.
        state_ = (state_ ^ word) * 0xD6E8FEB86659FD93ULL;
        state_ ^= state_ >> 32U;
    }
    void add(float a, float b) {
        add((std::uint64_t{std::bit_cast<std::uint32_t>(a)} << 32U) | std::bit_cast<std::uint32_t>(b));
    }
    void add(Point p) { add(p.x, p.y); }
    void add(const Rect& r) {
        add(r.x, r.y);
        add(r.width, r.height);
    }
    void add(Colour c) {
        add((std::uint64_t{c.r} << 24U) | (std::uint64_t{c.g} << 16U) | (std::uint64_t{c.b} << 8U) | c.a);
    }
    [[nodiscard]] std::uint64_t value() const {
        std::uint64_t h = state_;
        h = (h ^ (h >> 29U)) * 0xBF58476D1CE4E5B9ULL;
        h ^= h >> 32U;
        return h == 0 ? 1 : h; // 0 stands for "no command" in the differ's table
    }

  private:
    std::uint64_t state_;
};

} // namespace kiosk::draw
