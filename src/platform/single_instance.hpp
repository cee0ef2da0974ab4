// Holds a lock for as long as one kiosk runs on a state folder, so that a second one cannot touch its queue.
// Taken by the commands that open the outbox. Never waits, and never removes the lock's file.
#pragma once

#include <string>

#include "base/result.hpp"
#include "platform/descriptor.hpp"

namespace kiosk::platform {

class SingleInstance {
  public:
    // flock on FOLDER/lock. Fault::Machine when another process holds it; its number is in the message.
    [[nodiscard]] static Result<SingleInstance> create(const std::string& state_folder);

  private:
    explicit SingleInstance(Descriptor lock) : lock_(std::move(lock)) {}
    Descriptor lock_;
};

} // namespace kiosk::platform
