#include "command/upload_line.hpp"

#include "handover/share.hpp"
#include "platform/clock.hpp"
#include "platform/files.hpp"
#include "record/receipt.hpp"
#include "upload/transport_curl.hpp"
#include "upload/transport_folder.hpp"

namespace kiosk::command {

namespace {

constexpr std::size_t token_bytes_max = 4096; // a word; more is another file

Result<std::string> read_token(const std::string& path) {
    auto text = platform::read_file(path, token_bytes_max);
    if (!text) return text.error();
    while (!text->empty() && (text->back() == '\n' || text->back() == '\r' || text->back() == ' '))
        text->pop_back();
    return *text;
}

UploadLine line_with_options(const deck::Settings& settings) {
    UploadLine line;
    line.options.version = KIOSK_VERSION;
    line.options.retention = seconds(std::int64_t{settings.retention_hours} * 3600);
    line.options.interval = seconds(settings.upload.interval_s);
    return line;
}

// Batches become bundles on a mounted share.
UploadLine folder_line(const deck::Settings& settings) {
    UploadLine line = line_with_options(settings);
    handover::BundleTarget target{
        settings.upload.folder, settings.kiosk, settings.event, settings.recipients, {}};
    upload::FolderPort port;
    port.look = [folder = target.folder] { return handover::look_at_share(folder); };
    port.keep = [target](std::span<const record::WireRecord> records,
                         std::string_view lines) -> Result<void> {
        handover::BundleTarget today = target;
        today.date = rfc3339(platform::wall_now()).substr(0, 10);
        if (const auto wrote = handover::write_to_share(today, records, lines); !wrote) return wrote.error();
        return {};
    };
    port.wall = platform::wall_now;
    auto folder = upload::make_folder_transport(std::move(port));
    line.transport = std::move(folder.transport);
    line.options.hub_keys = {folder.key};
    return line;
}

} // namespace

Result<UploadLine> make_upload_line(const deck::Settings& settings) {
    if (settings.upload.kind == deck::UploadKind::Folder) return folder_line(settings);
    UploadLine line = line_with_options(settings);
    for (const std::string& text : settings.upload.hub_keys) {
        const auto key = record::parse_hub_key(text);
        if (!key) return key.error();
        line.options.hub_keys.push_back(*key);
    }
    if (line.options.hub_keys.empty())
        return key_error("upload.hub_keys: without the hub's public key no receipt can be believed; "
                         "`pledge-hub serve` prints it");
    auto token = read_token(settings.upload.token_file);
    if (!token) return token.error();
    upload::CurlOptions curl;
    curl.url = settings.upload.url;
    curl.token = std::move(*token);
    curl.proxy = settings.upload.proxy;
    curl.ca_file = settings.upload.ca_file;
    curl.pins = settings.upload.pins;
    curl.client_certificate = settings.upload.client_certificate;
    curl.client_key = settings.upload.client_key;
    auto transport = upload::make_curl_transport(std::move(curl));
    if (!transport) return transport.error();
    line.transport = std::move(*transport);
    return line;
}

} // namespace kiosk::command
