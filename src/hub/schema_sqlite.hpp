// The hub's SQLite file: made, brought to this version, and opened with the pragmas that keep what is
// committed. Called by store_sqlite.cpp and staff_sqlite.cpp; several of them have the file open at the same
// time. Never deletes a file or a row.
#pragma once

#include <string>

#include "base/result.hpp"
#include "outbox/statement_sqlite.hpp"

namespace kiosk::hub {

// Fault::Machine when it cannot be opened, is damaged, or is of a newer version.
[[nodiscard]] Result<outbox::Database> open_hub_database(const std::string& path);

} // namespace kiosk::hub
