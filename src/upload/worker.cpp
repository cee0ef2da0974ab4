#include "upload/worker.hpp"

#include <algorithm>
#include <chrono>

#include "upload/random_sodium.hpp"

namespace kiosk::upload {

namespace {

// Between steps that say "at once", so that a fast hub and a full queue leave the processor to the pictures.
constexpr Duration breath = milliseconds(5);
// A wait is cut into parts: between them it looks whether this machine's network has changed, and a suspended
// machine's monotonic clock stands still while people wait.
constexpr Duration network_look = seconds(5);

} // namespace

Worker::Worker(outbox::Access& outbox, std::unique_ptr<Transport> transport, UploaderOptions options,
               Clocks clocks)
    : transport_(std::move(transport)),
      uploader_(outbox, *transport_, std::move(options), random_bits),
      clocks_(std::move(clocks)),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

Worker::~Worker() {
    request_stop();
}

void Worker::request_stop() {
    thread_.request_stop();
    transport_->cancel();
}

void Worker::something_waits() {
    {
        const std::lock_guard lock(mutex_);
        nudged_ = true;
    }
    wake_.notify_one();
}

void Worker::try_now() {
    {
        const std::lock_guard lock(mutex_);
        nudged_ = try_now_ = true;
    }
    wake_.notify_one();
}

UploadStatus Worker::status() const {
    const std::lock_guard lock(mutex_);
    return status_;
}

void Worker::run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        const Instant next = uploader_.step(clocks_.monotonic(), clocks_.wall());
        std::unique_lock lock(mutex_);
        status_ = uploader_.status();
        Duration wait = std::max(next - clocks_.monotonic(), breath);
        bool changed = false;
        while (!changed && !nudged_ && wait.ms > 0 && !stop.stop_requested()) {
            const Duration part = std::min(wait, network_look);
            wake_.wait_for(lock, stop, std::chrono::milliseconds(part.ms), [this] { return nudged_; });
            changed = network_.changed();
            wait = next - clocks_.monotonic();
        }
        if (try_now_) uploader_.try_now();
        nudged_ = try_now_ = false;
        if (changed) uploader_.network_changed(clocks_.monotonic());
    }
}

} // namespace kiosk::upload
