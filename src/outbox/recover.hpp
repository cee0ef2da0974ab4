// Finds whole records in the bytes of a damaged store, whatever is left of the database around them. Called
// when a store is set aside, and by `pledge-kiosk recover`. Reads the file only; never changes it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <set>
#include <vector>

#include "base/result.hpp"
#include "outbox/outbox.hpp"

namespace kiosk::outbox {

struct Carved {
    std::uint64_t records = 0;       // frames that were whole, copies of one record counted once
    std::uint64_t broken_frames = 0; // a frame's first bytes without a whole frame behind them
    std::uint64_t highest_seq = 0;
};

// Gets each whole record once, in the order of the file. False stops.
using RecordSink = std::function<bool(const Entry&)>;

// One file, a slice at a time, so that who has other work can do it in between. Memory is bounded by one
// window of the file and the ids found.
class Carver {
  public:
    [[nodiscard]] static Result<Carver> open(const std::filesystem::path& file);
    // Looks through the next window of the file. False at its end, or when `take` stopped it.
    [[nodiscard]] bool step(const RecordSink& take);
    [[nodiscard]] const Carved& found() const { return carved_; }

  private:
    explicit Carver(std::ifstream in) : in_(std::move(in)) {}
    [[nodiscard]] bool look_through(bool at_end, const RecordSink& take);

    std::ifstream in_;
    Carved carved_;
    std::set<record::Id> seen_;
    std::vector<std::uint8_t> window_; // begins with what may still become a frame
};

// The whole file at once.
[[nodiscard]] Result<Carved> carve(const std::filesystem::path& file, const RecordSink& take);

} // namespace kiosk::outbox
