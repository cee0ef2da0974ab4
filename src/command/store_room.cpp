#include "command/store_room.hpp"

#include "command/upload_line.hpp"
#include "outbox/outbox_sqlite.hpp"
#include "platform/clock.hpp"
#include "record/keys.hpp"
#include "upload/transport_curl.hpp"

namespace kiosk::command {

namespace {

constexpr std::size_t recipients_least = 2; // live use: the charity's key and an escrow key

} // namespace

Result<std::unique_ptr<StoreRoom>> StoreRoom::open(const deck::Settings& settings,
                                                   const std::filesystem::path& folder) {
    std::unique_ptr<StoreRoom> room(new StoreRoom);
    if (auto keys = room->set_keys(settings); !keys) return keys.error();
    auto box = outbox::SqliteOutbox::open({folder, {}});
    if (!box) return box.error();
    room->thread_ = std::make_unique<outbox::StoreThread>(std::move(*box));
    if (auto started = room->start_upload(settings, folder); !started) return started.error();
    return room;
}

StoreRoom::~StoreRoom() {
    // The uploader asks the store's thread, and the demo's hub answers the uploader: last in, first out.
    worker_.reset();
    demo_hub_.server.reset();
    thread_.reset();
}

Result<void> StoreRoom::set_keys(const deck::Settings& settings) {
    if (settings.mode == deck::Mode::Demo) {
        demo_identity_ = record::make_identity();
        recipients_ = {demo_identity_->recipient};
        return {};
    }
    for (const std::string& text : settings.recipients) {
        auto recipient = record::parse_recipient(text);
        if (!recipient) return recipient.error();
        recipients_.push_back(*recipient);
    }
    if (recipients_.size() < recipients_least)
        return input_error(
            "recipients: live use needs at least two keys, the charity's and an escrow key; found " +
            std::to_string(recipients_.size()) + ". `pledge-kiosk keygen --out DIR` makes one.");
    return {};
}

Result<void> StoreRoom::start_upload(const deck::Settings& settings, const std::filesystem::path& folder) {
    UploadLine line;
    if (settings.mode == deck::Mode::Demo) {
        auto hub = hub::start_embedded(settings.kiosk, (folder / "demo-hub.db").string(), platform::wall_now);
        if (!hub) return hub.error();
        demo_hub_ = std::move(*hub);
        upload::CurlOptions curl;
        curl.url = demo_hub_.server->url();
        curl.token = demo_hub_.token;
        auto transport = upload::make_curl_transport(std::move(curl));
        if (!transport) return transport.error();
        line.transport = std::move(*transport);
        line.options.version = KIOSK_VERSION;
        line.options.hub_keys = {demo_hub_.server->public_key()};
        line.options.interval = seconds(5);
    } else if (settings.upload.kind != deck::UploadKind::None) {
        auto made = make_upload_line(settings);
        if (!made) return made.error();
        line = std::move(*made);
    } else {
        return {};
    }
    worker_ = std::make_unique<upload::Worker>(*thread_, std::move(line.transport), std::move(line.options),
                                               upload::Clocks{platform::monotonic_now, platform::wall_now});
    return {};
}

void StoreRoom::something_waits() {
    if (worker_) worker_->something_waits();
}

void StoreRoom::try_upload_now() {
    if (worker_) worker_->try_now();
}

std::optional<upload::UploadStatus> StoreRoom::upload_status() const {
    return worker_ ? std::optional(worker_->status()) : std::nullopt;
}

} // namespace kiosk::command
