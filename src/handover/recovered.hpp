// A damaged store becomes a bundle: the whole records that can be carved from the file, without keys. Called
// by `pledge-kiosk recover`. The damaged file is only read.
#pragma once

#include <filesystem>

#include "handover/bundle.hpp"

namespace kiosk::handover {

struct RecoveredReport {
    std::filesystem::path file; // empty when no record was found, and none was written
    std::uint64_t records = 0, broken_frames = 0;
};

[[nodiscard]] Result<RecoveredReport> recover_bundle(const std::filesystem::path& damaged,
                                                     const BundleTarget& target);

} // namespace kiosk::handover
