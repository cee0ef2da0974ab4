// The hub's files: its state folder (mode 0700), its signing key, and its store. Called by the commands of
// pledge-hub. It never overwrites a key: without the old key, no kiosk believes the hub.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "base/result.hpp"
#include "hub/staff_store.hpp"
#include "hub/store.hpp"
#include "record/receipt.hpp"

namespace kiosk::hub {

// `given`, else $STATE_DIRECTORY (systemd), else $XDG_STATE_HOME/pledge-hub, else ~/.local/state/pledge-hub.
// Made when absent.
[[nodiscard]] Result<std::filesystem::path> state_folder(const std::string& given);

// hub.key in the folder; made at the first start. Fault::Machine when others can read it, Fault::Key when it
// is damaged.
[[nodiscard]] Result<record::HubSigner> load_signer(const std::filesystem::path& folder);

// "FILE.db" or "postgresql://..."; "" = hub.db in the folder.
[[nodiscard]] Result<std::unique_ptr<Store>> open_store(const std::string& given,
                                                        const std::filesystem::path& folder);

// The staff's side of the same store, which open_store has made.
[[nodiscard]] Result<std::unique_ptr<StaffStore>> open_staff_store(const std::string& given,
                                                                   const std::filesystem::path& folder);

// A whole file, at most `bytes_max` bytes.
[[nodiscard]] Result<std::string> read_file(const std::filesystem::path& path, std::size_t bytes_max);

} // namespace kiosk::hub
