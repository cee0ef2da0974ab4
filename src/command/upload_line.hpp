// The way to the hub that the settings describe: transport and options for an uploader. Made by the kiosk's
// store room and by `pledge-kiosk upload`; reads the token's file and nothing else.
#pragma once

#include <memory>

#include "base/result.hpp"
#include "deck/settings.hpp"
#include "upload/transport.hpp"
#include "upload/uploader.hpp"

namespace kiosk::command {

struct UploadLine {
    std::unique_ptr<upload::Transport> transport;
    upload::UploaderOptions options;
};

// For upload.kind = "hub" and "folder". Fault::Input names the setting that is wrong; Fault::Machine when the
// token's file cannot be read; Fault::Key when a hub key is no key, or there is none.
[[nodiscard]] Result<UploadLine> make_upload_line(const deck::Settings& settings);

} // namespace kiosk::command
