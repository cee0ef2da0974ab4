// A second thread that helps the first one with a piece of work, and sleeps in between. For the painter's
// tiles; owned by whoever shows frames at a display's rate. It never spins and takes no memory for a piece.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace kiosk::paint {

class Helper {
  public:
    // Null on a machine with a single processor, where a second thread would only be in the way.
    [[nodiscard]] static std::unique_ptr<Helper> where_it_helps();
    Helper();
    ~Helper();
    Helper(const Helper&) = delete;
    Helper& operator=(const Helper&) = delete;

    // Runs `mine` here, and `theirs` on the helper's thread at the same time, and returns when neither runs
    // any more. Where the helper is not awake by the time that `mine` is done, `theirs` is not run at all:
    // both take pieces from one heap, and `mine` leaves none. `theirs` does not throw.
    void both(const std::function<void()>& mine, const std::function<void()>& theirs);

  private:
    void run();

    std::mutex mutex_;
    std::condition_variable wake_, done_;
    const std::function<void()>* theirs_ = nullptr; // not yet begun
    bool is_running_ = false, is_over_ = false;
    std::thread thread_; // the last one: it uses the others
};

} // namespace kiosk::paint
