#include "outbox/store_thread.hpp"

#include <future>

namespace kiosk::outbox {

StoreThread::StoreThread(std::unique_ptr<Outbox> outbox)
    : outbox_(std::move(outbox)),
      thread_([this] { run(); }) {}

StoreThread::~StoreThread() {
    close();
    thread_.join();
}

void StoreThread::close() {
    {
        const std::lock_guard lock(mutex_);
        closed_ = true;
    }
    something_to_do_.notify_one();
}

bool StoreThread::post(Work work) {
    {
        const std::lock_guard lock(mutex_);
        if (closed_ || mailbox_.size() >= mailbox_max) return false;
        mailbox_.push_back(std::move(work));
        ++backlog_;
    }
    something_to_do_.notify_one();
    return true;
}

bool StoreThread::post_for_frame(std::function<Completion(Outbox&)> work) {
    return post([this, work = std::move(work)](Outbox& outbox) {
        Completion completion = work(outbox);
        const std::lock_guard lock(mutex_);
        completions_.push_back(std::move(completion));
    });
}

void StoreThread::drain() {
    std::vector<Completion> ready;
    {
        const std::lock_guard lock(mutex_);
        ready.swap(completions_);
    }
    for (const Completion& completion : ready)
        if (completion) completion();
}

bool StoreThread::with(const Work& work) {
    std::promise<void> done;
    std::future<void> future = done.get_future();
    if (!post([&](Outbox& outbox) {
            work(outbox);
            done.set_value();
        }))
        return false;
    future.wait();
    return true;
}

std::size_t StoreThread::backlog() const {
    const std::lock_guard lock(mutex_);
    return backlog_;
}

void StoreThread::run() {
    for (;;) {
        Work work;
        {
            std::unique_lock lock(mutex_);
            something_to_do_.wait(lock, [this] { return closed_ || !mailbox_.empty(); });
            if (mailbox_.empty()) break;
            work = std::move(mailbox_.front());
            mailbox_.pop_front();
        }
        work(*outbox_);
        work = nullptr; // what it captured dies before it counts as done
        const std::lock_guard lock(mutex_);
        --backlog_;
    }
    outbox_.reset();
}

} // namespace kiosk::outbox
