// The Transport of upload.kind = "folder": no network, but the same rules. A receiver inside this process
// that keeps each batch by a function it is given (a verified bundle on a share, see handover/share.hpp) and
// signs receipts with a key that lives as long as it does, so that a record counts as sent by the uploader's
// one way only. Made by upload_line.cpp; used by one thread. It knows nothing of files.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string_view>

#include "base/result.hpp"
#include "base/time.hpp"
#include "record/receipt.hpp"
#include "record/wire.hpp"
#include "upload/transport.hpp"

namespace kiosk::upload {

struct FolderPort {
    // The share is there and is ours; asked before anything else and when nothing is to be sent.
    std::function<Result<void>()> look;
    // Durable and read back when it returns without an error. `lines` is the batch's body.
    std::function<Result<void>(std::span<const record::WireRecord> records, std::string_view lines)> keep;
    std::function<WallTime()> wall;
};

struct FolderLine {
    std::unique_ptr<Transport> transport;
    record::HubKey key; // of its receipts, for this run
};
[[nodiscard]] FolderLine make_folder_transport(FolderPort port);

} // namespace kiosk::upload
