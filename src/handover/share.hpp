// The mounted share of upload.kind = "folder": a batch becomes a bundle there, under the rules of every
// bundle. Called by the wiring of the uploader and by `doctor`. A folder counts as the share only while it
// holds the file `pledge-kiosk-share`, which staff make once on the mounted share: the empty folder that is
// left when the share is away holds none, and nothing is ever written under it.
#pragma once

#include <filesystem>
#include <span>
#include <string_view>

#include "base/result.hpp"
#include "base/time.hpp"
#include "handover/bundle.hpp"
#include "record/wire.hpp"

namespace kiosk::handover {

constexpr std::string_view share_marker = "pledge-kiosk-share";

// Fault::Network, with errno as its code, when the folder or its marker is not there.
[[nodiscard]] Result<void> look_at_share(const std::filesystem::path& folder);
// Writes, reads back and removes a small file: what `doctor` says of the share.
[[nodiscard]] Result<void> try_share(const std::filesystem::path& folder);
// One batch as one bundle, signups-EVENT-KIOSK-DATE-FIRSTSEQ.pkb: written under a temporary name, synced,
// read back, compared, renamed, and seen to lie on the file system of the marker. Gives its name. After an
// error it may be there or not; the same records in two bundles come out once when they are opened.
[[nodiscard]] Result<std::filesystem::path> write_to_share(const BundleTarget& target,
                                                           std::span<const record::WireRecord> records,
                                                           std::string_view lines);

} // namespace kiosk::handover
