// The subcommands of pledge-hub. Called by main.cpp only. Data goes to standard output, messages to standard
// error.
#pragma once

#include <memory>

#include "base/result.hpp"
#include "base/time.hpp"
#include "hub/arguments.hpp"
#include "hub/staff_store.hpp"
#include "hub/store.hpp"

namespace kiosk::hub {

[[nodiscard]] WallTime wall_now();
[[nodiscard]] Instant monotonic_now();
// Seconds that the machine's own time zone is ahead of UTC at that time.
[[nodiscard]] int utc_offset_s(WallTime at);
// The store that --store and --state name.
[[nodiscard]] Result<std::unique_ptr<Store>> store_of(const Arguments& arguments);
// The staff's side of it. Opens the store itself first, which makes its tables.
[[nodiscard]] Result<std::unique_ptr<StaffStore>> staff_store_of(const Arguments& arguments);

[[nodiscard]] Result<void> serve(const Arguments& arguments);
[[nodiscard]] Result<void> staff(const Arguments& arguments);
[[nodiscard]] Result<void> tokens(const Arguments& arguments);
[[nodiscard]] Result<void> status(const Arguments& arguments);
[[nodiscard]] Result<void> gaps(const Arguments& arguments);
[[nodiscard]] Result<void> write_export(const Arguments& arguments);
[[nodiscard]] Result<void> erase(const Arguments& arguments);

} // namespace kiosk::hub
