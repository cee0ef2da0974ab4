// Bundles of what a hub holds: the same sealed files as a kiosk's own export, one for each kiosk, so that
// `pledge-kiosk open` reads both. Called by `pledge-hub export`. Takes nothing out of the store.
#pragma once

#include <filesystem>
#include <string>

#include "base/result.hpp"
#include "hub/store.hpp"

namespace kiosk::hub {

struct Exported {
    std::filesystem::path file;
    std::uint64_t records = 0, erased = 0; // written; left out because they were erased
};

// `date` is YYYY-MM-DD, for the name. The file is whole and read back when this returns, or it is not there.
[[nodiscard]] Result<Exported> export_kiosk(Store& store, const KioskRow& kiosk,
                                            const std::filesystem::path& folder, const std::string& date);

} // namespace kiosk::hub
