// Finds whole records in the bytes of a damaged store, whatever is left of the database around them. Called
// when a store is set aside, and by `pledge-kiosk recover`. Reads the file only; never changes it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>

#include "base/result.hpp"
#include "outbox/outbox.hpp"

namespace kiosk::outbox {

struct Carved {
    std::uint64_t records = 0;       // frames that were whole, copies of one record counted once
    std::uint64_t broken_frames = 0; // a frame's first bytes without a whole frame behind them
    std::uint64_t highest_seq = 0;
};

// Gives each whole record once to `take`, in the order of the file. A false from `take` stops. Memory is
// bounded by one window of the file and the ids found.
[[nodiscard]] Result<Carved> carve(const std::filesystem::path& file,
                                   const std::function<bool(const Entry&)>& take);

} // namespace kiosk::outbox
