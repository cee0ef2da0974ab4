// A bounded number of connections to one PostgreSQL, shared by the hub's threads: each takes one for the time
// of a request and gives it back. Called by store_libpq.cpp from several threads at once. It opens a
// connection when it is first needed, and never one that would answer before it has written (session_libpq).
#pragma once

#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "hub/session_libpq.hpp"

namespace kiosk::hub {

// As many as the server has threads (server_microhttpd.cpp): more would stand idle. Five hubs, with as many
// again for their staff's pages, stay below the hundred that PostgreSQL allows by default.
constexpr std::size_t libpq_sessions_max = 8;
constexpr Duration libpq_session_wait = seconds(10); // for a free one; then the kiosk is asked to come again

class SessionPool {
  public:
    // A connection for as long as this lives.
    class Lease {
      public:
        Lease(Lease&& other) noexcept;
        Lease& operator=(Lease&&) = delete;
        ~Lease();
        Session& operator*() const { return *session_; }
        Session* operator->() const { return session_.get(); }

      private:
        friend class SessionPool;
        Lease(SessionPool& pool, std::unique_ptr<Session> session)
            : pool_(&pool),
              session_(std::move(session)) {}
        SessionPool* pool_;
        std::unique_ptr<Session> session_;
    };

    // `first` is the connection that showed that the database can be used.
    SessionPool(std::string url, Session first);
    // A connection that was good when it was last used: waits for one, opens one, or opens a lost one again.
    [[nodiscard]] Result<Lease> take();
    [[nodiscard]] std::size_t opened() const; // in use or at rest

  private:
    // One at rest; nothing: the caller may open a new one, which is counted already. An error: none came
    // free.
    [[nodiscard]] Result<std::unique_ptr<Session>> wait_for_one();
    void give_back(std::unique_ptr<Session> session);
    void forget_one();

    std::string url_;
    mutable std::mutex mutex_;
    std::condition_variable freed_;
    std::vector<std::unique_ptr<Session>> at_rest_; // the last is the one used last: a quiet hub uses one
    std::size_t opened_ = 1;
};

} // namespace kiosk::hub
