// The hub's store on PostgreSQL, or what speaks its wire, for fleets: any number of hubs share one database,
// and any hub may answer any kiosk. Plain inserts and reads by primary key on the wire's path. A hub's
// threads share a bounded number of connections (pool_libpq.hpp).
#pragma once

#include <memory>
#include <string>

#include "hub/store.hpp"

namespace kiosk::hub {

// `url` is libpq's: postgresql://USER@HOST/DATABASE?sslmode=verify-full. A password belongs in ~/.pgpass, not
// in an argument that every user of the machine can list. Makes the tables when they are absent.
// Fault::Machine when the database cannot be reached, or would answer before it has written (fsync,
// synchronous_commit).
[[nodiscard]] Result<std::unique_ptr<Store>> open_libpq_store(const std::string& url);

} // namespace kiosk::hub
