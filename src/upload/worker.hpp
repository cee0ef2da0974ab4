// The uploader on its own thread, so that no frame ever waits for a network. Started by the app; asked for
// its status by the frame thread, which never blocks on more than a small copy. It reaches the outbox through
// Access only.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "upload/network_watch.hpp"
#include "upload/uploader.hpp"

namespace kiosk::upload {

// The clocks of the machine; platform/ has the real ones.
struct Clocks {
    std::function<Instant()> monotonic;
    std::function<WallTime()> wall;
};

class Worker {
  public:
    // `outbox` must outlive the worker. `transport` is used by the worker's thread only.
    Worker(outbox::Access& outbox, std::unique_ptr<Transport> transport, UploaderOptions options,
           Clocks clocks);
    // Breaks off the request under way: its records stay as they are, and the hub will say "duplicate" if it
    // had them.
    ~Worker();
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    void something_waits(); // a sign-up was stored: look at the queue now, unless a back-off runs
    void try_now();         // staff asked: forget the back-off
    [[nodiscard]] UploadStatus status() const;
    // Asks the thread to end and returns at once; the destructor waits for it.
    void request_stop();

  private:
    void run(const std::stop_token& stop);

    std::unique_ptr<Transport> transport_;
    Uploader uploader_; // the thread's own
    NetworkWatch network_;
    Clocks clocks_;
    mutable std::mutex mutex_;
    std::condition_variable_any wake_;
    UploadStatus status_;
    bool nudged_ = false, try_now_ = false;
    std::jthread thread_; // last: it starts when the rest is there, and ends first
};

} // namespace kiosk::upload
