// The hub's store in one SQLite file, for one laptop and up to fifty kiosks. The wire's thread and the
// commands (tokens, status, export) may have it open at the same time.
#pragma once

#include <memory>
#include <string>

#include "hub/store.hpp"

namespace kiosk::hub {

// Makes the file (mode 0600) when it is absent; ":memory:" for a demonstration that keeps nothing.
// Fault::Machine when it cannot be opened, is damaged, or is of a newer version.
[[nodiscard]] Result<std::unique_ptr<Store>> open_sqlite_store(const std::string& path);

} // namespace kiosk::hub
