// The one thread that owns the outbox. The frame thread posts work and drains what came of it, and never
// waits; other threads may ask and wait (Access). The mailbox is bounded: a store that hangs must show, not
// swell.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "outbox/access.hpp"

namespace kiosk::outbox {

constexpr std::size_t mailbox_max = 256; // hours of taps on a store that does not answer

class StoreThread final : public Access {
  public:
    using Work = std::function<void(Outbox&)>;
    using Completion = std::function<void()>;

    explicit StoreThread(std::unique_ptr<Outbox> outbox);
    // Runs what is in the mailbox, then closes the outbox on its own thread.
    ~StoreThread() override;
    StoreThread(const StoreThread&) = delete;
    StoreThread& operator=(const StoreThread&) = delete;

    // False when the mailbox is full or closed: the work will not run.
    [[nodiscard]] bool post(Work work);
    // Work that yields something for the frame thread: it returns the call to make there, in drain().
    [[nodiscard]] bool post_for_frame(std::function<Completion(Outbox&)> work);
    // Called by the frame thread once a frame: runs the completions that have come in. Waits for nothing.
    void drain();

    // Not for the frame thread. Waits for the store; false when it has been closed.
    [[nodiscard]] bool with(const Work& work) override;

    // Work that was taken and is not done yet: the watchdog looks whether it shrinks.
    [[nodiscard]] std::size_t backlog() const;
    // No further work is taken; what is in the mailbox still runs.
    void close();

  private:
    void run();

    mutable std::mutex mutex_;
    std::condition_variable something_to_do_;
    std::deque<Work> mailbox_;
    std::vector<Completion> completions_;
    std::size_t backlog_ = 0;
    bool closed_ = false;
    std::unique_ptr<Outbox> outbox_; // the thread's own
    std::thread thread_;
};

} // namespace kiosk::outbox
