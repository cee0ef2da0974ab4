// How a thread that does not own the outbox works on it: it hands over a piece of work and waits until the
// owner has run it. Implemented by StoreThread (store_thread.hpp) and, where one thread is enough, by
// DirectAccess. Never used on the thread that draws frames: that one posts and drains (StoreThread::post,
// drain).
#pragma once

#include <functional>
#include <optional>
#include <utility>

#include "base/result.hpp"
#include "outbox/outbox.hpp"

namespace kiosk::outbox {

class Access {
  public:
    virtual ~Access() = default;
    // Runs `work` on the outbox and returns when it has run. False, and `work` did not run, when the owner
    // has ended.
    [[nodiscard]] virtual bool with(const std::function<void(Outbox&)>& work) = 0;
};

// For commands and tests, which own the outbox on their only thread.
class DirectAccess final : public Access {
  public:
    explicit DirectAccess(Outbox& outbox) : outbox_(outbox) {}
    [[nodiscard]] bool with(const std::function<void(Outbox&)>& work) override {
        work(outbox_);
        return true;
    }

  private:
    Outbox& outbox_;
};

// The result of one question to the outbox, such as ask<Counts>(access, [](Outbox& o) { return o.counts();
// }).
template <typename T, typename Work> [[nodiscard]] Result<T> ask(Access& access, Work&& work) {
    std::optional<Result<T>> answer;
    const bool ran = access.with([&](Outbox& outbox) { answer.emplace(work(outbox)); });
    if (!ran || !answer)
        return machine_error("the outbox is closing: nothing was changed; ask again after the restart");
    return std::move(*answer);
}

} // namespace kiosk::outbox
