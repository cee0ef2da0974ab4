// Who of the charity's staff may look at the hub's page, their sessions, and what the page's plot counts: a
// port beside store.hpp with the same two kinds of store. Opened on a line of its own, so that a page that
// takes its time never holds up a kiosk. Called by site.hpp and by `pledge-hub staff`. Keeps no passphrase
// and no session's key, only their hashes.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "record/bytes.hpp"

namespace kiosk::hub {

struct StaffRow {
    std::string name;
    WallTime made;
};

struct SessionRow {
    std::string name;
    WallTime made, seen;
};

class StaffStore {
  public:
    virtual ~StaffStore() = default;

    // Makes the person, or gives a new passphrase; then every session of the old one has ended.
    [[nodiscard]] virtual Result<void> put_staff(std::string_view name, std::string_view passphrase_hash,
                                                 WallTime now) = 0;
    [[nodiscard]] virtual Result<std::optional<std::string>> passphrase_hash(std::string_view name) = 0;
    // False when nobody has that name. Ends the sessions too.
    [[nodiscard]] virtual Result<bool> remove_staff(std::string_view name) = 0;
    [[nodiscard]] virtual Result<std::vector<StaffRow>> staff() = 0;

    [[nodiscard]] virtual Result<void> put_session(const record::Sha256& hash, const SessionRow& session) = 0;
    [[nodiscard]] virtual Result<std::optional<SessionRow>> session(const record::Sha256& hash) = 0;
    [[nodiscard]] virtual Result<void> touch_session(const record::Sha256& hash, WallTime seen) = 0;
    [[nodiscard]] virtual Result<void> end_session(const record::Sha256& hash) = 0;
    // Those that were begun before `made`: called at each login, so that the table stays small.
    [[nodiscard]] virtual Result<void> end_old_sessions(WallTime made) = 0;

    // Pledges in each of `hours` hours from `from` on, rehearsals left out: by the moment of the pledge where
    // the kiosk's clock could be believed, else of its arrival.
    [[nodiscard]] virtual Result<std::vector<std::uint64_t>> pledges_by_hour(WallTime from,
                                                                             std::size_t hours) = 0;
};

// Of a store that open_sqlite_store / open_libpq_store has made before.
[[nodiscard]] Result<std::unique_ptr<StaffStore>> open_sqlite_staff_store(const std::string& path);
[[nodiscard]] Result<std::unique_ptr<StaffStore>> open_libpq_staff_store(const std::string& url);

} // namespace kiosk::hub
