#include "hub/pool_libpq.hpp"

#include <chrono>
#include <utility>

namespace kiosk::hub {

SessionPool::Lease::Lease(Lease&& other) noexcept : pool_(other.pool_), session_(std::move(other.session_)) {}

SessionPool::Lease::~Lease() {
    if (session_) pool_->give_back(std::move(session_));
}

SessionPool::SessionPool(std::string url, Session first) : url_(std::move(url)) {
    at_rest_.reserve(libpq_sessions_max); // so that giving back never fails
    at_rest_.push_back(std::make_unique<Session>(std::move(first)));
}

Result<SessionPool::Lease> SessionPool::take() {
    auto session = wait_for_one();
    if (!session) return session.error();
    if (!*session) {
        auto opened = Session::open(url_);
        if (!opened) {
            forget_one();
            return opened.error();
        }
        return Lease(*this, std::make_unique<Session>(std::move(*opened)));
    }
    Lease lease(*this, std::move(*session));
    if (const auto ready = lease->ready(); !ready) return ready.error();
    return lease;
}

Result<std::unique_ptr<Session>> SessionPool::wait_for_one() {
    std::unique_lock lock(mutex_);
    const auto free = [this] { return !at_rest_.empty() || opened_ < libpq_sessions_max; };
    if (!freed_.wait_for(lock, std::chrono::milliseconds(libpq_session_wait.ms), free))
        return machine_error("the hub's PostgreSQL store: all " + std::to_string(libpq_sessions_max) +
                             " connections were busy for " + std::to_string(libpq_session_wait.ms / 1000) +
                             " s; look at what the database is doing");
    if (at_rest_.empty()) {
        ++opened_;
        return std::unique_ptr<Session>();
    }
    std::unique_ptr<Session> session = std::move(at_rest_.back());
    at_rest_.pop_back();
    return session;
}

void SessionPool::give_back(std::unique_ptr<Session> session) {
    {
        const std::lock_guard lock(mutex_);
        at_rest_.push_back(std::move(session));
    }
    freed_.notify_one();
}

void SessionPool::forget_one() {
    {
        const std::lock_guard lock(mutex_);
        --opened_;
    }
    freed_.notify_one();
}

std::size_t SessionPool::opened() const {
    const std::lock_guard lock(mutex_);
    return opened_;
}

} // namespace kiosk::hub
