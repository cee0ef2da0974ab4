// Where sign-ups lie and how they leave: the store's thread over SQLite, the uploader's thread, and in demo
// mode a hub of its own on loopback with made-up keys. Made by the kiosk; the demo asks it what arrived.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "base/result.hpp"
#include "deck/settings.hpp"
#include "hub/server.hpp"
#include "outbox/store_thread.hpp"
#include "record/seal.hpp"
#include "upload/worker.hpp"

namespace kiosk::command {

class StoreRoom {
  public:
    // Opens (or makes) the outbox in `folder` and starts both threads. In demo mode the queue lies in
    // `folder` too, apart from that of live use, and the keys exist only for this run.
    [[nodiscard]] static Result<std::unique_ptr<StoreRoom>> open(const deck::Settings& settings,
                                                                 const std::filesystem::path& folder);
    ~StoreRoom();

    [[nodiscard]] outbox::StoreThread& thread() { return *thread_; }
    [[nodiscard]] const std::vector<record::Recipient>& recipients() const { return recipients_; }
    // The demo's own secret key; nothing in other modes.
    [[nodiscard]] const record::Identity* demo_identity() const {
        return demo_identity_ ? &*demo_identity_ : nullptr;
    }
    void something_waits();
    void try_upload_now();
    [[nodiscard]] std::optional<upload::UploadStatus> upload_status() const; // nothing when no upload is set

  private:
    StoreRoom() = default;
    [[nodiscard]] Result<void> set_keys(const deck::Settings& settings);
    [[nodiscard]] Result<void> start_upload(const deck::Settings& settings,
                                            const std::filesystem::path& folder);

    std::vector<record::Recipient> recipients_;
    std::optional<record::Identity> demo_identity_;
    hub::EmbeddedHub demo_hub_;
    std::unique_ptr<outbox::StoreThread> thread_;
    std::unique_ptr<upload::Worker> worker_; // ends before the thread that it asks
};

} // namespace kiosk::command
