#include "paint/helper.hpp"

namespace kiosk::paint {

std::unique_ptr<Helper> Helper::where_it_helps() {
    return std::thread::hardware_concurrency() > 1 ? std::make_unique<Helper>() : nullptr;
}

Helper::Helper() : thread_([this] { run(); }) {}

Helper::~Helper() {
    {
        const std::lock_guard lock(mutex_);
        is_over_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

void Helper::both(const std::function<void()>& mine, const std::function<void()>& theirs) {
    // Also where `mine` throws: what `theirs` refers to is about to go.
    struct Ending {
        Helper& helper;
        ~Ending() {
            std::unique_lock lock(helper.mutex_);
            helper.theirs_ = nullptr;
            helper.done_.wait(lock, [this] { return !helper.is_running_; });
        }
    };
    {
        const std::lock_guard lock(mutex_);
        theirs_ = &theirs;
    }
    wake_.notify_one();
    const Ending ending{*this};
    mine();
}

void Helper::run() {
    std::unique_lock lock(mutex_);
    for (;;) {
        wake_.wait(lock, [this] { return theirs_ != nullptr || is_over_; });
        if (is_over_) return;
        const std::function<void()>& theirs = *theirs_;
        theirs_ = nullptr;
        is_running_ = true;
        lock.unlock();
        theirs();
        lock.lock();
        is_running_ = false;
        done_.notify_one();
    }
}

} // namespace kiosk::paint
